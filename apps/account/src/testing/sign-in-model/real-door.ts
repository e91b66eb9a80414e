// The same things done through the service's own pages by one officer at two browsers; the answers in the reference's words.
import { shiftClock } from '@motcua/db/clock.ts'
import { run, sql } from '@motcua/db/query.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { closeLapsedPeriods } from '../../jobs/keep-periods.ts'
import { restoreAccount, suspendAccount } from '../../records/accounts/store.ts'
import { endAttempts } from '../../records/attempts/store.ts'
import { endSessions } from '../../records/sessions/store.ts'
import { closePeriodRow, insertPeriod } from '../../records/standby/store.ts'
import type { TestService } from '../build-app.ts'
import { addOfficer, officer } from '../people.ts'
import type { CodeAnswer, PasswordAnswer, SendAnswer, Typed } from './reference-door.ts'

const page = {
  door: '/vi/sign-in',
  code: '/vi/sign-in/code',
  again: '/vi/sign-in/code/send-again',
  own: '/vi/my-account/info',
}

export class RealDoor {
  readonly #service: TestService
  readonly #who: Awaited<ReturnType<typeof addOfficer>>
  readonly #browsers: readonly Browser[]
  #now = 0
  #period: string | null = null
  /** Codes sent for the attempt of each browser, the newest last. */
  #codes: string[][] = [[], []]
  #addresses = 0

  private constructor(service: TestService, who: Awaited<ReturnType<typeof addOfficer>>) {
    this.#service = service
    this.#who = who
    this.#browsers = [service.browser(), service.browser()]
  }

  /** A new officer in a service where nothing happened yet. */
  static async begin(service: TestService): Promise<RealDoor> {
    const { db } = service.deps
    await shiftClock(db, 0)
    await run(db, sql`delete from limits`)
    await run(db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
    service.gateway.sent.length = 0
    return new RealDoor(service, await addOfficer(service.deps, officer()))
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
    await shiftClock(this.#service.deps.db, this.#now)
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
    const answer = await this.#from(at).submit(page.door, page.door, fields)
    const sent = await this.#deliver()
    if (sent) this.#codes[at] = [sent]
    if (answer.statusCode === 429)
      return /Đã gửi nhiều mã|Đã nhập sai nhiều mã/.test(answer.body) ? 'no-more-codes' : 'locked'
    return expected(answer.statusCode, { 303: 'code-page', 403: 'closed', 422: 'wrong' })
  }

  async sendAgain(at: number): Promise<SendAnswer> {
    const answer = await this.#from(at).post(page.again, { _token: await this.#token(at) })
    const sent = await this.#deliver()
    if (sent) this.#codes[at]?.push(sent)
    if (answer.statusCode === 429) return 'waits'
    const isSent = String(answer.headers.location).startsWith(page.code)
    return expected(answer.statusCode, { 303: isSent ? 'sent' : 'elsewhere' })
  }

  async enterCode(at: number, typed: Typed): Promise<CodeAnswer> {
    const answer = await this.#from(at).post(page.code, {
      _token: await this.#token(at),
      code: this.#codeTo(at, typed),
    })
    const isIn = answer.headers.location === page.own && this.#hasSessionCookie(answer)
    return expected(answer.statusCode, { 303: isIn ? 'in' : 'elsewhere', 422: 'refused', 429: 'locked' })
  }

  async visit(at: number): Promise<boolean> {
    return (await this.#from(at).get(page.own)).statusCode === 200
  }

  async signOut(at: number): Promise<void> {
    await this.#from(at).post('/vi/sign-out', { _token: await this.#token(at) })
  }

  /** Limits per address are tested elsewhere: each request comes from an address of its own. */
  #from(at: number): Browser {
    const browser = this.#browsers[at]
    if (!browser) throw new Error(`there is no browser ${at}`)
    this.#addresses += 1
    browser.address = `198.18.${(this.#addresses >> 8) & 255}.${this.#addresses & 255}`
    return browser
  }

  async #token(at: number): Promise<string> {
    const { body } = await this.#from(at).get(page.door)
    return /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? ''
  }

  /** What left for the phone since the last time. */
  async #deliver(): Promise<string | null> {
    const { gateway, deliver } = this.#service
    const before = gateway.sent.length
    await deliver()
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

function expected<T>(status: number, meanings: Readonly<Record<number, T>>): T {
  const meaning = meanings[status]
  if (meaning === undefined) throw new Error(`the service answered ${status}`)
  return meaning
}
