// The reference of a limit: limits.md in a few lines of plain arithmetic, written from the document and not from the SQL.
export type ReferenceLimit = { hits: number; window: number; lock?: number; lockMost?: number }

const day = 24 * 3600

/** Seconds on one clock. The n-th hit within the window is the last that passes; it locks, each time for twice as long. */
export class ReferenceCounter {
  #limit: ReferenceLimit
  #hits = 0
  #windowEnds = -Infinity
  #lockedUntil = -Infinity
  #level = 0

  constructor(limit: ReferenceLimit) {
    this.#limit = limit
  }

  isLocked(now: number): boolean {
    return this.#lockedUntil > now
  }

  /** Counts one; does it pass? */
  take(now: number): boolean {
    if (this.isLocked(now)) return false
    const { hits, window, lock = 0, lockMost = lock } = this.#limit
    if (this.#windowEnds < now - day) this.#level = 0
    if (this.#lockedUntil > -Infinity || this.#windowEnds <= now) this.#begin(now + window)
    this.#hits += 1
    if (this.#hits < hits) return true
    this.#lockedUntil = lock > 0 ? now + Math.min(lock * 2 ** this.#level, lockMost) : this.#windowEnds
    if (lock > 0) this.#level += 1
    return true
  }

  forget(): void {
    this.#begin(-Infinity)
    this.#level = 0
  }

  #begin(windowEnds: number): void {
    this.#hits = 0
    this.#windowEnds = windowEnds
    this.#lockedUntil = -Infinity
  }
}
