// Tells a database that is away (503, try again) from a bug (500).
const awayCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT'])
const awaySqlStates = /^(08|57P|53)/
const awayWords =
  /(timeout exceeded when trying to connect|Connection terminated|Query read timeout|PGlite is closed|Client has encountered a connection error|driver has already been destroyed)/i

/** True for connection failures, shutdowns, exhausted resources and time-outs of the database. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = String((error as NodeJS.ErrnoException).code ?? '')
  if (awayCodes.has(code) || awaySqlStates.test(code) || awayWords.test(error.message)) return true
  return error instanceof AggregateError && error.errors.some(isDatabaseAway)
}

/** True where a unique rule of the database refused a row; `constraint` narrows it to one rule. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  const found = error as { code?: string; constraint?: string }
  return found?.code === '23505' && (constraint === undefined || found.constraint === constraint)
}
