// The audit at the console: filters, people, the ledger's numbers, CSV; and the limits in force.
import { all, sql } from '@motcua/db/query.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../../limits.ts'
import { auditEvents } from '../../../records/audit/events.ts'
import { sealLedger } from '../../../records/audit/seal-ledger.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { addAdministrator, addCitizen, addOfficer, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

const page = '/vi/console/audit'
let admin: Awaited<ReturnType<typeof addAdministrator>>
let person: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
beforeAll(async () => {
  admin = await addAdministrator(deps)
  person = await addOfficer(deps, officer({ name: 'Lê Thị Nhật Ký' }))
  browser = await signedIn(service, admin.id)
  for (const event of auditEvents)
    await writeAudit(deps.db, { event, accountId: person.id, door: 'portal', address: '203.0.113.7' })
  await writeAudit(deps.db, {
    event: 'standby-opened',
    actorId: admin.id,
    door: 'console',
    detail: { reason: '=cmd|calc', minutes: 60, name: admin.username },
  })
  await sealLedger(deps.db)
})

test('every event has its sentence in both languages, with number and hash', async () => {
  for (const language of ['vi', 'en']) {
    const shown = await browser.get(`/${language}/console/audit`)
    expect(shown.statusCode).toBe(200)
    expect(shown.body).not.toContain('undefined')
    expect(shown.body.split('class="hash').length - 1).toBe(auditEvents.length + 1)
  }
  const [row] = await all(
    deps.db,
    sql<{ number: number; hash: string }>`select number, hash from audit_ledger order by number desc limit 1`,
  )
  expect((await browser.get(page)).body).toContain(row?.hash.slice(0, 12))
  expect((await browser.get(page)).body).toContain('Mở cửa dự phòng, 60 phút: =cmd|calc')
})

const rowsOn = (body: string) => body.split('<tr>').length - 2

test('filters: event, door, day; what is not on the lists is left out', async () => {
  const shown = async (query: string) => rowsOn((await browser.get(`${page}?${query}`)).body)
  expect(await shown('event=sign-in')).toBe(1)
  expect(await shown('event=standby-opened')).toBe(2)
  expect(await shown('event=standby-opened&door=console')).toBe(1)
  expect(await shown('event=nonsense&door=window&day=yesterday&person=me')).toBe(auditEvents.length + 1)
  expect((await browser.get(`${page}?day=2020-01-01`)).body).toContain('Không có dòng nào')
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(await now())
  expect(await shown(`day=${today}&event=sign-in`)).toBe(1)
})

const now = async () => ((await all(deps.db, sql<{ at: Date }>`select clock_now() as at`))[0] as { at: Date }).at

test('by person: posted as number, phone or user name; the address only has the account’s id', async () => {
  const citizen = await addCitizen(deps)
  const search = async (typed: string) => browser.post(page, { _token: await tokenOn(browser, page), person: typed })
  const find = async (typed: string) => (await search(typed)).headers.location
  expect(await find(person.idNumber)).toBe(`${page}?person=${person.id}`)
  expect(await find(citizen.phone)).toBe(`${page}?person=${citizen.id}`)
  expect(await find(admin.username)).toBe(`${page}?person=${admin.id}`)
  const shown = await browser.get(`${page}?person=${admin.id}`)
  expect(rowsOn(shown.body)).toBe(1)
  const unknown = await search('074185999999')
  expect([unknown.statusCode, unknown.body.includes('Không tìm thấy người này.')]).toEqual([422, true])
  expect(unknown.body).toContain('value="074185999999"')
})

test('paging: 100 on a page', async () => {
  for (let i = 0; i < 101; i += 1)
    await writeAudit(deps.db, { event: 'fresh-proof', accountId: admin.id, door: 'console' })
  const first = await browser.get(`${page}?event=fresh-proof&door=console`)
  expect([rowsOn(first.body), first.body.includes('Trang sau')]).toEqual([100, true])
  const second = await browser.get(`${page}?event=fresh-proof&door=console&page=2`)
  expect([rowsOn(second.body), second.body.includes('Trang sau')]).toEqual([1, false])
})

test('the CSV keeps the filters and runs nothing', async () => {
  const file = await browser.get(`${page}/export?event=standby-opened&door=console`)
  const lines = file.body.trim().split('\r\n')
  expect(lines.length).toBe(2)
  expect(lines[1]).toContain('"standby-opened"')
  expect(lines[1]).not.toMatch(/(^|,)"=/)
})

test('why a code was refused is told in words, not by its code', async () => {
  const detail = (why: string) => ({ event: 'code-wrong', accountId: admin.id, detail: { why } }) as const
  for (const why of ['code-wrong', 'code-older', 'hundred-wrong']) await writeAudit(deps.db, detail(why))
  const { body } = await browser.get(`${page}?event=code-wrong`)
  for (const code of ['code-wrong:', ': code-', 'hundred-wrong']) expect(body).not.toContain(code)
  expect(body).toContain('Nhập sai mã xác thực: sai 100 lần liên tiếp')
})

test('the limits: a page for the console; JSON for administrators, number by number the table of the code', async () => {
  const shown = await browser.get('/vi/console/limits')
  expect(shown.body).toContain('số lần: 5 · trong: 15 phút · khóa lần đầu: 15 phút · khóa lâu nhất: 2 giờ')
  expect(shown.body).toMatch(/lần hụt thì mời cách khác: \d(?! giây)/)
  expect((await browser.get('/en/console/limits')).body).toContain('in all: 8 hours')
  const json = await browser.get('/internal/limits')
  expect(JSON.parse(json.body)).toEqual(limits)
  const reader = await signedIn(service, (await addAdministrator(deps, 'auditor')).id)
  expect((await reader.get('/internal/limits')).statusCode).toBe(403)
})
