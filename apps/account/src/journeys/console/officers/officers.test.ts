// Officers at the console: finding, showing, suspending, restoring.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, sql } from '@motcua/db/query.ts'
import { maskIdNumber } from '@motcua/web/mask.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../../../limits.ts'
import { listSessions } from '../../../records/sessions/store.ts'
import { insertPeriod } from '../../../records/standby/store.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { addAdministrator, addOfficer, ageProof, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

const list = '/vi/console/officers'
const reason = 'Nghỉ việc từ hôm nay'
let admin: Awaited<ReturnType<typeof addAdministrator>>
let person: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`update accounts set suspended_at = clock_now(), suspended_reason = 'test' where kind = 'administrator'`.execute(
    deps.db,
  )
  admin = await addAdministrator(deps)
  person = await addOfficer(deps, officer({ name: 'Nguyễn Thị Tìm' }))
  browser = await signedIn(service, admin.id)
})

const searchNumber = async (number: string, by = browser) => by.post(list, { _token: await tokenOn(by, list), number })
const pageOf = (id: string) => `${list}/${id}`

test('by name, without regard to case, within an agency and those below it', async () => {
  const far = await addOfficer(deps, officer({ name: 'Nguyễn Thị Tìm Xa', agency: 'H09.32' }))
  const all_ = await browser.get(`${list}?name=${encodeURIComponent('thị tìm')}`)
  expect(all_.body).toContain(pageOf(person.id))
  expect(all_.body).toContain(pageOf(far.id))
  const near = await browser.get(`${list}?name=${encodeURIComponent('Thị Tìm')}&agency=H09.31`)
  expect(near.body).toContain(pageOf(person.id))
  expect(near.body).not.toContain(pageOf(far.id))
  expect((await browser.get(`${list}?name=khong-co-ai`)).body).toContain('Không tìm thấy cán bộ nào')
})

test('by number: posted, old and new ones; the number never stands in an address nor in clear on a page', async () => {
  for (const number of [
    person.idNumber,
    person.oldIdNumber,
    ` ${person.idNumber.slice(0, 6)} ${person.idNumber.slice(6)}`,
  ]) {
    const answer = await searchNumber(number)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, pageOf(person.id)])
  }
  const page = await browser.get(pageOf(person.id))
  expect(page.body).toContain(maskIdNumber(person.idNumber))
  expect(page.body).not.toContain(person.idNumber)
  expect(page.body).not.toContain(person.phone.slice(3))
  const asName = await browser.get(`${list}?name=${person.idNumber}`)
  expect(asName.headers.location).toBe(`${list}?digits=1`)
})

const badNumbers: [string, string][] = [
  ['', 'Số này chưa đúng: CMND có 9 số, CCCD có 12 số.'],
  ['0901234567', 'CMND có 9 số'],
  ['074185999999', 'Không có cán bộ nào mang số này.'],
]
test.each(badNumbers)('the number "%s" is refused and kept', async (number, text) => {
  const answer = await searchNumber(number)
  expect([answer.statusCode, answer.body.includes(text)]).toEqual([422, true])
  if (number) expect(answer.body).toContain(`value="${number}"`)
})

test('limits: an account is idle after 45 days without a sign-in through any door', async () => {
  const mine = `${list}?name=${encodeURIComponent('Nguyễn Thị Lặng')}`
  const quiet = await addOfficer(deps, officer({ name: 'Nguyễn Thị Lặng' }))
  const isTold = async () => {
    const everybody = await browser.get(mine)
    const told = await browser.get(`${mine}&idle=1`)
    expect(everybody.body).toContain(pageOf(quiet.id))
    return [everybody.body.includes('lâu không dùng'), told.body.includes(pageOf(quiet.id))]
  }
  const last = async (seconds: number, column = 'last_sign_in_at') =>
    sql`update accounts set ${sql.ref(column)} = clock_now() - ${seconds} * interval '1 second' where id = ${quiet.id}`.execute(
      deps.db,
    )
  await last(limits.idleAccount.after - 60, 'created_at')
  expect(await isTold()).toEqual([false, false])
  await last(limits.idleAccount.after + 1, 'created_at')
  expect(await isTold()).toEqual([true, true])
  await signedIn(service, quiet.id, 'portal')
  expect(await isTold()).toEqual([false, false])
  await last(limits.idleAccount.after - 60)
  expect(await isTold()).toEqual([false, false])
  await last(limits.idleAccount.after + 1)
  expect(await isTold()).toEqual([true, true])
  expect((await browser.get(pageOf(quiet.id))).body).toContain('lâu không dùng')
})

test('paging: 25 on a page', async () => {
  for (let i = 0; i < 26; i += 1)
    await addOfficer(deps, officer({ name: `Trang Thử ${String(i).padStart(2, '0')}` }), true)
  const query = `name=${encodeURIComponent('Trang Thử')}`
  const first = await browser.get(`${list}?${query}`)
  expect([
    first.body.includes('Trang Thử 24'),
    first.body.includes('Trang Thử 25'),
    first.body.includes('Trang sau'),
  ]).toEqual([true, false, true])
  const second = await browser.get(`${list}?${query}&page=2`)
  expect([second.body.includes('Trang Thử 25'), second.body.includes('Trang sau')]).toEqual([true, false])
  expect((await browser.get(`${list}?page=nonsense&agency=${'x'.repeat(200)}`)).statusCode).toBe(200)
})

test('the page of one person: readiness, phones, rights, sessions, what happened', async () => {
  const bare = await addOfficer(deps, officer({ name: 'Chưa Chuẩn Bị' }), true)
  const page = await browser.get(pageOf(bare.id))
  for (const text of [
    'chưa sẵn sàng',
    'chưa đặt mật khẩu',
    'chưa xác nhận số nhận OTP',
    'trả kết quả',
    'Không có phiên nào',
  ])
    expect(page.body).toContain(text)
  expect((await browser.get(pageOf(person.id))).body).toContain('nhận mã')
  expect((await browser.get(`${list}/not-an-id`)).statusCode).toBe(404)
  expect((await browser.get(pageOf('00000000-0000-0000-0000-000000000000'))).statusCode).toBe(404)
})

test('suspending ends every session at once, is audited, and shuts both doors', async () => {
  const officerBrowser = await signedIn(service, person.id, 'portal')
  const short = await browser.submit(pageOf(person.id), `${pageOf(person.id)}/suspend`, { reason: 'ngắn' })
  expect([short.statusCode, short.body.includes('ít nhất 10 ký tự')]).toEqual([422, true])
  expect((await listSessions(deps.db, person.id)).length).toBe(1)
  const answer = await browser.submit(pageOf(person.id), `${pageOf(person.id)}/suspend`, { reason })
  expect(answer.headers.location).toBe(`${pageOf(person.id)}?done=suspended`)
  expect(await listSessions(deps.db, person.id)).toEqual([])
  expect((await officerBrowser.get('/vi/my-account/info')).headers.location).toContain('/vi/sign-in')
  await insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason, minutes: 30, openedBy: null })
  const signIn = await service
    .browser()
    .submit('/vi/sign-in', '/vi/sign-in', { number: person.idNumber, password: person.password })
  expect(signIn.statusCode).toBe(422)
  const events = await all(
    deps.db,
    sql<{
      event: string
    }>`select event from audit_events where account_id = ${person.id} and actor_id = ${admin.id} order by event`,
  )
  expect(events.map((row) => row.event)).toEqual(['account-suspended', 'session-ended'])
  expect((await browser.get(pageOf(person.id))).body).toContain(reason)
})

test('two suspend at once: one audit row; restoring needs a fresh proof', async () => {
  const token = await tokenOn(browser, list)
  const suspend = () => browser.post(`${pageOf(person.id)}/suspend`, { _token: token, reason })
  await Promise.all([suspend(), suspend(), suspend()])
  const { n } = await one(
    deps.db,
    sql<{
      n: number
    }>`select count(*) as n from audit_events where account_id = ${person.id} and event = 'account-suspended'`,
  )
  expect(n).toBe(1)
  await ageProof(deps, admin.id, 301)
  const stale = await browser.submit(pageOf(person.id), `${pageOf(person.id)}/restore`)
  expect(stale.headers.location).toBe(
    `/vi/console/confirm?next=${encodeURIComponent(`/console/officers/${person.id}`)}`,
  )
  await ageProof(deps, admin.id, 10)
  expect((await browser.submit(pageOf(person.id), `${pageOf(person.id)}/restore`)).headers.location).toContain(
    'done=restored',
  )
  const row = await one(
    deps.db,
    sql<{ suspended_at: Date | null }>`select suspended_at from accounts where id = ${person.id}`,
  )
  expect(row.suspended_at).toBeNull()
})

test('signing somebody out everywhere', async () => {
  await signedIn(service, person.id, 'portal')
  await signedIn(service, person.id, 'standby')
  expect((await browser.get(pageOf(person.id))).body).toContain('cửa dự phòng')
  const answer = await browser.submit(pageOf(person.id), `${pageOf(person.id)}/end-sessions`)
  expect(answer.headers.location).toContain('done=ended')
  expect(await listSessions(deps.db, person.id)).toEqual([])
})

test('lesson 10: the last administrator cannot be suspended, also when two try each other at once', async () => {
  const own = `${pageOf(admin.id)}/suspend`
  const refused = await browser.submit(pageOf(admin.id), own, { reason })
  expect([refused.statusCode, refused.body.includes('quản trị viên cuối cùng')]).toEqual([422, true])
  const other = await addAdministrator(deps)
  const otherBrowser = await signedIn(service, other.id)
  const tokens = [await tokenOn(browser, list), await tokenOn(otherBrowser, list)] as const
  const answers = await Promise.all([
    browser.post(`${pageOf(other.id)}/suspend`, { _token: tokens[0], reason }),
    otherBrowser.post(own, { _token: tokens[1], reason }),
  ])
  expect(
    answers.map((answer) => answer.headers.location?.includes('done=suspended') ?? false).filter(Boolean).length,
  ).toBe(1)
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(*) as n from accounts where kind = 'administrator' and suspended_at is null`,
  )
  expect(n).toBe(1)
})

test('taking the console from somebody needs a fresh proof', async () => {
  const other = await addAdministrator(deps)
  await ageProof(deps, admin.id, 301)
  const answer = await browser.submit(pageOf(other.id), `${pageOf(other.id)}/suspend`, { reason })
  expect(answer.headers.location).toContain('/vi/console/confirm?next=')
})

test('a citizen is not managed here', async () => {
  const citizen = await one(
    deps.db,
    sql<{ id: string }>`insert into accounts (kind, name) values ('citizen', 'Dân') returning id`,
  )
  expect((await browser.get(pageOf(citizen.id))).statusCode).toBe(404)
  const token = await tokenOn(browser, list)
  expect((await browser.post(`${pageOf(citizen.id)}/suspend`, { _token: token, reason })).statusCode).toBe(404)
})

test('an auditor reads, and finds no button', async () => {
  const auditor = await addAdministrator(deps, 'auditor')
  const reader = await signedIn(service, auditor.id)
  expect((await searchNumber(person.idNumber, reader)).statusCode).toBe(303)
  const page = await reader.get(pageOf(person.id))
  expect([page.statusCode, page.body.includes('/suspend')]).toEqual([200, false])
  const forced = await reader.post(`${pageOf(person.id)}/suspend`, { _token: await tokenOn(reader, list), reason })
  expect(forced.statusCode).toBe(403)
})
