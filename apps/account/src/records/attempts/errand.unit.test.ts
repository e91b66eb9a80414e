// What somebody came for: sealed to one browser, never an address of others, and the account page where it cannot be read.
import { seal } from '@motcua/web/sealed-value.ts'
import { expect, test } from 'vitest'
import { openAsked, openErrand, ownPage, sealAsked, sealErrand } from './errand.ts'

const secret = 'secret-of-the-test'
const asked = {
  interaction: 'i',
  until: 1_795_000_000,
  before: 'uid-before',
  clientVi: 'Hệ thống',
  clientEn: 'System',
  target: 'https://mot-cua.example.vn',
  fresh: true,
  maxAge: 60,
}
const plain = { browser: 'b', next: '/my-account/info' }

test.each(['/my-account', '/console', '/my-account/info', '/console/standby-door/a-1/2'])(
  'a page of ours: %s',
  (path) => expect(ownPage(path)).toBe(path),
)

test.each([
  'https://evil.example/console',
  'x/my-account',
  '//my-account',
  '/sign-in',
  '/my-accounts',
  '/my-account/',
  '/my-account//evil.example',
  '/my-account/info?x=1',
  '/my-account/INFO',
  '/console/a/..',
  '/console\n',
  '',
  undefined,
  null,
  42,
  ['/my-account'],
])('no page of ours: %j', (path) => expect(ownPage(path)).toBeUndefined())

test('an errand is read as it was sealed, in its own browser only', () => {
  const made = { ...asked, next: '/console', openedAt: 7, browser: 'b' }
  const sealed = sealErrand(secret, made)
  expect(openErrand(secret, sealed, 'b')).toEqual(made)
  expect(openErrand(secret, sealed, 'another')).toEqual({ ...plain, browser: 'another' })
  expect(openErrand('another secret', sealed, 'b')).toEqual(plain)
})

test.each([
  ['nothing', undefined],
  ['a number', 42],
  ['a list', [sealErrand(secret, plain)]],
  ['any text', 'x'.repeat(80)],
  ['what a relying party asked', sealAsked(secret, asked)],
  ['another shape', seal(secret, 'errand', { browser: 7 })],
])('anything else is the plain errand: %s', (_name, sealed) => {
  expect(openErrand(secret, sealed, 'b')).toEqual(plain)
})

test('what was asked becomes the errand of this browser, under its own interaction only', () => {
  const sealed = sealAsked(secret, asked)
  expect(openAsked(secret, sealed, { interaction: 'i', browser: 'b' })).toEqual({ ...asked, browser: 'b' })
  expect(openAsked(secret, sealed, { interaction: 'another', browser: 'b' })).toBeUndefined()
})

test.each([
  ['nothing', undefined],
  ['any text', 'x'.repeat(80)],
  ['an errand', sealErrand(secret, { ...asked, browser: 'b' })],
  ['another shape', seal(secret, 'asked', { ...asked, until: 'soon' })],
])('nothing was asked by %s', (_name, sealed) => {
  expect(openAsked(secret, sealed, { interaction: 'i', browser: 'b' })).toBeUndefined()
})
