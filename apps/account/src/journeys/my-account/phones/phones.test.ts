// Phone numbers through the door: the memo's section 4, and everything that refuses.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { solveCaptcha } from '../../../testing/captcha.ts'
import { signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { addCitizen, addOfficer, ageProof, officer, phoneOf } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

const list = '/vi/my-account/phones'
const codePage = (target: string) => `${list}/code?for=${target}`
const newNumber = '0987 654 321'
const newE164 = '+84987654321'

let who: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
let edit: string
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  await sql`update phones set removed_at = clock_now(), codes_from = null where number = ${newE164}`.execute(deps.db)
  who = await addOfficer(deps, officer())
  browser = await signedIn(service, who.id, 'portal')
  edit = `${list}/${who.phoneId}/edit`
})

type PhoneRow = { number: string; confirmed: boolean; codes: boolean; hours: number | null }
const phonesOf = (accountId = who.id) =>
  all(
    deps.db,
    sql<PhoneRow>`select number, confirmed_at is not null as confirmed, codes_from is not null as codes,
      round(extract(epoch from reset_from - clock_now()) / 3600)::int4 as hours
      from phones where account_id = ${accountId} and removed_at is null order by created_at`,
  )

const addKnown = async (number: string, confirmed: boolean) =>
  (
    await one(
      deps.db,
      sql<{ id: string }>`insert into phones (account_id, audience, number, source, confirmed_at)
        values (${who.id}, 'officer', ${number}, 'own', case when ${confirmed} then clock_now() end) returning id`,
    )
  ).id

/** The form posted, its code delivered. */
async function atCode(page: string, target: string, number = newNumber) {
  const answer = await browser.submit(page, page, { country: '+84', number })
  expect(answer.headers.location).toBe(codePage(target))
  await service.deliver()
}

const enter = (target: string, code: string) => browser.submit(codePage(target), `${list}/code`, { code })

test('the memo, section 4: table, Cập nhật, code to the new number, notice to the old, 24 h before a reset', async () => {
  const table = await browser.get(list)
  for (const word of ['SỐ ĐIỆN THOẠI', 'STT.', 'Thao tác', 'Cập nhật', 'Xóa', 'Thêm mới', phoneOf(who.phone)])
    expect(table.body).toContain(word)
  const page = await browser.get(edit)
  for (const word of ['CẬP NHẬT SỐ ĐIỆN THOẠI', 'Mã xác thực OTP sẽ được gửi đến', '+84', 'Lưu lại', 'Quay lại'])
    expect(page.body).toContain(word)
  await atCode(edit, who.phoneId)
  expect(gateway.sent.at(-1)?.phone).toBe(newE164)
  const { tag, code } = gateway.codeFor(newE164)
  expect((await browser.get(codePage(who.phoneId))).body).toContain(tag)
  expect((await enter(who.phoneId, code)).headers.location).toBe(`${list}?done=changed`)
  expect((await browser.get(`${list}?done=changed`)).body).toContain('Đã cập nhật số điện thoại')
  await service.deliver()
  expect(await phonesOf()).toEqual([{ number: newE164, confirmed: true, codes: true, hours: 24 }])
  const notice = gateway.sent.filter((sms) => sms.phone === who.phone).at(-1)?.text ?? ''
  expect(notice).toContain('So nhan OTP da doi')
  expect(notice.length).toBeLessThanOrEqual(160)
  expect(notice).not.toMatch(/[^\x20-\x7e]/)
})

test('Thêm mới: a second number is confirmed, the first goes on receiving codes', async () => {
  await atCode(`${list}/new`, 'new')
  expect((await enter('new', gateway.codeFor(newE164).code)).headers.location).toBe(`${list}?done=added`)
  expect((await phonesOf()).map(({ confirmed, codes }) => [confirmed, codes])).toEqual([
    [true, true],
    [true, false],
  ])
})

/** What is open elsewhere may be the thief's (ASVS 7.4.3). */
test('a number that receives codes changes or goes: sessions elsewhere end, this one goes on', async () => {
  const [elsewhere, third] = [await signedIn(service, who.id, 'standby'), await signedIn(service, who.id, 'standby')]
  await atCode(`${list}/new`, 'new')
  await enter('new', gateway.codeFor(newE164).code)
  expect((await elsewhere.get(list)).statusCode).toBe(200)
  await browser.submit(`${list}/${who.phoneId}/delete`, `${list}/${who.phoneId}/delete`)
  expect((await elsewhere.get(list)).headers.location).toContain('/vi/sign-in')
  expect((await browser.get(list)).statusCode).toBe(200)
  const later = await signedIn(service, who.id, 'standby')
  const { id } = await one(
    deps.db,
    sql<{ id: string }>`select id from phones where account_id = ${who.id} and removed_at is null`,
  )
  await shiftClock(deps.db, 61)
  await atCode(`${list}/${id}/edit`, id, '0987 654 322')
  await enter(id, gateway.codeFor('+84987654322').code)
  for (const other of [later, third]) expect((await other.get(list)).headers.location).toContain('/vi/sign-in')
  expect((await browser.get(list)).statusCode).toBe(200)
})

test('a reset that an older number proved ends when the codes go elsewhere', async () => {
  const thief = service.browser()
  const forgot = '/vi/forgot-password'
  await thief.submit(forgot, forgot, { account: who.idNumber, altcha: await solveCaptcha(thief, 'forgot') })
  await service.deliver()
  const reset = '/vi/reset-password'
  const password = 'Trộm-Mới-2846!'
  const { code } = gateway.codeFor(who.phone)
  const altcha = await solveCaptcha(thief, 'reset')
  const half = await thief.submit(reset, reset, { code, password, again: password, recovery: '', altcha })
  expect([half.statusCode, (await thief.get(reset)).statusCode]).toEqual([422, 200])
  await shiftClock(deps.db, 61)
  await atCode(edit, who.phoneId)
  expect((await enter(who.phoneId, gateway.codeFor(newE164).code)).statusCode).toBe(303)
  expect((await thief.get(reset)).headers.location).toBe(`${forgot}?over=1`)
})

const refusals: [string, () => Promise<string>, string, number, string][] = [
  ['an unreadable number', async () => edit, '12ab', 422, 'Hãy nhập số di động Việt Nam'],
  ['an empty one', async () => edit, '', 422, 'Hãy nhập số di động Việt Nam'],
  ['a landline', async () => edit, '02743822222', 422, 'Hãy nhập số di động Việt Nam'],
  [
    'a third number',
    async () => (await addKnown('+84912000222', true), `${list}/new`),
    newNumber,
    422,
    'nhiều nhất 2 số',
  ],
  [
    'an unknown row',
    async () => `${list}/00000000-0000-4000-8000-000000000000/edit`,
    newNumber,
    409,
    'không còn trong danh sách',
  ],
]
test.each(refusals)('%s is refused', async (_name, pageOf, number, status, text) => {
  const page = await pageOf()
  const _token = await tokenOn(browser, list)
  const answer = await browser.post(page, { _token, number })
  expect([answer.statusCode, answer.body.includes(text)]).toEqual([status, true])
  if (number === '12ab') expect(answer.body).toContain('value="12ab"')
})

test('a number that is on the list already is refused', async () => {
  const answer = await browser.submit(edit, edit, { number: who.phone })
  expect([answer.statusCode, answer.body.includes('đã có trong danh sách')]).toEqual([422, true])
})

test('another person’s row is as unknown as none', async () => {
  const other = await addOfficer(deps, officer())
  const answer = await browser.get(`${list}/${other.phoneId}/edit`)
  expect([answer.statusCode, answer.body.includes(phoneOf(other.phone))]).toEqual([409, false])
})

test('a number of somebody else: told only after the right code, and nothing changes', async () => {
  const other = await addOfficer(deps, officer())
  await atCode(edit, who.phoneId, other.phone)
  const answer = await enter(who.phoneId, gateway.codeFor(other.phone).code)
  expect([answer.statusCode, answer.body.includes('cho một tài khoản khác')]).toEqual([422, true])
  expect((await phonesOf())[0]?.number).toBe(who.phone)
})

test('two people claim one free number at once: one gets it, the other is told', async () => {
  const other = await addOfficer(deps, officer())
  const theirs = await signedIn(service, other.id, 'portal')
  const theirEdit = `${list}/${other.phoneId}/edit`
  await atCode(edit, who.phoneId)
  const { code } = gateway.codeFor(newE164)
  await theirs.submit(theirEdit, theirEdit, { number: newNumber })
  await service.deliver()
  const answers = await Promise.all([
    enter(who.phoneId, code),
    theirs.submit(codePage(other.phoneId), `${list}/code`, { code: gateway.codeFor(newE164).code }),
  ])
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 422])
})

test('the right code submitted twice at once: one change', async () => {
  await atCode(edit, who.phoneId)
  const _token = await tokenOn(browser, codePage(who.phoneId))
  const fields = { _token, for: who.phoneId, code: gateway.codeFor(newE164).code }
  const answers = await Promise.all([1, 2, 3].map(() => browser.post(`${list}/code`, fields)))
  expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303, 303])
  const { n } = await one(
    deps.db,
    sql<{
      n: number
    }>`select count(*)::int4 as n from audit_events where account_id = ${who.id} and event = 'phone-changed'`,
  )
  expect(n).toBe(1)
})

test('a code for one row changes no other', async () => {
  const second = await addKnown('+84912000333', true)
  await atCode(edit, who.phoneId)
  const answer = await enter(second, gateway.codeFor(newE164).code).catch(() => undefined)
  expect(answer?.statusCode).not.toBe(303)
  const _token = await tokenOn(browser, list)
  const forced = await browser.post(`${list}/code`, { _token, for: second, code: gateway.codeFor(newE164).code })
  expect(forced.body).toContain('không còn dùng được')
  expect((await phonesOf()).map((phone) => phone.number).sort()).toEqual(['+84912000333', who.phone].sort())
})

test('wrong, badly typed and late codes are told', async () => {
  await atCode(edit, who.phoneId)
  const { code } = gateway.codeFor(newE164)
  expect((await enter(who.phoneId, 'abc')).body).toContain('Mã gồm 6 chữ số.')
  expect((await enter(who.phoneId, code === '000000' ? '111111' : '000000')).body).toContain('Mã chưa đúng')
  await shiftClock(deps.db, 121)
  expect((await enter(who.phoneId, code)).body).toContain('không còn dùng được')
})

test('Gửi lại keeps the row and the number', async () => {
  await atCode(edit, who.phoneId)
  expect((await browser.submit(codePage(who.phoneId), `${list}/code/send-again`)).statusCode).toBe(429)
  await shiftClock(deps.db, 61)
  const answer = await browser.submit(codePage(who.phoneId), `${list}/code/send-again`)
  expect(answer.headers.location).toBe(`${codePage(who.phoneId)}&again=1`)
  await service.deliver()
  expect((await enter(who.phoneId, gateway.codeFor(newE164).code)).statusCode).toBe(303)
})

test('the code page without a code leads back to the table', async () => {
  expect((await browser.get(codePage('new'))).headers.location).toBe(list)
  const _token = await tokenOn(browser, list)
  expect((await browser.post(`${list}/code/send-again`, { _token, for: 'new' })).headers.location).toBe(list)
})

test('limits: two changes a day, the third waits until tomorrow', async () => {
  const numbers = ['0987000001', '0987000002', '0987000003']
  let row = who.phoneId
  for (const [index, number] of numbers.entries()) {
    await shiftClock(deps.db, index * 61)
    const page = `${list}/${row}/edit`
    const answer = await browser.submit(page, page, { number })
    if (index === 2) {
      expect([answer.statusCode, answer.body.includes('chỉ đổi số được 2 lần')]).toEqual([429, true])
      await shiftClock(deps.db, 24 * 3600 + 122)
      browser = await signedIn(service, who.id, 'portal')
      expect((await browser.submit(page, page, { number })).statusCode).toBe(303)
    } else {
      await service.deliver()
      const { code } = gateway.codeFor(`+84${number.slice(1)}`)
      expect((await enter(row, code)).statusCode).toBe(303)
      row = (
        await one(
          deps.db,
          sql<{ id: string }>`select id from phones where account_id = ${who.id} and removed_at is null`,
        )
      ).id
    }
  }
})

// ── a stale proof ──

const stalePages: [string, () => string][] = [
  ['Thêm mới', () => `${list}/new`],
  ['Cập nhật', () => edit],
  ['Xóa', () => `${list}/${who.phoneId}/delete`],
]
test.each(stalePages)(
  '%s with a proof of more than 5 minutes: proved anew first, by GET and POST',
  async (_name, pageOf) => {
    const page = pageOf()
    const _token = await tokenOn(browser, list)
    await ageProof(deps, who.id, 299)
    expect((await browser.get(page)).statusCode).toBe(200)
    await ageProof(deps, who.id, 302)
    const confirm = `/vi/my-account/confirm?next=${encodeURIComponent(page.slice(3))}`
    expect((await browser.get(page)).headers.location).toBe(confirm)
    expect((await browser.post(page, { _token, number: newNumber })).headers.location).toBe(confirm)
    expect((await phonesOf()).map((phone) => phone.number)).toEqual([who.phone])
  },
)

test('before the first number receives codes there is nothing to prove anew', async () => {
  who = await addOfficer(deps, officer(), true)
  browser = await signedIn(service, who.id, 'portal')
  await ageProof(deps, who.id, 3000)
  await atCode(`${list}/new`, 'new')
  await enter('new', gateway.codeFor(newE164).code)
  expect((await phonesOf()).find((phone) => phone.number === newE164)).toMatchObject({ codes: true, hours: 0 })
})

// ── deleting ──

const deletePage = () => `${list}/${who.phoneId}/delete`

test('deleting the last number: said before, done once, told to the number', async () => {
  expect((await browser.get(deletePage())).body).toContain('bạn không dùng được cửa dự phòng')
  expect((await browser.submit(deletePage(), deletePage())).headers.location).toBe(`${list}?done=removed`)
  await service.deliver()
  expect(await phonesOf()).toEqual([])
  expect(gateway.sent.at(-1)).toMatchObject({ phone: who.phone, text: expect.stringContaining('da bi xoa') as string })
  expect((await browser.get(list)).body).toContain('Chưa có số điện thoại')
})

test('deleted twice at once: one effect, the second is told', async () => {
  const _token = await tokenOn(browser, deletePage())
  const answers = await Promise.all([1, 2].map(() => browser.post(deletePage(), { _token })))
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 409])
  const { n } = await one(
    deps.db,
    sql<{
      n: number
    }>`select count(*)::int4 as n from audit_events where account_id = ${who.id} and event = 'phone-removed'`,
  )
  expect(n).toBe(1)
})

test('the other confirmed number takes over the codes, with 24 h before a reset', async () => {
  await addKnown('+84912000444', true)
  expect((await browser.get(deletePage())).body).toContain('Mã OTP sẽ gửi tới số +84 •••\u{a0}•••\u{a0}444')
  await browser.submit(deletePage(), deletePage())
  expect(await phonesOf()).toEqual([{ number: '+84912000444', confirmed: true, codes: true, hours: 24 }])
})

test('a number that receives no codes goes without a word about the door', async () => {
  const id = await addKnown('+84912000555', false)
  const page = `${list}/${id}/delete`
  expect((await browser.get(page)).body).toContain('không nhận mã OTP')
  await browser.submit(page, page)
  expect((await phonesOf()).map((phone) => phone.number)).toEqual([who.phone])
})

test('a code on its way to a deleted number is dead', async () => {
  await sql`insert into challenges (account_id, purpose, binding, phone, tag, code_hash, expires_at)
    values (${who.id}, 'sign-in', 'some attempt', ${who.phone}, 'AB', 'x', clock_now() + interval '2 minutes')`.execute(
    deps.db,
  )
  await browser.submit(deletePage(), deletePage())
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(*)::int4 as n from challenges where account_id = ${who.id} and voided_at is null`,
  )
  expect(n).toBe(0)
})

test('a citizen signs in with the number: it can be updated, not deleted', async () => {
  const citizen = await addCitizen(deps)
  const theirs = await signedIn(service, citizen.id, 'phone')
  const page = `${list}/${citizen.phoneId}/delete`
  expect((await theirs.get(page)).body).toContain('Bạn đăng nhập bằng số này nên không thể xóa')
  const answer = await theirs.post(page, { _token: await tokenOn(theirs, list) })
  expect([answer.statusCode, answer.body.includes('không thể xóa')]).toEqual([422, true])
  expect(await phonesOf(citizen.id)).toHaveLength(1)
})

test('a row that is not there', async () => {
  const page = `${list}/not-an-id/delete`
  expect((await browser.get(page)).statusCode).toBe(409)
  expect((await browser.get('/en/my-account/phones')).body).toContain('<h1>Phone numbers</h1>')
})
