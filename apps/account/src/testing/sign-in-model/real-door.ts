// The same things done through the service's own pages by one officer at two browsers; the answers in the reference's words.
import { moveClock, slowClock } from '@motcua/db/clock.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { type Browser, hiddenFields } from '@motcua/web/testing/browser.ts'
import { closeLapsedPeriods } from '../../jobs/keep-periods.ts'
import { sendMessages } from '../../jobs/send-messages.ts'
import { restoreAccount, suspendAccount } from '../../records/accounts/store.ts'
import { endAttempts } from '../../records/attempts/store.ts'
import { endSessions } from '../../records/sessions/store.ts'
import { closePeriodRow, insertPeriod } from '../../records/standby/store.ts'
import { buildTestService, type TestService } from '../build-app.ts'
import { addAgencies, addOneMore } from '../people.ts'
import type { CodeAnswer, PasswordAnswer, SendAnswer, Typed } from './reference-door.ts'

const page = {
  door: '/vi/sign-in',
  code: '/vi/sign-in/code',
  again: '/vi/sign-in/code/send-again',
  own: '/vi/my-account/info',
}

/** A service for many sequences: one connection, since the clock is a setting of it. */
export async function buildModelService(): Promise<TestService> {
  const service = await buildTestService({}, undefined, true)
  await slowClock(service.deps.db)
  await addAgencies(service.deps)
  return service
}

export class RealDoor {
  readonly #service: TestService
  readonly #who: Awaited<ReturnType<typeof addOneMore>>
  readonly #browsers: readonly Browser[]
  /** What the door's form holds on the page that each browser shows; null where it shows another page. */
  readonly #forms: (Record<string, string> | null)[] = [null, null]
  #now = 0
  #period: string | null = null
  /** Codes sent for the attempt of each browser, the newest last. */
  #codes: string[][] = [[], []]
  #addresses = 0
  #tokens: (string | undefined)[] = []

  private constructor(service: TestService, who: Awaited<ReturnType<typeof addOneMore>>) {
    this.#service = service
    this.#who = who
    this.#browsers = [service.browser(), service.browser()]
  }

  /** A new officer in a service where nothing happened yet. */
  static async begin(service: TestService): Promise<RealDoor> {
    const { db } = service.deps
    await moveClock(db, 0)
    await run(db, sql`delete from limits`)
    // The ceiling of messages in a minute counts everybody's: all sequences happen in the same minute of the slow clock.
    await run(db, sql`delete from message_sends`)
    await run(db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
    service.gateway.sent.length = 0
    return new RealDoor(service, await addOneMore(service.deps))
  }

  async open(minutes: number): Promise<void> {
    const made = { scope: { kind: 'everyone' }, reason: 'Cổng không truy cập được', minutes, openedBy: null } as const
    this.#period = (await insertPeriod(this.#service.deps.db, made)).id
  }

  async close(): Promise<void> {
    if (this.#period) await closePeriodRow(this.#service.deps.db, { id: this.#period, closedBy: null, reason: 'model' })
  }

  async pass(seconds: number): Promise<void> {
    this.#now += seconds
    await moveClock(this.#service.deps.db, this.#now)
    await closeLapsedPeriods(this.#service.deps)
  }

  async suspend(): Promise<void> {
    const { db } = this.#service.deps
    await suspendAccount(db, this.#who.id, 'model')
    await endAttempts(db, this.#who.id)
    await endSessions(db, { accountId: this.#who.id }, { reason: 'suspended' })
  }

  async restore(): Promise<void> {
    await restoreAccount(this.#service.deps.db, this.#who.id)
  }

  async enterPassword(at: number, isRight: boolean): Promise<PasswordAnswer> {
    const fields = { number: this.#who.idNumber, password: isRight ? this.#who.password : 'Sai-Mật-Khẩu-1' }
    const answer = await this.#from(at).post(page.door, { ...(await this.#form(at)), ...fields })
    this.#forms[at] = formOn(answer.body)
    if (answer.statusCode === 429)
      return /Đã gửi nhiều mã|Đã nhập sai nhiều mã/.test(answer.body) ? 'no-more-codes' : 'locked'
    const said = expected(answer.statusCode, { 303: 'code-page', 403: 'closed', 422: 'wrong' } as const)
    // Where the code of before is still on its way, nothing leaves.
    const sent = said === 'code-page' ? await this.#deliver() : null
    if (sent) this.#codes[at] = [sent]
    return said
  }

  async sendAgain(at: number): Promise<SendAnswer> {
    const answer = await this.#from(at).post(page.again, await this.#token(at))
    if (answer.statusCode === 429) return 'waits'
    const isSent = String(answer.headers.location).startsWith(page.code)
    const sent = isSent ? await this.#deliver() : null
    if (sent) this.#codes[at]?.push(sent)
    return expected(answer.statusCode, { 303: isSent ? 'sent' : 'elsewhere' })
  }

  async enterCode(at: number, typed: Typed): Promise<CodeAnswer> {
    const answer = await this.#from(at).post(page.code, {
      ...(await this.#token(at)),
      code: this.#codeTo(at, typed),
    })
    const isIn = answer.headers.location === page.own && this.#hasSessionCookie(answer)
    return expected(answer.statusCode, { 303: isIn ? 'in' : 'elsewhere', 422: 'refused', 429: 'locked' })
  }

  /** Codes that left for this person, and whoever is on the way there: none may have left unseen. */
  async sent(): Promise<number> {
    const { db } = this.#service.deps
    const count = sql<{ count: number }>`select count(*) as count from messages where phone = ${this.#who.phone}`
    return (await one(db, count)).count
  }

  async visit(at: number): Promise<boolean> {
    return (await this.#from(at).get(page.own)).statusCode === 200
  }

  async signOut(at: number): Promise<void> {
    await this.#from(at).post('/vi/sign-out', await this.#token(at))
  }

  /** Limits per address are tested elsewhere: each request comes from an address of its own. */
  #from(at: number): Browser {
    const browser = this.#browsers[at]
    if (!browser) throw new Error(`there is no browser ${at}`)
    this.#addresses += 1
    browser.address = `198.18.${(this.#addresses >> 8) & 255}.${this.#addresses & 255}`
    return browser
  }

  /** The form of the page that stands open here; the page is fetched where another one does, as a person's browser would. */
  async #form(at: number): Promise<Record<string, string>> {
    const form = this.#forms[at] ?? formOn((await this.#from(at).get(page.door)).body)
    this.#forms[at] = form
    return form ?? {}
  }

  /** A browser has one form token all its life. */
  async #token(at: number): Promise<Record<string, string>> {
    this.#tokens[at] ??= (await this.#form(at))['_token'] ?? tokenOn((await this.#from(at).get(page.door)).body)
    return { _token: this.#tokens[at] ?? '' }
  }

  /** What leaves for the phone now. */
  async #deliver(): Promise<string | null> {
    const { gateway, deps } = this.#service
    const before = gateway.sent.length
    await sendMessages(deps)
    return gateway.sent.length > before ? gateway.codeFor(this.#who.phone).code : null
  }

  #codeTo(at: number, typed: Typed): string {
    const codes = this.#codes[at] ?? []
    const newest = codes.at(-1) ?? '000000'
    if (typed === 'right') return newest
    const older = typed === 'older' ? codes.at(-2) : undefined
    return older ?? (newest === '271828' ? '314159' : '271828')
  }

  #hasSessionCookie = (answer: { cookies: readonly { name: string }[] }) =>
    answer.cookies.some(({ name }) => name.endsWith('account_session'))
}

const tokenOn = (body: string) => /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? ''

function formOn(body: string): Record<string, string> | null {
  const fields = hiddenFields(body, page.door)
  return '_token' in fields ? fields : null
}

function expected<T>(status: number, meanings: Readonly<Record<number, T>>): T {
  const meaning = meanings[status]
  if (meaning === undefined) throw new Error(`the service answered ${status}`)
  return meaning
}
