// Agencies at the console: the tree, one agency, whom its officers call.
import { shiftClock, stopClock } from '@motcua/db/clock.ts'
import { all, sql } from '@motcua/db/query.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { listAgencies, listAllAgencies, listBelow } from '../../../records/agencies/store.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn } from '../../../testing/console-browser.ts'
import { addAdministrator, addOfficer, ageProof, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

const page = '/vi/console/agencies/H09.31'
let admin: Awaited<ReturnType<typeof addAdministrator>>
let browser: Browser
beforeEach(async () => {
  await addOfficer(deps, officer({ agency: 'H09.31' }))
  admin = await addAdministrator(deps)
  browser = await signedIn(service, admin.id)
})

const setHelp = (phone: string, hours = '07:30–17:00', more: Record<string, string> = {}) =>
  browser.submit(page, page, { phone, hours, ...more })
const saved = () =>
  all(
    deps.db,
    sql`select actor_id, detail from audit_events where event = 'agency-help' and actor_id = ${admin.id} order by at`,
  )

test('the tree, level by level, also agencies that are no longer valid', async () => {
  await sql`update agencies set valid_to = '2021-01-01' where code = 'H09.32'`.execute(deps.db)
  const { body } = await browser.get('/vi/console/agencies')
  expect(body).toContain('Đơn vị H09.31')
  expect(body).toContain('hết hiệu lực')
  expect(body).not.toContain('Đơn vị H09.31.01')
  expect((await browser.get(page)).body).toContain('Đơn vị H09.31.01')
  expect((await browser.get('/en/console/agencies')).body).toContain('no longer valid')
})

test('an agency begins and ends with the province’s day, which is seven hours ahead of the server’s', async () => {
  await sql`update agencies set valid_from = '2026-07-01', valid_to = '2026-07-01' where code = 'H09.32'`.execute(
    deps.db,
  )
  const listed = async (at: string) => {
    await stopClock(deps.db, new Date(at))
    const row = (await listAllAgencies(deps.db)).find(({ code }) => code === 'H09.32')
    const [tree, below] = [await listAgencies(deps.db), await listBelow(deps.db, 'H09')]
    return [row?.is_valid, ...[tree, below].map((list) => list.some(({ code }) => code === 'H09.32'))]
  }
  const [no, yes] = [Array(3).fill(false), Array(3).fill(true)]
  expect(await listed('2026-07-01T00:00:00+07:00')).toEqual(yes)
  expect(await listed('2026-06-30T23:59:59+07:00')).toEqual(no)
  expect(await listed('2026-07-01T23:59:59+07:00')).toEqual(yes)
  expect(await listed('2026-07-02T00:00:00+07:00')).toEqual(no)
  await shiftClock(deps.db, 0)
})

test('found by a part of the name, without marks', async () => {
  const { body } = await browser.get('/vi/console/agencies?name=don+vi+h09.31.0')
  expect([body.includes('Đơn vị H09.31.01'), body.includes('1 đơn vị')]).toEqual([true, true])
  expect((await browser.get('/vi/console/agencies?name=mars')).body).toContain('Không có đơn vị nào tên như vậy')
})

test('the help number of an agency is saved once, told in the audit, and shown to its officers', async () => {
  const person = await addOfficer(deps, officer({ agency: 'H09.31' }))
  expect((await setHelp('0274 3822 222')).headers.location).toBe(`${page}?done=saved`)
  await setHelp('0274 3822 222')
  expect(await saved()).toEqual([
    { actor_id: admin.id, detail: { agency: 'H09.31', phone: '0274 3822 222', hours: '07:30–17:00' } },
  ])
  const own = await signedIn(service, person.id, 'portal')
  expect((await own.get('/vi/my-account/info')).body).toContain('0274 3822 222 · 07:30–17:00')
  expect((await setHelp('', '')).statusCode).toBe(303)
  expect((await browser.get(page)).body).toContain('dùng số chung')
})

test.each([
  ['gọi chị Hoa', '08:00'],
  ['', '08:00'],
  ['12', ''],
])('refused: %j with hours %j; what was typed stays', async (phone, hours) => {
  const answer = await setHelp(phone, hours)
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('Hãy nhập số điện thoại hỗ trợ')
  expect(answer.body).toContain(phone ? `value="${phone}"` : `value="${hours}"`)
  expect(await saved()).toEqual([])
})

test('it needs a fresh proof, given in the same form', async () => {
  await ageProof(deps, admin.id, 301)
  expect((await setHelp('0274 3822 333')).statusCode).toBe(422)
  expect(await saved()).toEqual([])
  const code = await codeOf(deps, admin.secret)
  expect((await setHelp('0274 3822 333', '08:00', { password: admin.password, code })).statusCode).toBe(303)
})

test('an agency that nobody has is not found; auditors see no form', async () => {
  expect((await browser.get('/vi/console/agencies/H77')).statusCode).toBe(404)
  const reader = await signedIn(service, (await addAdministrator(deps, 'auditor')).id)
  expect((await reader.get(page)).body).not.toContain('name="phone"')
})
