// The one field of the sign-in page, read.
import { expect, test } from 'vitest'
import { readIdentifier, readPhone } from './identifier.ts'

const cases: [string, string, string | undefined][] = [
  ['281000043', 'id-number', '281000043'],
  ['074185001234', 'id-number', '074185001234'],
  [' 074 185 001 234 ', 'id-number', '074185001234'],
  ['0901234926', 'phone', '+84901234926'],
  ['+84 901 234 926', 'phone', '+84901234926'],
  ['84901234926', 'phone', '+84901234926'],
  ['0084901234926', 'phone', '+84901234926'],
  ['0901-234-926', 'phone', '+84901234926'],
  ['02743822222', 'unreadable', undefined],
  ['0123456789', 'unreadable', undefined],
  ['+14155552671', 'unreadable', undefined],
  ['12345678', 'unreadable', undefined],
  ['0741850012345', 'unreadable', undefined],
  ['', 'unreadable', undefined],
  ["' or 1=1", 'unreadable', undefined],
]

test.each(cases)('%j is read as %s', (typed, kind, value) => {
  const read = readIdentifier(typed)
  expect(read.kind).toBe(kind)
  expect('value' in read ? read.value : undefined).toBe(value)
})

test('a landline is no phone for codes', () => {
  expect(readPhone('02743822222')).toBeNull()
})
