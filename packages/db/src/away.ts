// Tells a database that is away (503, try again) from a bug (500).

/** Nothing was asked of it: it was known to be away. */
export class DatabaseAway extends Error {
  readonly code = 'DATABASE_AWAY'
}
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'DATABASE_AWAY',
])
// 25006: the server became a standby meanwhile. 57014: our own limit of time for a statement, reached by waiting in a long row for a lock.
const awaySqlStates = /^(08|57P|57014|53|25006)/
const awayWords =
  /(timeout exceeded when trying to connect|Connection terminated|Query read timeout|PGlite is closed|Client has encountered a connection error|driver has already been destroyed)/i

/** True for connection failures, shutdowns, exhausted resources and time-outs of the database. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = String((error as NodeJS.ErrnoException).code ?? '')
  if (awayCodes.has(code) || awaySqlStates.test(code) || awayWords.test(error.message)) return true
  return error instanceof AggregateError && error.errors.some(isDatabaseAway)
}

/** A commit whose answer never came: it may have happened or not. */
const unsure = new WeakSet<Error>()
export const noteUnsure = (error: Error): unknown => unsure.add(error)

/**
 * The server knows a statement's name no more, or a migration has changed what it answers. Nothing was done then, and `round.ts` has forgotten
 * the names of that connection: asked again, it is parsed anew.
 */
export function isStaleName(error: unknown): boolean {
  const { code, routine } = error as { code?: string; routine?: string }
  return code === '26000' || (code === '0A000' && routine === 'RevalidateCachedQuery')
}

/** PostgreSQL tells of a deadlock after a second; a database that has gone away is told of within two, tries included. */
const retryWithin = { conflict: 3000, away: 700 }

/**
 * Milliseconds from its beginning within which a transaction is done again: nothing of it can have stayed, since two got in each other's
 * way, a name was stale, or the database went away before the commit was asked for. 0 for everything else.
 */
export function mayRetryWithin(error: unknown): number {
  if (!(error instanceof Error) || unsure.has(error)) return 0
  const code = String((error as NodeJS.ErrnoException).code ?? '')
  if (code === '40001' || code === '40P01' || isStaleName(error)) return retryWithin.conflict
  return isDatabaseAway(error) ? retryWithin.away : 0
}

/** True where a unique rule of the database refused a row; `constraint` narrows it to one rule. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  const found = error as { code?: string; constraint?: string }
  return found?.code === '23505' && (constraint === undefined || found.constraint === constraint)
}
