// What people do in the bench: whole sign-ins by one door or the other, each officer in turn, from an address of their own.
import { comeFromPortal } from '../harness/drill/portal-visit.ts'
import { openBrowser } from '../harness/browser.ts'
import { party } from '../harness/nodes.ts'
import { addressOf, officerAt } from '../harness/officers.ts'
import { comeFromDesk, finishAtDesk, signIn } from '../harness/sign-in.ts'

/** Codes per person and quarter of an hour (limits.md): the limits are on, so nobody comes more often than they allow. */
const codesMost = 5

/**
 * Both doors. A walk gives its milliseconds without what passed until the code was on the phone, and that time by itself; `done` counts
 * the walks that came to their end.
 */
export function peopleOf({ front, gateway, sandbox, password, officers }) {
  let begun = 0
  let done = 0
  const next = () => {
    begun += 1
    if (begun > officers * codesMost) throw new Error('every officer has signed in 5 times: give more by --officers')
    return { officer: officerAt(((begun - 1) % officers) + 1), address: addressOf(begun) }
  }
  const direct = async (way = front) => {
    const { officer, address } = next()
    let waited = 0
    const codeFor = async (phone) => {
      const from = performance.now()
      const code = await gateway.codeFor(phone)
      waited += performance.now() - from
      return code
    }
    const took = await signIn({ front: way, party, password, codeFor }, officer, address)
    done += 1
    return { took: took - waited, waited }
  }
  // The portal's own pages and its code are the other side's work: they count as waiting.
  const portal = async () => {
    const { officer, address } = next()
    const started = performance.now()
    const ours = { ms: 0 }
    const timed = timedFront(front, ({ ms }) => {
      ours.ms += ms
    })
    const browser = openBrowser(timed, address)
    const visit = await comeFromDesk(browser, party)
    const answer = await comeFromPortal({ sandbox, browser, visit, officer, address, patience: 5000 })
    if (typeof answer === 'string') throw new Error(`the portal: ${answer}`)
    await finishAtDesk({ front: timed, party }, browser, { visit, answer, officer })
    done += 1
    return { took: ours.ms, waited: performance.now() - started - ours.ms }
  }
  return { direct, portal, done: () => done }
}

/** The same front; `onAnswer` hears of each answer with its milliseconds. */
export const timedFront = (front, onAnswer) => ({
  ...front,
  send: async (asked) => {
    const from = performance.now()
    const answer = await front.send(asked)
    onAnswer({ status: answer.status, ms: performance.now() - from })
    return answer
  },
})
