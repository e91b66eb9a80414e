// A recovery code's strength: how many letters, of how many different ones.
import { expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { newRecoveryCode } from './recovery-codes.ts'

test('limits: a recovery code has 80 bits', () => {
  const codes = Array.from({ length: 500 }, newRecoveryCode)
  for (const code of codes) expect(code).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
  const letters = new Set(codes.join('').replaceAll('-', ''))
  expect(16 * Math.log2(letters.size)).toBe(limits.recoveryCodes.bits)
  expect(new Set(codes).size).toBe(codes.length)
})
