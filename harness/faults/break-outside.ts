// The portal and the SMS gateways in every way the sandbox can break them (R01–R04, R07, R10–R13): what the person saw, after how many
// seconds, and that nobody got in by a portal that did not vouch for them.
import { setTimeout as sleep } from 'node:timers/promises'
import { openBrowser, said, Unexpected } from '../browser.ts'
import { party } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import type { Figure } from '../report.ts'
import { comeFromDesk, finishAtDesk, giveCode, givePassword } from '../sign-in.ts'
import { inWholeWorld, password, type WholeWorld } from '../world.ts'
import { goThroughPortal } from '../drill/portal-visit.ts'

/** Mode of the switch, and whether a person still gets in: keys that changed are read anew. `most`: seconds until an answer of ours. */
const portalModes = [
  { mode: 'refuse', getsIn: false, most: 3 },
  { mode: 'slow', getsIn: false, most: 5 },
  { mode: '500', getsIn: false, most: 5 },
  { mode: 'token-error', getsIn: false, most: 6 },
  { mode: 'wrong-nonce', getsIn: false, most: 6 },
  { mode: 'no-id-number', getsIn: false, most: 6 },
  { mode: 'keys-rotated', getsIn: true, most: 6 },
] as const

/** `most`: seconds until in. A gateway is silent for 3 s before the next takes over; a message that is dropped is asked for again after a minute. */
const smsModes = [
  { mode: 'refuse', most: 10 },
  { mode: 'slow', most: 15 },
  { mode: 'duplicate', most: 10 },
  { mode: 'no-receipt', most: 10 },
  { mode: 'drop', most: 90 },
] as const

export const breakOutside = (): Promise<Figure[]> =>
  inWholeWorld({ nodes: 2, officers: 200 }, async (world) => {
    const figures: Figure[] = []
    for (const [i, plan] of portalModes.entries()) figures.push(await breakPortal(world, i + 1, plan))
    await world.sandbox.setFaults({ portal: { mode: 'up' } })
    await openByHand(world.db.query)
    for (const [i, plan] of smsModes.entries()) figures.push(await breakGateway(world, 100 + i, plan))
    figures.push(await countStrangers(world))
    return figures
  })

async function breakPortal(world: WholeWorld, officer: number, plan: (typeof portalModes)[number]): Promise<Figure> {
  await world.sandbox.setFaults({ portal: { mode: plan.mode } })
  const browser = openBrowser(world.front, addressOf(officer))
  const visit = await comeFromDesk(browser, party)
  const going = {
    sandbox: world.sandbox,
    browser,
    visit,
    officer: officerAt(officer),
    address: addressOf(officer),
    patience: 8000,
  }
  const { seconds, saw, isIn } = await told(() =>
    goThroughPortal(going).then((outcome) => ({
      saw: outcome === 'back' ? 'in' : `portal ${outcome}`,
      isIn: outcome === 'back',
    })),
  )
  return {
    name: `portal ${plan.mode}: the person saw, after`,
    value: `${saw}; ${seconds.toFixed(1)} s`,
    target: `${plan.getsIn ? 'in' : 'not in'}, ≤ ${plan.most} s`,
    ok: isIn === plan.getsIn && seconds <= plan.most,
  }
}

/** Typing and waiting for the portal's own code are inside; with the sandbox that is less than a second. */
async function told(work: () => Promise<{ saw: string; isIn: boolean }>) {
  const started = performance.now()
  const outcome = await work().catch((error: unknown) => {
    if (!(error instanceof Unexpected)) throw error
    return { saw: `${error.answer.status} “${said(error.answer.text).slice(0, 90)}”`, isIn: false }
  })
  return { ...outcome, seconds: (performance.now() - started) / 1000 }
}

async function breakGateway(world: WholeWorld, officer: number, plan: (typeof smsModes)[number]): Promise<Figure> {
  await world.sandbox.setFaults({ sms: { esms: { mode: plan.mode } } })
  const person = officerAt(officer)
  const browser = openBrowser(world.front, addressOf(officer))
  const { seconds, saw, isIn } = await told(async () => {
    const visit = await comeFromDesk(browser, party)
    const since = Date.now() - 1000
    const page = await givePassword(browser, visit.page, { number: person.idNumber, password })
    const code =
      (await world.sandbox.codeOn(person.phone, 'ours', since, 62_000)) ??
      (await askAgain(world, browser, person.phone))
    const answer = await giveCode(browser, page, code)
    await finishAtDesk({ front: world.front, party }, browser, { visit, answer, officer: person })
    return { saw: 'in', isIn: true }
  })
  await world.sandbox.setFaults({ sms: { esms: { mode: 'up' } } })
  return {
    name: `first gateway ${plan.mode}: the person saw, after`,
    value: `${saw}; ${seconds.toFixed(1)} s`,
    target: `in, ≤ ${plan.most} s`,
    ok: isIn && seconds <= plan.most,
  }
}

/** "Gửi lại" */
async function askAgain(world: WholeWorld, browser: ReturnType<typeof openBrowser>, phone: string): Promise<string> {
  await sleep(500)
  const page = await browser.get('/vi/sign-in/code')
  const token = /name="_token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  const since = Date.now() - 1000
  const sent = await browser.post('/vi/sign-in/code/send-again', { _token: token })
  if (sent.status !== 303) throw new Unexpected('send again', sent)
  return (await world.sandbox.codeOn(phone, 'ours', since, 20_000)) ?? ''
}

/** Sessions by the portal door belong to those who came with keys that were read anew; and nobody has two by the standby door. */
async function countStrangers({ db }: WholeWorld): Promise<Figure> {
  const { rows } = await db.query<{ portal: number; doubles: number }>(
    `select (select count(*)::int from sessions where door = 'portal') as portal,
      (select count(*)::int from (select account_id from sessions where door = 'standby' group by 1 having count(*) > 1) x) as doubles`,
  )
  const { portal = 0, doubles = 0 } = rows[0] ?? {}
  const expected = portalModes.filter(({ getsIn }) => getsIn).length
  return {
    name: 'outside: sessions by a broken portal; two sessions for one sign-in',
    value: `${portal - expected}; ${doubles}`,
    target: '0; 0',
    ok: portal === expected && doubles === 0,
  }
}
