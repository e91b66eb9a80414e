// Which errors of the database are an outage (503, try again), and which are bugs (500).
import { expect, test } from 'vitest'
import { isDatabaseAway, mayRetryWithin } from './away.ts'

const told = (code: string) => Object.assign(new Error('as the server says it'), { code })

test('a full disk, no more connections, a server that stops, a standby, a statement that waited too long: away', () => {
  for (const code of ['53100', '53300', '57P01', '57P03', '25006', '08006', '57014', 'ECONNREFUSED'])
    expect([code, isDatabaseAway(told(code))]).toEqual([code, true])
})

test('a rule of the tables, a wrong statement, a division by zero: bugs, and never done again', () => {
  for (const code of ['23505', '42601', '22012'])
    expect([code, isDatabaseAway(told(code)), mayRetryWithin(told(code))]).toEqual([code, false, 0])
})
