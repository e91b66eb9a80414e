// What a person does while nodes die: each walk goes on at another node until it is done, and then looks whether everything is there once.
import { setTimeout as sleep } from 'node:timers/promises'
import { maskPhone } from '@motcua/web/mask.ts'
import { closeDoors, type Console } from '../administrators.ts'
import { type Browser, expectPage, hidden, onward, openBrowser, Unexpected } from '../browser.ts'
import type { Query } from '../database.ts'
import { application, atDesk } from '../desk.ts'
import type { Front } from '../front.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import { progress } from '../report.ts'
import { type RecoveryCode, signedIn } from '../probes/race-rounds.ts'
import type { Solver } from '../probes/puzzle.ts'
import { givePassword, signIn } from '../sign-in.ts'
import type { CalmWorld } from '../world.ts'
import type { Walk } from './cuts.ts'

/** `officer`: a number that nobody had before. `desk`: the desk's database, and its nodes behind their proxy. */
export type Walking = {
  world: CalmWorld
  console: Console
  desk: { query: Query; front: Front }
  solve: Solver
  recovery: RecoveryCode
  officer: number
}

/** `before`: what comes before the node may die; what it gives, `walk` is given. Both throw where it cannot be done. */
type Steps = {
  before: (walking: Walking) => Promise<Browser | undefined>
  walk: (walking: Walking, browser: Browser) => Promise<void>
  /** What is wrong with it afterwards; '' where nothing is. */
  fault: (walking: Walking) => Promise<string>
}

export const patience = 100_000

/** As a person does: anew after whatever went wrong, later where the page says so. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + patience
  const failed: string[] = []
  for (;;) {
    try {
      const done = await work()
      // One is the node that died; more need a look.
      if (failed.length > 1) progress(`  done after ${failed.length} failures: ${failed.join(' | ')}`)
      return done
    } catch (error) {
      failed.push(String(error).slice(0, 120))
      if (Date.now() > until) throw error
      const after = error instanceof Unexpected ? Number(error.answer.headers['retry-after'] ?? 1) : 1
      await sleep(Math.min(after, 61) * 1000)
    }
  }
}

const own = async (): Promise<undefined> => undefined

/** Counts of one row, by name. */
async function counts(query: Query, text: string, values: unknown[]): Promise<Record<string, number>> {
  return (await query<Record<string, number>>(text, values)).rows[0] ?? {}
}

const officerSteps: Steps = {
  before: own,
  walk: ({ world, officer }) =>
    again(async () => void (await signIn(world.signInDeps, officerAt(officer), addressOf(officer)))),
  fault: async ({ world, officer }) => {
    const { sessions = 0, dead = 0 } = await counts(
      world.db.query,
      `select (select count(*)::int from sessions s join accounts a on a.id = s.account_id where a.id_number = $1) as sessions,
        (select count(*)::int from challenges c join attempts t on t.id::text = c.binding join accounts a on a.id = t.account_id
          where a.id_number = $1 and c.used_at is not null and t.finished_at is null) as dead`,
      [officerAt(officer).idNumber],
    )
    if (sessions === 0) return 'the sign-in that was answered is not there'
    return dead > 0 ? 'a code was used up without a session' : ''
  },
}

/** Opens the door and closes it, each until it is so. */
const doorSteps: Steps = {
  before: async ({ console }) => {
    await again(console.wake)
    return undefined
  },
  walk: async ({ console }) => {
    await again(async () => void (await closeDoors(console, 'Đóng để thử lại')))
    await again(() => openDoor(console))
    await again(async () => void (await closeDoors(console, 'Cổng đã hoạt động lại')))
  },
  fault: async ({ world }) => {
    const { open } = await counts(
      world.db.query,
      `select count(*)::int as open from standby_periods where closed_at is null`,
      [],
    )
    // Somebody else's opening, after which this administrator may open again within the hour.
    await openByHand(world.db.query, 8)
    return open === 0 ? '' : 'a door was left open after its closing was answered'
  },
}

async function openDoor(console: Console): Promise<void> {
  const at = '/vi/console/standby/open'
  const page = expectPage(await console.browser.get(at), 'the form that opens')
  if (hidden(page, at)['seen']) return
  const typed = {
    scope: 'everyone',
    reason: 'Cổng không truy cập được',
    minutes: '30',
    password: '',
    code: '',
    people: '',
  }
  const answer = await console.browser.post(at, { ...hidden(page, at), ...typed })
  if (answer.status === 303 && answer.headers.location?.includes('done=')) return
  if (answer.text.includes('Việc này cần xác thực lại') || answer.status === 303) await console.prove()
  throw new Unexpected('open', answer)
}

const newNumberOf = (officer: number) => `091${9_999_999 - officer}`

const numberSteps: Steps = {
  before: ({ world, officer }) => again(() => signedIn(world, officer)),
  walk: async ({ world, officer }, browser) => {
    const number = newNumberOf(officer)
    let code = ''
    await again(async () => {
      const list = expectPage(await browser.get('/vi/my-account/phones'), 'the list of numbers')
      // What was done and not answered stands in the list.
      if (list.includes(maskPhone(`+84${number.slice(1)}`))) return
      const id = /phones\/([\w-]{36})\/edit/.exec(list)?.[1] ?? ''
      const page = await codePageOf(browser, id, number)
      code ||= await world.gateway.codeFor(number)
      const sent = { ...hidden(page, '/vi/my-account/phones/code'), code }
      onward(await browser.post('/vi/my-account/phones/code', sent), 'new number', '/vi/my-account/phones?done=changed')
    })
  },
  fault: async ({ world, officer }) => {
    const { live, mine, told, notices } = await counts(
      world.db.query,
      `select (select count(*)::int from phones where account_id = a.id and removed_at is null) as live,
        (select count(*)::int from phones where account_id = a.id and removed_at is null and codes_from is not null and number = $2) as mine,
        (select count(*)::int from audit_events where account_id = a.id and event = 'phone-changed') as told,
        (select count(*)::int from messages where kind = 'notice' and phone = $3) as notices
        from accounts a where id_number = $1`,
      [officerAt(officer).idNumber, `+84${newNumberOf(officer).slice(1)}`, `+84${officerAt(officer).phone.slice(1)}`],
    )
    const found = `${live} numbers, ${mine} of them new, ${told} audit rows, ${notices} notices to the old one`
    return live === 1 && mine === 1 && told === 1 && notices === 1 ? '' : `a changed number: ${found}`
  },
}

/** The code's page, where a code was asked for already; otherwise it is asked for. */
async function codePageOf(browser: Browser, id: string, number: string): Promise<string> {
  const at = `/vi/my-account/phones/code?for=${id}`
  const there = await browser.get(at)
  if (there.status === 200) return there.text
  const edit = `/vi/my-account/phones/${id}/edit`
  const form = hidden(expectPage(await browser.get(edit), 'the form of a number'), edit)
  onward(await browser.post(edit, { ...form, country: '+84', number }), 'a new number', '/vi/my-account/phones/code')
  return expectPage(await browser.get(at), 'the new number’s code')
}

const newPassword = 'Cuộc hẹn cuối của nút 2846'

const resetSteps: Steps = {
  before: async ({ world, officer, recovery }) => {
    await world.db.query(
      'insert into recovery_codes (account_id, hash) select id, $2 from accounts where id_number = $1',
      [officerAt(officer).idNumber, recovery.hash],
    )
    return undefined
  },
  walk: async (walking) => {
    const { world, officer } = walking
    const browser = openBrowser(world.front, addressOf(officer))
    let [code, isSent] = ['', false]
    await again(async () => {
      const at = '/vi/reset-password'
      const there = await browser.get(at)
      // What was done and not answered: the reset is over, and the new password works.
      if (there.status === 303 && isSent && (await mayEnter(walking))) return
      const page = there.status === 200 ? there.text : await beginReset(walking, browser)
      code ||= await world.gateway.codeFor(officerAt(officer).phone)
      const altcha = await walking.solve(browser, 'reset')
      const typed = { code, password: newPassword, again: newPassword, recovery: walking.recovery.code, altcha }
      isSent = true
      const answer = await browser.post(at, { ...hidden(page, at), ...typed })
      if (answer.status === 200) return
      // It was the code of a reset whose start was not answered: the next message has the right one.
      if (answer.status === 422) code = ''
      throw new Unexpected('reset', answer)
    })
  },
  fault: async (walking) => {
    const { world, officer } = walking
    const { done, used, fresh } = await counts(
      world.db.query,
      `select (select count(*)::int from audit_events where account_id = a.id and event = 'reset-done') as done,
        (select count(*)::int from recovery_codes where account_id = a.id and used_at is not null) as used,
        (select count(*)::int from recovery_codes where account_id = a.id and used_at is null and voided_at is null) as fresh
        from accounts a where id_number = $1`,
      [officerAt(officer).idNumber],
    )
    if (done !== 1 || used !== 1 || fresh !== 1)
      return `a reset password: ${done} audit rows, ${used} codes used, ${fresh} fresh`
    return (await again(() => mayEnter(walking))) ? '' : 'the new password does not work'
  },
}

/** Gives the page with code and new password. */
async function beginReset({ solve, officer }: Walking, browser: Browser): Promise<string> {
  const at = '/vi/forgot-password'
  const form = hidden(expectPage(await browser.get(at), 'forgotten password'), at)
  const fields = { ...form, account: officerAt(officer).idNumber, altcha: await solve(browser, 'forgot') }
  onward(await browser.post(at, fields), 'start of a reset', '/vi/reset-password')
  return expectPage(await browser.get('/vi/reset-password'), 'reset')
}

/** Does the new password lead to the code's page? */
async function mayEnter({ world, officer }: Walking): Promise<boolean> {
  const browser = openBrowser(world.front, addressOf(officer))
  const page = expectPage(await browser.get('/vi/sign-in'), 'sign-in page')
  const entered = givePassword(browser, page, { number: officerAt(officer).idNumber, password: newPassword })
  return entered.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Unexpected && error.answer.status === 422) return false
      throw error
    },
  )
}

const dossierSteps: Steps = {
  before: ({ desk, officer }) => atDesk(desk.query, desk.front, officer),
  walk: async ({ officer }, browser) => {
    const at = '/vi/dossiers/new'
    const form = hidden(await again(async () => expectPage(await browser.get(at), 'reception form')), at)
    // The same form again, as a reload sends it.
    await again(async () =>
      onward(await browser.post(at, { ...form, ...application(officer) }), 'dossier', '/vi/dossiers/000'),
    )
  },
  fault: async ({ desk, officer }) => {
    const { dossiers, moves } = await counts(
      desk.query,
      `select count(distinct d.id)::int as dossiers, count(m.id)::int as moves
        from dossiers d left join dossier_moves m on m.dossier_id = d.id where d.applicant_name = $1`,
      [`Trần Văn ${officer}`],
    )
    return dossiers === 1 && moves === 1 ? '' : `a received dossier: ${dossiers} rows, ${moves} moves`
  },
}

export const stepsOf: Readonly<Record<Walk, Steps>> = {
  'sign-in': officerSteps,
  door: doorSteps,
  number: numberSteps,
  reset: resetSteps,
  dossier: dossierSteps,
}
