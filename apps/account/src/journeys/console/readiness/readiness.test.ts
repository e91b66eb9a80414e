// Readiness: what counts, the figures per agency, the list and its CSV.
import { sql } from '@motcua/db/query.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../../limits.ts'
import { newAuthenticatorSecret, storeAuthenticator } from '../../../records/factors/authenticator.ts'
import { hashNewRecoveryCodes, storeRecoveryCodes } from '../../../records/factors/recovery-codes.ts'
import { replacePassword } from '../../../records/passwords/store.ts'
import { insertPeriod } from '../../../records/standby/store.ts'
import { countReadiness, findReadiness, readinessByAgency } from '../../../records/readiness/store.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn } from '../../../testing/console-browser.ts'
import { addAdministrator, addOfficer, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

const page = '/vi/console/readiness'
let ready: Awaited<ReturnType<typeof addOfficer>>
let bare: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
beforeAll(async () => {
  ready = await addOfficer(deps, officer({ name: 'Đã Sẵn Sàng' }))
  bare = await addOfficer(deps, officer({ name: '=HYPERLINK("http://example.com")', agency: 'H09.32' }), true)
  const gone = await addOfficer(deps, officer({ name: 'Đã Nghỉ Việc' }), true)
  await sql`update accounts set suspended_at = clock_now() where id = ${gone.id}`.execute(deps.db)
  browser = await signedIn(service, (await addAdministrator(deps, 'auditor')).id)
})

test('a phone for codes and a password make ready; recovery codes and the portal are told beside it', async () => {
  expect(await findReadiness(deps.db, ready.id)).toEqual({
    phone: true,
    phoneFresh: true,
    lastStandbyAt: null,
    otherWay: false,
    password: true,
    recoveryCodes: false,
    linked: false,
    ready: true,
  })
  expect(await findReadiness(deps.db, bare.id)).toEqual({
    phone: false,
    phoneFresh: true,
    lastStandbyAt: null,
    otherWay: false,
    password: false,
    recoveryCodes: false,
    linked: false,
    ready: false,
  })
  const { hashes } = await hashNewRecoveryCodes(deps.hasher)
  await storeRecoveryCodes(deps.db, ready.id, hashes)
  expect((await findReadiness(deps.db, ready.id)).recoveryCodes).toBe(true)
  expect((await findReadiness(deps.db, crypto.randomUUID())).ready).toBe(false)
})

test('a password that was switched off does not count, nor a number that is not confirmed', async () => {
  const who = await addOfficer(deps, officer({ name: 'Bị Tắt' }))
  await sql`update passwords set disabled_at = clock_now() where account_id = ${who.id}`.execute(deps.db)
  expect(await findReadiness(deps.db, who.id)).toMatchObject({ password: false, ready: false })
  await sql`update passwords set disabled_at = null where account_id = ${who.id}`.execute(deps.db)
  await sql`update phones set confirmed_at = null where account_id = ${who.id}`.execute(deps.db)
  expect(await findReadiness(deps.db, who.id)).toMatchObject({ phone: false, ready: false })
  await sql`update accounts set suspended_at = clock_now() where id = ${who.id}`.execute(deps.db)
})

test('the figures: of everybody, of an agency with those below it; suspended officers are left out', async () => {
  expect(await countReadiness(deps.db, null)).toMatchObject({ total: 2, ready: 1, no_password: 1, agencies_short: 1 })
  expect(await countReadiness(deps.db, 'H09.31')).toMatchObject({ total: 1, ready: 1, agencies_short: 0 })
  const rows = await readinessByAgency(deps.db, 'H09')
  expect(rows.map((row) => [row.code, row.ready, row.total])).toEqual([
    ['H09.31', 1, 1],
    ['H09.32', 0, 1],
  ])
})

test('the page says the forecast, and narrows to an agency', async () => {
  const whole = await browser.get(page)
  expect(whole.body).toContain('1 trên 2 cán bộ không làm việc được, ở 1 đơn vị')
  expect(whole.body).toContain('chưa đặt mật khẩu')
  const near = await browser.get(`${page}?agency=H09.31`)
  expect(near.body).toContain('Không có ai trong danh sách này')
  expect(near.body).toContain('Nếu Cổng hỏng lúc này: cán bộ duy nhất trong danh sách vẫn làm việc được.')
  const english = (await browser.get('/en/console/readiness?agency=H09.31')).body
  expect(english).toContain('If the portal failed now, the one officer on the list could go on working.')
  expect((await browser.get(`${page}?agency=${encodeURIComponent("' or 1=1")}`)).statusCode).toBe(200)
  expect((await browser.get('/en/console/readiness')).body).toContain('1 of 2 officers in 1 agency could not work')
})

test('the CSV: one line a person, numbers masked, and no cell that a spreadsheet would run', async () => {
  const file = await browser.get(`${page}/export`)
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(file.headers['content-disposition']).toBe('attachment; filename="readiness.csv"')
  const lines = file.body.trim().split('\r\n')
  expect(lines.length).toBe(2)
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://example.com"")"`)
  expect(file.body).not.toContain(bare.idNumber)
})

test('an authenticator app or a passkey makes ready without a phone', async () => {
  const calm = await addOfficer(deps, officer({ name: 'Không Cần SMS' }), true)
  await replacePassword(deps.db, calm.id, await deps.hasher.hash(calm.password))
  expect((await findReadiness(deps.db, calm.id)).ready).toBe(false)
  await storeAuthenticator(deps.db, deps.secret, calm.id, newAuthenticatorSecret())
  expect(await findReadiness(deps.db, calm.id)).toMatchObject({ phone: false, otherWay: true, ready: true })
})

test('a number counts as confirmed for 180 days; a code that arrives confirms it anew, and coming in counts as practice', async () => {
  const who = await addOfficer(deps, officer({ name: 'Số Cũ' }))
  await sql`update phones set confirmed_at = clock_now() - interval '181 days' where account_id = ${who.id}`.execute(
    deps.db,
  )
  expect(await findReadiness(deps.db, who.id)).toMatchObject({ ready: true, phoneFresh: false, lastStandbyAt: null })
  expect((await browser.get(`${page}?lack=phone`)).body).toContain('Số Cũ')
  expect((await browser.get(`${page}?lack=practice`)).body).toContain('Số Cũ')
  await insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason: 'Cổng hỏng', minutes: 30, openedBy: null })
  const counter = service.browser()
  await counter.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  const { code } = service.gateway.codeFor(who.phone)
  await counter.submit('/vi/sign-in/code', '/vi/sign-in/code', { code })
  expect(await findReadiness(deps.db, who.id)).toMatchObject({ phoneFresh: true, lastStandbyAt: expect.any(Date) })
  expect((await browser.get(`${page}?lack=practice`)).body).not.toContain('Số Cũ')
  expect((await counter.get('/vi/my-account/info')).body).toContain('Đã vào cửa dự phòng')
})

test('limits: a number is confirmed for 180 days, practice is a year old at most', async () => {
  const who = await addOfficer(deps, officer({ name: 'Đúng Hạn' }))
  const { phone, practice } = limits.readiness
  const isListed = async (lack: string, column: 'phones' | 'accounts', seconds: number) => {
    const since = sql`clock_now() - ${seconds} * interval '1 second'`
    await (column === 'phones'
      ? sql`update phones set confirmed_at = ${since} where account_id = ${who.id}`
      : sql`update accounts set standby_sign_in_at = ${since} where id = ${who.id}`
    ).execute(deps.db)
    return (await browser.get(`${page}?lack=${lack}`)).body.includes('Đúng Hạn')
  }
  expect([await isListed('phone', 'phones', phone - 60), await isListed('phone', 'phones', phone + 1)]).toEqual([
    false,
    true,
  ])
  expect(await isListed('practice', 'accounts', practice - 60)).toBe(false)
  expect(await isListed('practice', 'accounts', practice + 1)).toBe(true)
})

test('a unit administrator sees their own units, by unit, and no other; officers do not', async () => {
  await addOfficer(deps, officer({ name: 'Trong Huyện', agency: 'H09.31.01' }), true)
  await addOfficer(deps, officer({ name: 'Ngoài Huyện', agency: 'H09.32' }), true)
  const chief = await addOfficer(deps, officer({ name: 'Quản Trị Huyện', agency: 'H09.31', role: 'unit-admin' }))
  const mine = await signedIn(service, chief.id, 'portal')
  const unit = '/vi/my-account/readiness'
  const shown = (await mine.get(unit)).body
  for (const text of ['cán bộ không làm việc được', 'Trong Huyện', 'Đơn vị H09.31.01', 'Chưa có buổi diễn tập nào'])
    expect(shown).toContain(text)
  expect(shown).not.toContain('Ngoài Huyện')
  const { total } = await countReadiness(deps.db, 'H09.31')
  expect(shown).toContain(`trên ${total} cán bộ`)
  // Another's agency is not theirs to ask for.
  expect((await mine.get(`${unit}?agency=H09.32`)).body).not.toContain('Ngoài Huyện')
  expect((await mine.get(`${unit}/export?agency=H09`)).body).not.toContain('Ngoài Huyện')
  expect((await mine.get(`${unit}/export?agency=H09.31.01`)).body).toContain('Trong Huyện')
  expect((await mine.get('/en/my-account/readiness?lack=practice')).body).toContain('Not practised within a year')
  const plain = await signedIn(service, (await addOfficer(deps, officer())).id, 'portal')
  expect((await plain.get(unit)).statusCode).toBe(403)
})
