// The report of a standby period: its figures equal an independent count, it prints, and auditors read it.
import { shiftClock } from '@motcua/db/clock.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { afterAll, expect, test } from 'vitest'
import { closeLapsedPeriods } from '../../../jobs/keep-periods.ts'
import { closePeriodRow, insertPeriod } from '../../../records/standby/store.ts'
import { findFigures } from '../../../records/standby/report.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn } from '../../../testing/console-browser.ts'
import { addAdministrator, addOfficer, officer } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

const auditor = await addAdministrator(deps, 'auditor')
const administrator = await addAdministrator(deps)

type Officer = Awaited<ReturnType<typeof addOfficer>>

async function signIn(who: Officer, code?: string) {
  const browser = service.browser()
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  const receipt = gateway.sent.findLast((sms) => sms.phone === who.phone)?.callbackUrl ?? ''
  await browser.get(`${new URL(receipt).pathname}?SendStatus=5&SendSuccess=1`)
  return browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: code ?? gateway.codeFor(who.phone).code })
}

async function playPeriod() {
  const people = [await addOfficer(deps), await addOfficer(deps), await addOfficer(deps, officer({ agency: 'H09.32' }))]
  await addOfficer(deps, officer({ name: 'Người Ngoài' }))
  const { id } = await insertPeriod(deps.db, {
    scope: { kind: 'everyone' },
    reason: 'Cổng không truy cập được từ 07:26',
    minutes: 60,
    openedBy: administrator.id,
  })
  for (const who of people.slice(0, 2)) await signIn(who)
  if (people[2]) await signIn(people[2], '000000')
  await service
    .browser()
    .submit('/vi/sign-in', '/vi/sign-in', { number: people[0]?.idNumber ?? '', password: 'sai mật khẩu' })
  return id
}

test('figures are counted once at the end, and equal an independent count', async () => {
  const id = await playPeriod()
  const reader = await signedIn(service, auditor.id)
  const page = `/vi/console/standby/${id}/report`
  await closeLapsedPeriods(deps)
  expect((await reader.get(page)).body).toContain('Báo cáo được lập khi cửa đóng')
  await closePeriodRow(deps.db, { id, closedBy: administrator.id, reason: 'Cổng đã hoạt động lại' })
  await Promise.all([closeLapsedPeriods(deps), closeLapsedPeriods(deps)])
  const figures = (await findFigures(deps.db, id))?.figures
  const count = async (what: ReturnType<typeof sql<{ n: number }>>) => (await one(deps.db, what)).n
  expect(figures).toMatchObject({
    covered: await count(sql`select count(*) as n from accounts where kind = 'officer'`),
    signed_in: await count(sql`select count(distinct account_id) as n from sessions where period_id = ${id}`),
    codes: { sent: 3, accepted: 3, delivered: 3, entered: 2 },
    agencies: [{ name_vi: 'Đơn vị H09.31.01', signed_in: 2 }],
    refused: [
      { why: 'code-wrong', count: 1 },
      { why: 'password-wrong', count: 1 },
    ],
  })
  expect(figures?.signed_in).toBe(2)
  expect(figures?.median_seconds).toBeGreaterThan(0)

  const shown = await reader.get(page)
  for (const told of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Cổng không truy cập được từ 07:26',
    'Cổng đã hoạt động lại',
    'Sai mã',
  ])
    expect(shown.body).toContain(told)
  const csv = (await reader.get(`${page}.csv`)).body
  expect(csv.trim().split('\r\n')).toHaveLength(3)
  expect(csv).toContain('pwd+sms')
  expect(csv).not.toMatch(/\d{12}/)
})

test('the figures stay when the facts of the sign-ins are gone', async () => {
  const id = await playPeriod()
  await closePeriodRow(deps.db, { id, closedBy: null, reason: 'lapsed' })
  await closeLapsedPeriods(deps)
  const before = await findFigures(deps.db, id)
  await run(deps.db, sql`update attempts set voided_at = clock_now() where period_id = ${id}`)
  await shiftClock(deps.db, 3600)
  await closeLapsedPeriods(deps)
  expect(await findFigures(deps.db, id)).toEqual(before)
  await shiftClock(deps.db, 0)
})

test('a period that is not there is not found; officers have no business here', async () => {
  const reader = await signedIn(service, administrator.id)
  expect((await reader.get('/vi/console/standby/nothing/report')).statusCode).toBe(404)
  expect((await reader.get('/vi/console/standby/nothing/report.csv')).statusCode).toBe(404)
  const stranger = await service.browser().get('/vi/console/standby/nothing/report')
  expect(stranger.headers.location).toContain('/console/sign-in')
})
