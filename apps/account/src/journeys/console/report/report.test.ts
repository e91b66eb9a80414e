// The report of a standby period: its figures equal an independent count, it prints, as PDF too, and auditors read it.
import { readClock, shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, expect, test } from 'vitest'
import { closeLapsedPeriods } from '../../../jobs/keep-periods.ts'
import { closePeriodRow, insertPeriod } from '../../../records/standby/store.ts'
import { findFigures } from '../../../records/standby/report.ts'
import { storeVerdict } from '../../../records/portal-watch/store.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn } from '../../../testing/console-browser.ts'
import { pdfText } from '../../../testing/pdf-text.ts'
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
  const pdf = await reader.get(`${page}.pdf`)
  expect([pdf.statusCode, pdf.headers['content-type'], pdf.headers['cache-control']]).toEqual([
    200,
    'application/pdf',
    'no-store',
  ])
  expect(String(pdf.headers['content-disposition'])).toMatch(
    /^attachment; filename="standby-\d{4}-\d\d-\d\d-\d{4}\.pdf"$/,
  )
  const printed = pdfText(pdf.rawPayload).replaceAll('\n', ' ').replaceAll(/ +/g, ' ')
  for (const told of [
    'SỞ THÔNG TIN VÀ TRUYỀN THÔNG',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    '/BC-STTTT',
    'BÁO CÁO',
    'Cổng không truy cập được từ 07:26',
    'Cán bộ đầu tiên đăng nhập được',
    'Cổng đã hoạt động lại',
    'Thời gian đăng nhập, trung vị (từ lúc đúng mật khẩu)',
    'Mã đã nhập đúng',
    'Đơn vị H09.31.01',
    'Sai mã xác thực',
    'Nơi nhận:',
    '- Lưu: VT.',
    'GIÁM ĐỐC',
  ]) {
    expect(shown.body).toContain(told)
    expect(printed).toContain(told)
  }
  expect(pdfText((await reader.get(page.replace('/vi/', '/en/') + '.pdf')).rawPayload)).toContain('III. BY AGENCY')
  const csv = (await reader.get(`${page}.csv`)).body
  expect(csv.trim().split('\r\n')).toHaveLength(3)
  expect(csv).toContain('pwd+sms')
  expect(csv).not.toMatch(/\d{12}/)
})

/** Each figure counted anew from the rows themselves, one after the other, without the report's statement. */
async function countAnew(id: string) {
  const period = await one(
    deps.db,
    sql<{
      opened_at: Date
      ends: Date
    }>`select opened_at, least(until, closed_at) as ends from standby_periods where id = ${id}`,
  )
  const sessions = await all(
    deps.db,
    sql<{
      account_id: string
      created_at: Date
      agency: string
    }>`select s.account_id, s.created_at, g.name_vi as agency from sessions s
      join accounts a on a.id = s.account_id join agencies g on g.code = a.agency_code where s.period_id = ${id} order by s.created_at`,
  )
  const attempts = await all(
    deps.db,
    sql<{ id: string; took: number | null }>`select id, extract(epoch from finished_at - created_at)::float8 as took
      from attempts where period_id = ${id}`,
  )
  const messages = await all(
    deps.db,
    sql<{
      binding: string
      used: Date | null
      accepted: Date | null
      delivered: Date | null
    }>`select c.binding, c.used_at as used,
      m.accepted_at as accepted, m.delivered_at as delivered from messages m join challenges c on c.id = m.challenge_id where c.purpose = 'sign-in'`,
  )
  const events = await all(
    deps.db,
    sql<{
      event: string
      why: string | null
      at: Date
    }>`select event, detail ->> 'why' as why, at from audit_events where door = 'standby'`,
  )
  const officers = await all(
    deps.db,
    sql<{
      id: string
      agency: string
    }>`select a.id, g.name_vi as agency from accounts a join agencies g on g.code = a.agency_code
      where a.kind = 'officer'`,
  )
  const own = messages.filter(({ binding }) => attempts.some((attempt) => attempt.id === binding))
  const came = new Set(sessions.map((session) => session.account_id))
  const agencies = [...new Set(sessions.map((session) => session.agency))].sort((a, b) => a.localeCompare(b))
  const times = attempts.flatMap(({ took }) => (took === null ? [] : [took])).sort((a, b) => a - b)
  const middle = times.length / 2
  const refusals = events.filter(
    ({ event, at }) => /wrong|refused/.test(event) && at >= period.opened_at && at <= period.ends,
  )
  const whys = refusals.map(({ event, why }) => why ?? event)
  return {
    covered: officers.length,
    signed_in: came.size,
    first_in: sessions[0]?.created_at.toISOString() ?? null,
    median_seconds: ((times[Math.ceil(middle) - 1] ?? 0) + (times[Math.floor(middle)] ?? 0)) / 2,
    codes: {
      sent: own.length,
      accepted: own.filter(({ accepted }) => accepted).length,
      delivered: own.filter(({ delivered }) => delivered).length,
      entered: own.filter(({ used }) => used).length,
    },
    agencies: agencies.map((name) => ({
      name,
      officers: officers.filter(({ agency }) => agency === name).length,
      signed_in: [...came].filter((who) => officers.find((somebody) => somebody.id === who)?.agency === name).length,
    })),
    refused: Object.fromEntries([...new Set(whys)].map((why) => [why, whys.filter((other) => other === why).length])),
  }
}

test('every figure of the report is what its rows say one by one', async () => {
  const id = await playPeriod()
  await closePeriodRow(deps.db, { id, closedBy: administrator.id, reason: 'Cổng đã hoạt động lại' })
  await closeLapsedPeriods(deps)
  const figures = (await findFigures(deps.db, id))?.figures
  if (!figures) throw new Error('no report')
  const { agencies, refused, median_seconds: median, ...counts } = figures
  const counted = await countAnew(id)
  expect({ ...counts }).toEqual({
    covered: counted.covered,
    signed_in: counted.signed_in,
    first_in: counted.first_in,
    codes: counted.codes,
  })
  expect(median).toBeCloseTo(counted.median_seconds, 3)
  expect(agencies.map(({ name_vi: name, officers, signed_in }) => ({ name, officers, signed_in }))).toEqual(
    counted.agencies,
  )
  expect(Object.fromEntries(refused.map(({ why, count }) => [why, count]))).toEqual(counted.refused)
})

const at = async (ago: number) => (await readClock(deps.db)).getTime() / 1000 - ago
const sayOf = async (word: 'ok' | 'down' | 'no-codes', ago: number) =>
  storeVerdict(
    deps.db,
    {
      word,
      confidence: 0.99,
      evidence: [{ code: 'looks-fail', with: { looks: 6, seconds: 31, kind: 'authorize', error: 'refused' } }],
      since: 0,
      peopleFrom: 0,
    },
    await at(ago),
  )

test('the timeline: first fault seen, verdict, opened with its evidence, extended, first officer in, closed', async () => {
  await sayOf('ok', 1000)
  for (const [ago, error] of [
    [400, 'refused'],
    [390, null],
    [341, 'refused'],
    [331, 'refused'],
    [311, 'refused'],
  ] as const)
    await run(
      deps.db,
      sql`insert into portal_probes (look_at, kind, error, ms) values (to_timestamp(${await at(ago)}), 'authorize', ${error}, 12)`,
    )
  await sayOf('down', 310)
  await sayOf('down', 0)
  const id = await playPeriod()
  const second = await addAdministrator(deps)
  await insertPeriod(deps.db, {
    scope: { kind: 'everyone' },
    reason: 'Cổng chưa hoạt động lại',
    minutes: 90,
    openedBy: second.id,
  })
  await closePeriodRow(deps.db, { id, closedBy: second.id, reason: 'Cổng đã hoạt động lại' })
  await closeLapsedPeriods(deps)
  const { course } = (await findFigures(deps.db, id)) ?? {}
  expect(course?.verdict?.word).toBe('down')
  expect(course?.first_fault).toMatchObject({ probe: 'authorize', error: 'refused' })
  const ago = async (iso = '') => (await at(0)) - Date.parse(iso) / 1000
  expect(await ago(course?.first_fault?.at)).toBeGreaterThan(340)
  expect(await ago(course?.first_fault?.at)).toBeLessThan(390)
  const shown = (await (await signedIn(service, auditor.id)).get(`/vi/console/standby/${id}/report`)).body
  const told = [
    'Lần thăm dò đầu tiên thấy Cổng hỏng: trang đăng nhập, từ chối kết nối.',
    'Hệ thống theo dõi kết luận: Cổng không truy cập được.',
    'Bằng chứng lúc mở: 6 lần thăm dò liên tiếp',
    'Cán bộ đầu tiên đăng nhập được',
    `${second.username} gia hạn đến`,
    `${second.username} đóng cửa.`,
  ].map((text) => shown.indexOf(text))
  expect(told.every((place) => place > 0)).toBe(true)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  await sayOf('ok', 0)
})

test('codes that never came: the first fault is the first person who did not come back', async () => {
  await run(deps.db, sql`delete from portal_verdicts`)
  for (const [ago, fine] of [
    [900, true],
    [500, false],
    [450, false],
  ] as const)
    await run(
      deps.db,
      sql`insert into portal_trips (state_hash, browser, errand, language, purpose, left_at, expires_at, returned_at, outcome)
        values (${`trip ${ago}`}, 'b', '{}', 'vi', 'sign-in', to_timestamp(${await at(ago)}), clock_now(),
          case when ${fine} then to_timestamp(${await at(ago - 40)}) end, case when ${fine} then 'signed-in' end)`,
    )
  await sayOf('no-codes', 300)
  const { id } = await insertPeriod(deps.db, {
    scope: { kind: 'everyone' },
    reason: 'Mã của Cổng không tới',
    minutes: 30,
    openedBy: administrator.id,
  })
  await closePeriodRow(deps.db, { id, closedBy: administrator.id, reason: 'Cổng đã hoạt động lại' })
  await closeLapsedPeriods(deps)
  const fault = (await findFigures(deps.db, id))?.course.first_fault
  expect(fault).toMatchObject({ probe: null, error: null })
  expect((await at(0)) - Date.parse(fault?.at ?? '') / 1000).toBeCloseTo(500, -1)
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
  expect((await reader.get('/vi/console/standby/nothing/report.pdf')).statusCode).toBe(404)
  const stranger = await service.browser().get('/vi/console/standby/nothing/report')
  expect(stranger.headers.location).toContain('/console/sign-in')
})
