// What one message holds, and what several cost: 160 and 153 septets, 70 and 67 UTF-16 units (3GPP TS 23.040, 23.038).
import { expect, test } from 'vitest'
import { fitsOneMessage, gsm7, partsOf } from './gsm7.ts'

test.each([
  ['a', 160, 161, 153],
  // Letters of the extension table are two septets each.
  ['€', 80, 81, 76],
  // One Vietnamese letter and the whole text is UCS-2.
  ['ệ', 70, 71, 67],
  // Outside the basic plane: two units each.
  ['😀', 35, 36, 33],
])('%s: so many fit into one part, one more makes two', (letter, most, over, each) => {
  expect(partsOf(letter.repeat(most))).toBe(1)
  expect(partsOf(letter.repeat(over))).toBe(2)
  expect(partsOf(letter.repeat(each * 2))).toBe(2)
  expect(partsOf(letter.repeat(each * 2 + 1))).toBe(3)
})

test('a text with marks fits no template, however short: registered ones are unaccented', () => {
  expect([fitsOneMessage('Mã KX: 123456'), fitsOneMessage('Ma KX: 123456')]).toEqual([false, true])
  expect([gsm7('ệ'), gsm7('{}')]).toEqual([undefined, [0x1b, 0x28, 0x1b, 0x29]])
})
