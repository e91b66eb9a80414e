// A fresh proof without a message: by the authenticator app, by a passkey.
import { shiftClock } from '@motcua/db/clock.ts'
import { one, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { newAuthenticatorSecret, storeAuthenticator } from '../../../records/factors/authenticator.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn } from '../../../testing/console-browser.ts'
import { passkeyPage, SoftPasskey } from '../../../testing/passkey.ts'
import { addOfficer, ageProof, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

const next = '/my-account/ways/passkeys/new'
const confirm = `/vi/my-account/confirm?next=${encodeURIComponent(next)}`
const app = '/vi/my-account/confirm/authenticator'
const key = '/vi/my-account/confirm/passkey'
const page = (path: string) => `${path}?next=${encodeURIComponent(next)}`

let who: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
let secret: string
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  who = await addOfficer(deps, officer())
  browser = await signedIn(service, who.id, 'portal')
  secret = newAuthenticatorSecret()
  await storeAuthenticator(deps.db, deps.secret, who.id, secret)
})

const stale = () => ageProof(deps, who.id, 301)
const byApp = (fields: Record<string, string>) => browser.submit(page(app), app, { password: who.password, ...fields })
const amr = async () =>
  (await one(deps.db, sql<{ amr: string[] }>`select amr from sessions where account_id = ${who.id}`)).amr.toSorted()

async function addKey() {
  const soft = new SoftPasskey()
  const url = `/vi${next}`
  const { options, fields } = await passkeyPage(browser, url)
  expect((await browser.post(url, { ...fields, name: 'Khóa', answer: soft.create(options) })).statusCode).toBe(303)
  return soft
}

test('password and code of the app, back to the page that asked', async () => {
  await sql`update phones set codes_from = null where account_id = ${who.id}`.execute(deps.db)
  await stale()
  expect((await browser.get(confirm)).body).toContain('Dùng ứng dụng xác thực')
  const answer = await byApp({ code: await codeOf(deps, secret) })
  expect(answer.headers.location).toBe(`/vi${next}`)
  expect((await browser.get(`/vi${next}`)).statusCode).toBe(200)
  expect(await amr()).toEqual(['otp', 'pwd'])
})

test.each([
  ['no password', { password: '' }, 'Hãy nhập mật khẩu.'],
  ['a wrong password', { password: 'Sai-Mat-Khau-1' }, 'Mật khẩu hiện tại chưa đúng.'],
  ['no code', { code: '' }, 'Mã gồm 6 chữ số.'],
  ['a wrong code', { code: '000000' }, 'Mã chưa đúng hoặc đã dùng rồi'],
])('%s is refused', async (_name, fields, text) => {
  await stale()
  const answer = await byApp({ code: await codeOf(deps, secret, 1), ...fields })
  expect([answer.statusCode, answer.body.includes(text)]).toEqual([422, true])
  expect((await browser.get(`/vi${next}`)).headers.location).toContain('/my-account/confirm')
})

test('a double click proves once and leads on both times', async () => {
  await stale()
  const code = await codeOf(deps, secret)
  await browser.get(page(app))
  const answers = await Promise.all([byApp({ code }), byApp({ code })])
  expect(answers.map((answer) => answer.headers.location)).toEqual([`/vi${next}`, `/vi${next}`])
  const { count } = await one(
    deps.db,
    sql<{
      count: number
    }>`select count(*)::int4 as count from audit_events where account_id = ${who.id} and event = 'fresh-proof'`,
  )
  expect(count).toBe(1)
})

test('limits: the wrong codes here and at the door are one count', async () => {
  await stale()
  for (let i = 0; i < 10; i += 1) expect((await byApp({ code: '000000' })).statusCode).toBe(422)
  const answer = await byApp({ code: await codeOf(deps, secret) })
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '1800'])
})

test('a passkey that asked for PIN, finger or face is proof by itself; a mere touch is not', async () => {
  const soft = await addKey()
  await stale()
  expect((await browser.get(confirm)).body).toContain('Dùng khóa truy cập')
  const touch = await passkeyPage(browser, page(key), key)
  const refused = await browser.post(key, { ...touch.fields, answer: soft.get(touch.options, { verified: false }) })
  expect([refused.statusCode, refused.body.includes('chưa được chấp nhận')]).toEqual([422, true])
  const { options, fields } = await passkeyPage(browser, page(key), key)
  const answer = await browser.post(key, { ...fields, answer: soft.get(options) })
  expect(answer.headers.location).toBe(`/vi${next}`)
  expect(await amr()).toContain('hwk')
})

test('an answer to a sign-in’s question proves nothing here, and a question lives 5 minutes', async () => {
  const soft = await addKey()
  await stale()
  const { options, fields } = await passkeyPage(browser, page(key), key)
  const foreign = await browser.post(key, { ...fields, asked: 'x', answer: soft.get(options) })
  expect([foreign.statusCode, foreign.body.includes('đã hết hạn hoặc đã dùng')]).toEqual([422, true])
  await shiftClock(deps.db, 301)
  const late = await browser.post(key, { ...fields, answer: soft.get(options) })
  expect([late.statusCode, late.body.includes('đã hết hạn hoặc đã dùng')]).toEqual([422, true])
})

test('without an app it is no way', async () => {
  await sql`delete from authenticators where account_id = ${who.id}`.execute(deps.db)
  await stale()
  const answer = await byApp({ code: '123456' })
  expect([answer.statusCode, answer.body.includes('không còn')]).toEqual([409, true])
})
