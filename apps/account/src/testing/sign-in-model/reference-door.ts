// The reference of the standby door: what one officer at two browsers may do and when, as the memo, contracts.md and limits.md say it.
// It knows no SQL, no route and no constant of the service: where the two disagree, one of them is wrong.
import { ReferenceCounter } from './reference-counter.ts'

const minute = 60
const hour = 60 * minute

export type PasswordAnswer = 'code-page' | 'closed' | 'wrong' | 'locked' | 'no-more-codes'
export type CodeAnswer = 'in' | 'refused' | 'locked' | 'elsewhere'
export type SendAnswer = 'sent' | 'waits' | 'elsewhere'
export type Typed = 'right' | 'older' | 'wrong'

type Attempt = { browser: number; expires: number; isOver: boolean; period: number; code: Code | null }
type Code = { sent: number; wrong: number; isDead: boolean }

export class ReferenceDoor {
  now = 0
  isSuspended = false
  /** Codes that left for the phone so far. */
  sent = 0
  #periods = 0
  #open: { id: number; until: number } | null = null
  #attempts = new Map<number, Attempt>()
  #sessions = new Map<number, { seen: number; ends: number }>()
  #known = new Set<number>()
  #tries = new Map<string, ReferenceCounter>()
  #wrongCodes = new ReferenceCounter({ hits: 10, window: 24 * hour, lock: 30 * minute, lockMost: 2 * hour })
  #sends = [
    new ReferenceCounter({ hits: 5, window: 15 * minute }),
    new ReferenceCounter({ hits: 10, window: 24 * hour }),
    new ReferenceCounter({ hits: 10, window: 24 * hour }),
  ]

  isOpen(): boolean {
    return this.#open !== null
  }

  /** Has this browser an attempt that waits for a code? */
  isAtCode(browser: number): boolean {
    const attempt = this.#attempts.get(browser)
    return attempt !== undefined && this.#isAtCode(attempt)
  }

  open(minutes: number): void {
    this.#periods += 1
    this.#open = { id: this.#periods, until: this.now + minutes * minute }
  }

  /** Closing, and the end of the time: half-finished attempts and their codes are void. */
  close(): void {
    for (const attempt of this.#attempts.values()) if (attempt.period === this.#open?.id) endAttempt(attempt)
    this.#open = null
  }

  pass(seconds: number): void {
    this.now += seconds
    if (this.#open && this.#open.until <= this.now) this.close()
  }

  suspend(): void {
    this.isSuspended = true
    for (const attempt of this.#attempts.values()) attempt.isOver = true
    this.#sessions.clear()
  }

  restore(): void {
    this.isSuspended = false
  }

  enterPassword(browser: number, isRight: boolean): PasswordAnswer {
    if (!this.#open) return 'closed'
    const tries = this.#triesAt(browser)
    if (!tries.take(this.now)) return 'locked'
    if (!isRight || this.isSuspended) return 'wrong'
    tries.forget()
    const before = this.#attempts.get(browser)
    if (before && this.#isAtCode(before) && before.period === this.#open.id && this.#isYoung(before.code))
      return 'code-page'
    if (before) endAttempt(before)
    const attempt = { browser, expires: this.now + 10 * minute, isOver: false, period: this.#open.id, code: null }
    if (!this.#send(attempt)) return 'no-more-codes'
    this.#attempts.set(browser, attempt)
    return 'code-page'
  }

  sendAgain(browser: number): SendAnswer {
    const attempt = this.#attempts.get(browser)
    if (!attempt || !this.#isAtCode(attempt)) return 'elsewhere'
    if (this.#wrongCodes.isLocked(this.now)) return 'waits'
    if (attempt.code && !attempt.code.isDead && this.now - attempt.code.sent < minute) return 'waits'
    return this.#send(attempt) ? 'sent' : 'waits'
  }

  enterCode(browser: number, typed: Typed): CodeAnswer {
    const attempt = this.#attempts.get(browser)
    if (!attempt || !this.#isAtCode(attempt)) return 'elsewhere'
    if (!this.#wrongCodes.take(this.now)) return 'locked'
    const { code } = attempt
    if (!code || !this.#isLive(code)) return 'refused'
    if (typed !== 'right') {
      code.wrong += 1
      return 'refused'
    }
    this.#wrongCodes.forget()
    endAttempt(attempt)
    this.#known.add(browser)
    this.#sessions.set(browser, { seen: this.now, ends: this.now + 8 * hour })
    return 'in'
  }

  /** Is the person signed in here? Being seen renews the quarter of an hour. */
  visit(browser: number): boolean {
    const session = this.#sessions.get(browser)
    if (!session || this.now - session.seen >= 15 * minute || session.ends <= this.now) return false
    session.seen = this.now
    return true
  }

  signOut(browser: number): void {
    this.#sessions.delete(browser)
  }

  #triesAt(browser: number): ReferenceCounter {
    const subject = this.#known.has(browser) ? `known ${browser}` : 'anywhere'
    const tries =
      this.#tries.get(subject) ??
      new ReferenceCounter({ hits: 5, window: 15 * minute, lock: 15 * minute, lockMost: 2 * hour })
    this.#tries.set(subject, tries)
    return tries
  }

  #isAtCode = (attempt: Attempt) => !attempt.isOver && attempt.expires > this.now
  /** Five wrong kill it, and two minutes. */
  #isLive = (code: Code) => !code.isDead && code.wrong < 5 && this.now - code.sent < 2 * minute
  /** Beginning anew within the minute goes on with the code that is on its way. */
  #isYoung = (code: Code | null) => code !== null && this.#isLive(code) && this.now - code.sent < minute

  /** One code lives per person: a new one kills those of the other browser too. */
  #send(attempt: Attempt): boolean {
    if (this.#wrongCodes.isLocked(this.now)) return false
    for (const counter of this.#sends) if (!counter.take(this.now)) return false
    for (const other of this.#attempts.values()) if (other.code) other.code.isDead = true
    attempt.code = { sent: this.now, wrong: 0, isDead: false }
    this.sent += 1
    return true
  }
}

function endAttempt(attempt: Attempt): void {
  attempt.isOver = true
  if (attempt.code) attempt.code.isDead = true
}
