// A code before it is written: six digits, a tag unlike the last, and a seal that only this service opens.
import { unseal } from '@motcua/web/sealed-value.ts'
import { expect, test } from 'vitest'
import { codeHash, makeCode } from './make-code.ts'

const secret = 'secret-of-the-test'
const asked = { accountId: 'a', purpose: 'sign-in', binding: 'b', phone: '+84900000000', language: 'vi' } as const

test('what is kept of a code, and what leaves with it', () => {
  const { sealedContent, ...kept } = makeCode(secret, asked, { code: '123456' })
  expect(kept).toEqual({
    accountId: 'a',
    purpose: 'sign-in',
    binding: 'b',
    phone: '+84900000000',
    tag: expect.stringMatching(/^[ACDEHKLMNPRTVXY]{2}$/),
    codeHash: codeHash(secret, { purpose: 'sign-in', binding: 'b', code: '123456' }),
  })
  expect(unseal(secret, 'message', sealedContent)).toEqual({
    kind: 'code',
    language: 'vi',
    purpose: 'sign-in',
    tag: kept.tag,
    code: '123456',
  })
})

test('the same code is another one for another purpose, binding or service', () => {
  const code = { purpose: 'sign-in', binding: 'b', code: '123456' } as const
  const hashes = [
    codeHash(secret, code),
    codeHash(secret, { ...code, purpose: 'fresh' }),
    codeHash(secret, { ...code, binding: 'c' }),
    codeHash(secret, { ...code, code: '123457' }),
    codeHash('another secret', code),
  ]
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('six digits, those that begin with zero too', () => {
  const codes = Array.from({ length: 400 }, () => {
    const { code } = unseal(secret, 'message', makeCode(secret, asked).sealedContent) as { code: string }
    return code
  })
  for (const code of codes) expect(code).toMatch(/^\d{6}$/)
  expect(codes.some((code) => code.startsWith('0'))).toBe(true)
  expect(new Set(codes).size).toBeGreaterThan(390)
})

test('the tag differs from the last: of two thousand not one is alike', () => {
  const tags = new Set(Array.from({ length: 2000 }, () => makeCode(secret, asked, { lastTag: 'HN' }).tag))
  expect(tags.has('HN')).toBe(false)
  expect(tags.size).toBeGreaterThan(200)
})
