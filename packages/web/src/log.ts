// JSON lines, one event name per kind of line; secrets and personal numbers never reach them.
import { type DestinationStream, type Logger, pino } from 'pino'
import { currentRequestId } from './request-id.ts'

export type { Logger } from 'pino'

const secretKeys = ['password', 'code', 'token', 'secret', 'cookie', 'authorization', 'idNumber', 'phone', 'email']

/** `level` 'silent' logs nothing (tests). `app` stands on every line. To stdout, where no other stream is named. */
export function createLog(app: string, level: string, to: DestinationStream = linesTo(1)): Logger {
  const options = {
    level,
    base: { app, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: requestOf,
    redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]' },
    serializers: { error: plainError },
  }
  return pino(options, to)
}

/** Bytes that wait for room on a full disk; what does not fit is lost, and nobody is kept from anything by it. */
const keptMost = 1 << 20

/** Lines into an open file, pipe or terminal. One that cannot be written is written with the next that can. */
export function linesTo(descriptor: number): DestinationStream {
  const to = pino.destination({ dest: descriptor, sync: true, maxLength: keptMost })
  // Without a listener the error would be thrown at whoever writes the line: people would be told that we are broken.
  to.on('error', () => {})
  return to
}

/** The same id stands on the lines of the proxy and of both apps. */
function requestOf(): { request?: string } {
  const id = currentRequestId()
  return id ? { request: id } : {}
}

const longDigits = /\d{6,}/g

/** An error for a log line: class, code, stack; runs of six digits and more (ID numbers, phones, codes) are struck out. */
function plainError(error: unknown) {
  if (!(error instanceof Error)) return { message: typeof error }
  const { code } = error as NodeJS.ErrnoException
  const strike = (text: string | undefined) => text?.replace(longDigits, '[digits]')
  return { type: error.name, code, message: strike(error.message), stack: strike(error.stack) }
}

/** What is said when the database goes away and comes back. */
export const databaseNews =
  (log: Logger) =>
  (isAway: boolean): void =>
    isAway
      ? log.error({ event: 'database-away' }, 'database-away')
      : log.info({ event: 'database-back' }, 'database-back')
