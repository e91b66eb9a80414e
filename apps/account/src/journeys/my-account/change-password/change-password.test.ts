// Changing the password, through the door.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { addOfficer, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

const page = '/vi/my-account/password'
const next = 'Hoa-Sen-Trắng-7391'

let who: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  who = await addOfficer(deps, officer())
  browser = await signedIn(service, who.id, 'portal')
})

const change = (fields: Record<string, string> = {}) =>
  browser.submit(page, page, { current: who.password, password: next, again: next, ...fields })

test('the current one, the new one twice: changed, other sessions end, the phone is told', async () => {
  const elsewhere = await signedIn(service, who.id, 'standby')
  expect((await browser.get(page)).body).toContain(
    'ít nhất 8 đến 50 ký tự bao gồm ký tự hoa, thường, số và ký tự đặc biệt',
  )
  expect((await change()).headers.location).toBe(`${page}?done=changed`)
  expect((await browser.get(`${page}?done=changed`)).body).toContain('Đã đổi mật khẩu')
  expect((await elsewhere.get(page)).headers.location).toContain('/vi/sign-in')
  await service.deliver()
  expect(gateway.sent.at(-1)).toMatchObject({ phone: who.phone, text: expect.stringContaining('Mat khau') as string })
  const row = await one(deps.db, sql<{ hash: string }>`select hash from passwords where account_id = ${who.id}`)
  expect(await deps.hasher.verify(row.hash, next)).toBe(true)
})

const refusals: [string, Record<string, string>, string, string][] = [
  ['no current password', { current: '' }, 'current', 'Hãy nhập mật khẩu.'],
  ['a wrong current password', { current: 'Sai-Mat-Khau-1' }, 'current', 'Mật khẩu hiện tại chưa đúng.'],
  ['no new password', { password: '', again: '' }, 'password', 'Hãy nhập mật khẩu.'],
  ['a short one', { password: 'Ab1!', again: 'Ab1!' }, 'password', 'ít nhất 8 ký tự'],
  ['one that is too long', { password: 'x'.repeat(129), again: 'x'.repeat(129) }, 'password', 'dài nhất 128'],
  ['one without four classes', { password: 'hoasentrang', again: 'hoasentrang' }, 'password', 'đủ chữ hoa'],
  ['a common one', { password: 'P@ssw0rd123', again: 'P@ssw0rd123' }, 'password', 'quá dễ đoán'],
  ['two that differ', { again: 'Hoa-Sen-Trắng-7392' }, 'again', 'chưa giống nhau'],
]
test.each(refusals)('%s is told at its field; no password comes back', async (_name, fields, field, text) => {
  const answer = await change(fields)
  expect([answer.statusCode, answer.body.includes(text)]).toEqual([422, true])
  expect(answer.body).toMatch(new RegExp(`id="${field}-error"`))
  expect(answer.body).not.toContain(next)
  expect(answer.body).not.toContain(who.password)
})

test('none of the last ten, the eleventh back is free again', async () => {
  const passwords = Array.from({ length: 10 }, (_, i) => `Hoa-Sen-Trắng-73${i}x`)
  let current = who.password
  for (const password of passwords) {
    expect((await change({ current, password, again: password })).statusCode).toBe(303)
    current = password
  }
  const oldest = passwords[0] ?? ''
  const reused = await change({ current, password: oldest, again: oldest })
  expect([reused.statusCode, reused.body.includes('đã dùng gần đây')]).toEqual([422, true])
  expect((await change({ current, password: who.password, again: who.password })).statusCode).toBe(303)
})

test('the present one is no new one', async () => {
  expect((await change({ password: who.password, again: who.password })).body).toContain('đã dùng gần đây')
})

test('limits: five wrong ones pass to the hash, the sixth waits 15 minutes, the right one too', async () => {
  for (let i = 0; i < 5; i += 1) expect((await change({ current: 'Sai-Mat-Khau-1' })).statusCode).toBe(422)
  const sixth = await change()
  expect([sixth.statusCode, Number(sixth.headers['retry-after']) > 14 * 60]).toEqual([429, true])
  await shiftClock(deps.db, 15 * 60 + 1)
  browser = await signedIn(service, who.id, 'portal')
  expect((await change()).statusCode).toBe(303)
})

test('limits: a hundred wrong in a row, and the password is off', async () => {
  await sql`insert into limits (name, subject, hits, ends_at, in_a_row)
    values ('wrong-passwords-series', ${who.id}, 99, clock_now() + interval '1 year', 99)`.execute(deps.db)
  await change({ current: 'Sai-Mat-Khau-1' })
  expect((await browser.get(page)).body).toContain('Chưa đặt mật khẩu')
  expect((await browser.get(page)).body).toContain('href="/vi/forgot-password"')
  // Without a number for codes that way leads nowhere: the number comes first.
  await sql`update phones set codes_from = null where account_id = ${who.id}`.execute(deps.db)
  const bare = (await browser.get(page)).body
  expect([bare.includes('Hãy đăng ký số nhận OTP trước'), bare.includes('href="/vi/forgot-password"')]).toEqual([
    true,
    false,
  ])
})

test('too many wrong ones from one address', async () => {
  await sql`insert into limits (name, subject, hits, ends_at, locked_until)
    values ('wrong-passwords-address', ${browser.address}, 20, clock_now() + interval '1 minute', clock_now() + interval '1 minute')`.execute(
    deps.db,
  )
  expect((await change()).body).toContain('từ mạng này')
})

test('submitted twice at once: one change', async () => {
  const _token = await tokenOn(browser, page)
  const fields = { _token, current: who.password, password: next, again: next }
  const answers = await Promise.all([1, 2].map(() => browser.post(page, fields)))
  expect(answers.filter((answer) => answer.statusCode === 303)).toHaveLength(1)
  const rows = await all(
    deps.db,
    sql`select 1 from audit_events where account_id = ${who.id} and event = 'password-changed'`,
  )
  expect(rows).toHaveLength(1)
  expect(await all(deps.db, sql`select 1 from old_passwords where account_id = ${who.id}`)).toHaveLength(1)
})

test('without a password the page leads to the way of a forgotten one', async () => {
  await sql`delete from passwords where account_id = ${who.id}`.execute(deps.db)
  const shown = await browser.get('/en/my-account/password')
  expect(shown.body).toContain('No password is set')
  expect(shown.body).toContain('/en/forgot-password')
  const _token = await tokenOn(browser, page)
  expect((await browser.post(page, { _token, current: 'x', password: next, again: next })).statusCode).toBe(422)
})
