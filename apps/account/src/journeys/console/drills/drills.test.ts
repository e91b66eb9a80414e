// Drills, from the plan to the report: through the console's pages, the jobs and the officers' own sign-ins.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { remindOfOpenDoor } from '../../../jobs/apply-policies.ts'
import { closeLapsedPeriods } from '../../../jobs/keep-periods.ts'
import { runDrills } from '../../../jobs/run-drills.ts'
import { sendAnnouncements } from '../../../jobs/send-announcements.ts'
import { fitsOneMessage } from '../../../outside/sms/gsm7.ts'
import { readDrillFigures } from '../../../records/drills/results.ts'
import { limits } from '../../../limits.ts'
import { insertDrill, listDrills } from '../../../records/drills/store.ts'
import { findFigures } from '../../../records/standby/report.ts'
import { countSince, findCoveringPeriod, listPeriods } from '../../../records/standby/store.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { addAdministrator, addAgencies, addOfficer, ageProof, officer } from '../../../testing/people.ts'
import { drillOpenedSms, drillPlannedSms } from '../../../web/messages/announcements.ts'
import { openDoor } from '../standby-door/open-door.ts'
import { cancelDrill } from './cancel-drill.ts'
import { planDrill } from './plan-drill.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

const home = '/vi/console/drills'
const reason = 'Diễn tập định kỳ quý IV'
const minute = 60_000

/** The tests begin at eight in the morning in the province, so that a window of today never runs over midnight. */
const day = 24 * 3600
let clock = day - ((Math.floor(Date.now() / 1000) - 3600) % day)
await shiftClock(deps.db, clock)
const wait = async (seconds: number) => {
  clock += seconds
  await shiftClock(deps.db, clock)
}

let admin: Awaited<ReturnType<typeof addAdministrator>>
beforeEach(async () => {
  await addAgencies(deps)
  await run(
    deps.db,
    sql`update standby_periods set closed_at = clock_now() - interval '2 days', opened_at = clock_now() - interval '3 days',
      until = clock_now() - interval '2 days'`,
  )
  for (const table of [
    'announcements',
    'drill_results',
    'drill_agencies',
    'drills',
    'limits',
    'challenges',
    'attempts',
    'message_sends',
    'messages',
  ])
    await run(deps.db, sql.raw(`delete from ${table}`))
  await run(deps.db, sql`update sessions set created_at = created_at - interval '2 days'`)
  await run(deps.db, sql`update accounts set suspended_at = clock_now() where kind = 'officer'`)
  gateway.sent.length = 0
  admin = await addAdministrator(deps)
})

const now = async () => (await one(deps.db, sql<{ at: Date }>`select clock_now() as at`)).at
const events = async (like: string) =>
  (await all(deps.db, sql<{ event: string }>`select event from audit_events where event like ${like} order by at`)).map(
    (row) => row.event,
  )

/** A plan for an agency, beginning in so many minutes. */
async function plan(inMinutes: number, { codes = ['H09.31'], minutes = 30, who = admin } = {}) {
  const startsAt = new Date((await now()).getTime() + inMinutes * minute)
  const endsAt = new Date(startsAt.getTime() + minutes * minute)
  const actor = { id: who.id, name: who.username }
  return planDrill(deps, { scope: { kind: 'agencies', codes }, reason, startsAt, endsAt, actor })
}

const idOf = (planned: Awaited<ReturnType<typeof plan>>) => (planned.ok ? planned.id : planned.code)
const drillOf = async (id: string) => (await listDrills(deps.db, 50)).find((drill) => drill.id === id)

async function running(options: Parameters<typeof plan>[1] = {}) {
  const id = idOf(await plan(0, options))
  await runDrills(deps)
  return { id, periodId: (await drillOf(id))?.period_id ?? '' }
}

async function end() {
  await wait(31 * 60)
  await closeLapsedPeriods(deps)
  await Promise.all([runDrills(deps), runDrills(deps)])
}

type Officer = Awaited<ReturnType<typeof addOfficer>>

async function enterPassword(who: Officer, password = who.password) {
  const browser = service.browser()
  const answer = await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password })
  await service.deliver()
  return { browser, answer }
}

async function signIn(who: Officer, secondsAtForm = 0) {
  const browser = service.browser()
  await browser.get('/vi/sign-in')
  const form = await browser.get('/vi/sign-in')
  const sealed = /action="\/vi\/sign-in"[\s\S]*?name="for" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const token = await tokenOn(browser, '/vi/sign-in')
  await wait(secondsAtForm)
  await browser.post('/vi/sign-in', { _token: token, for: sealed, number: who.idNumber, password: who.password })
  await service.deliver()
  const answer = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  return { browser, to: answer.headers.location }
}

/** What the form sends for a window today, in the province's time. */
async function formTimes(fromMinutes: number, toMinutes: number) {
  const at = (minutes: number, base: Date) => new Date(base.getTime() + minutes * minute + 7 * 3600_000).toISOString()
  const base = await now()
  const [from, to] = [at(fromMinutes, base), at(toMinutes, base)]
  return { date: from.slice(0, 10), from: from.slice(11, 16), to: to.slice(11, 16) }
}

test('planned through the form: listed, audited, told to administrators; a stale proof is asked for in the form', async () => {
  const browser = await signedIn(service, admin.id)
  expect((await browser.get(home)).body).toContain('Chưa có buổi diễn tập nào được lên lịch')
  const tomorrow = new Date((await now()).getTime() + 31 * 3600_000).toISOString().slice(0, 10)
  const fields = { scope: 'agencies', agency: ['H09.31'], date: tomorrow, from: '15:00', to: '15:30', reason }
  await ageProof(deps, admin.id, 301)
  const stale = await browser.submit(`${home}/new`, `${home}/new`, fields)
  expect([stale.statusCode, stale.body.includes('Việc này cần xác thực lại')]).toEqual([422, true])
  expect(stale.body).toContain(`value="${tomorrow}"`)
  expect(stale.body).toMatch(/value="H09.31" checked/)
  await ageProof(deps, admin.id, 0)
  const answer = await browser.submit(`${home}/new`, `${home}/new`, fields)
  expect(answer.headers.location).toBe(`${home}?done=planned`)
  const page = (await browser.get(`${home}?done=planned`)).body
  for (const text of ['Đã lên lịch diễn tập', '15:00–15:30', 'Đơn vị H09.31', reason, admin.username])
    expect(page).toContain(text)
  expect(await events('drill-planned')).toEqual(['drill-planned'])
  expect(await all(deps.db, sql`select kind from alarms where kind = 'drill-planned'`)).toHaveLength(1)
})

test('every fault at its field at once; an auditor has no form', async () => {
  const browser = await signedIn(service, admin.id)
  const wrong = await browser.submit(`${home}/new`, `${home}/new`, {
    scope: 'agencies',
    date: 'mai',
    from: '',
    to: '',
    reason: 'ngắn',
  })
  expect(wrong.statusCode).toBe(422)
  for (const text of ['Hãy chọn ít nhất một đơn vị', 'Ngày chưa đúng', 'Hãy nêu lý do'])
    expect(wrong.body).toContain(text)
  const times = await formTimes(60, 60 + 61)
  const long = await browser.submit(`${home}/new`, `${home}/new`, { scope: 'everyone', reason, ...times })
  expect(long.body).toContain('Diễn tập dài từ 5 đến 60 phút')
  const auditor = await signedIn(service, (await addAdministrator(deps, 'auditor')).id)
  expect((await auditor.get(home)).body).not.toContain(`${home}/new`)
  expect((await auditor.get(`${home}/new`)).statusCode).toBe(403)
})

test('the form says what is wrong with the time: unreadable, over, too far, too near', async () => {
  const browser = await signedIn(service, admin.id)
  const said = async (fields: Record<string, string>) => {
    const times = await formTimes(60, 90)
    const typed = { scope: 'everyone', reason, ...times, ...fields }
    return (await browser.submit(`${home}/new`, `${home}/new`, typed)).body
  }
  const daysAhead = async (days: number) =>
    new Date((await now()).getTime() + days * 86_400_000 + 7 * 3600_000).toISOString().slice(0, 10)
  expect(await said({ from: 'sớm' })).toContain('Giờ viết dạng 08:30.')
  expect(await said({ date: await daysAhead(-1) })).toContain('Giờ bắt đầu đã qua.')
  expect(await said({ date: await daysAhead(94) })).toContain('Chỉ lên lịch trước nhiều nhất 92 ngày.')
  expect((await plan(60)).ok).toBe(true)
  expect(await said({})).toContain('hai lần phải cách nhau 12 giờ')
})

test('limits: a drill lasts five minutes to an hour', async () => {
  const browser = await signedIn(service, admin.id)
  const isTaken = async (minutes: number) => {
    await run(deps.db, sql`delete from drill_agencies`)
    await run(deps.db, sql`delete from drills`)
    const typed = { scope: 'everyone', reason, ...(await formTimes(60, 60 + minutes)) }
    return (await browser.submit(`${home}/new`, `${home}/new`, typed)).statusCode === 303
  }
  expect([await isTaken(4), await isTaken(5), await isTaken(60), await isTaken(61)]).toEqual([false, true, true, false])
})

test('limits: people are told before a drill where a quarter of an hour is left', async () => {
  const told = async (inMinutes: number, agency: string) => {
    const who = await addOfficer(deps, officer({ agency }))
    expect((await plan(inMinutes, { codes: [agency] })).ok).toBe(true)
    await runDrills(deps)
    while ((await sendAnnouncements(deps)) > 0) await service.deliver()
    return gateway.textsTo(who.phone).length
  }
  expect(await told(limits.drill.tellLeast / 60 + 1, 'H09.31.01')).toBe(1)
  expect(await told(limits.drill.tellLeast / 60 - 1, 'H09.32')).toBe(0)
})

test('who may be drilled when: not in the past, 92 days ahead, 12 hours apart, not where the door is open', async () => {
  expect(idOf(await plan(-2))).toBe('drill-past')
  expect(idOf(await plan(93 * 24 * 60))).toBe('drill-far')
  expect((await plan(60)).ok).toBe(true)
  const other = await addAdministrator(deps)
  expect(await plan(60 + 30 + 719, { who: other })).toMatchObject({
    code: 'drill-near',
    with: { who: expect.stringContaining(admin.username) },
  })
  // A commune below, the district above it, and everyone: each has people in common.
  expect(idOf(await plan(61, { codes: ['H09.31.01'] }))).toBe('drill-near')
  expect(idOf(await plan(61, { codes: ['H09'] }))).toBe('drill-near')
  expect((await plan(61, { codes: ['H09.32'] })).ok).toBe(true)
  expect((await plan(60 + 30 + 721)).ok).toBe(true)
  const actor = { accountId: admin.id, name: 'A', via: 'console' as const }
  await openDoor(deps, { actor, scope: { kind: 'agencies', codes: ['H09.31'] }, reason, minutes: 30 })
  await run(deps.db, sql`delete from drill_agencies`)
  await run(deps.db, sql`delete from drills`)
  expect(idOf(await plan(10))).toBe('drill-door-open')
  expect((await plan(31)).ok).toBe(true)
})

test('two who plan the same at once: one is planned', async () => {
  const other = await addAdministrator(deps)
  const results = await Promise.all([plan(60), plan(60, { who: other }), plan(62)])
  expect(results.filter((result) => result.ok)).toHaveLength(1)
})

test('told a day before and at the start: officers, their unit administrators above them, nobody else; by one node', async () => {
  const here = await addOfficer(deps, officer())
  const bare = await addOfficer(deps, officer(), true)
  const chief = await addOfficer(deps, officer({ agency: 'H09.31', role: 'unit-admin' }))
  const elsewhere = await addOfficer(deps, officer({ agency: 'H09.32' }))
  idOf(await plan(25 * 60, { codes: ['H09.31.01'] }))
  const tell = async () => {
    await Promise.all([runDrills(deps), runDrills(deps)])
    while ((await sendAnnouncements(deps)) > 0) await service.deliver()
  }
  await tell()
  expect(gateway.sent).toEqual([])
  await wait(3601)
  await tell()
  expect(gateway.textsTo(here.phone)).toEqual([
    expect.stringMatching(/^Dien tap cua du phong \d\d:\d\d-\d\d:\d\d ngay /),
  ])
  expect(gateway.textsTo(bare.phone)).toHaveLength(1)
  expect(gateway.textsTo(chief.phone)).toEqual([expect.stringContaining('Don vi ban dien tap')])
  await wait(24 * 3600)
  await tell()
  expect(gateway.textsTo(here.phone)[1]).toContain('khong phai su co')
  expect([gateway.textsTo(here.phone).length, gateway.textsTo(chief.phone).length]).toEqual([2, 2])
  expect(gateway.textsTo(elsewhere.phone)).toEqual([])
  const times = { starts_at: new Date(), ends_at: new Date() }
  for (const isUnitAdmin of [true, false])
    for (const words of [drillPlannedSms, drillOpenedSms])
      expect(fitsOneMessage(words('taikhoan-dichvucong.binhduong.gov.vn', times, isUnitAdmin))).toBe(true)
})

test('the door opens at its time until its end, once on two nodes, and closes by itself', async () => {
  const who = await addOfficer(deps, officer())
  const id = idOf(await plan(2))
  await runDrills(deps)
  expect(await findCoveringPeriod(deps.db, who.id)).toBeUndefined()
  await wait(121)
  await Promise.all([runDrills(deps), runDrills(deps)])
  const drill = await drillOf(id)
  const period = await findCoveringPeriod(deps.db, who.id)
  expect([drill?.state, period?.id, period?.until]).toEqual(['running', drill?.period_id, drill?.ends_at])
  expect(
    await all(deps.db, sql`select 1 from standby_periods where kind = 'drill' and closed_at is null`),
  ).toHaveLength(1)
  await end()
  expect([await findCoveringPeriod(deps.db, who.id), (await drillOf(id))?.state]).toEqual([undefined, 'over'])
  expect((await events('drill-%')).slice(-2)).toEqual(['drill-opened', 'drill-ended'])
})

test('every page of a sign-in says that it is a drill; who does not practise gets the ordinary answer', async () => {
  const [who, other] = [await addOfficer(deps, officer()), await addOfficer(deps, officer({ agency: 'H09.32' }))]
  await running()
  expect((await service.browser().get('/vi/sign-in')).body).toContain('Đang diễn tập cửa dự phòng, đến')
  expect((await service.browser().get('/en/sign-in')).body).toContain('This is no outage')
  const refused = (await enterPassword(other)).answer.body
  for (const text of ['tài khoản này hiện chưa được dùng cửa dự phòng', 'Đang diễn tập cửa dự phòng, đến'])
    expect(refused).toContain(text)
  const { browser } = await enterPassword(who)
  for (const page of ['code', 'other-ways'])
    expect((await browser.get(`/vi/sign-in/${page}`)).body).toContain('Diễn tập, không phải sự cố')
})

test('signed in through the portal: the account’s first page leads to the drill, the form comes first, and the page then says it is done', async () => {
  const who = await addOfficer(deps, officer())
  const portal = await signedIn(service, who.id, 'portal')
  expect((await portal.get('/vi/my-account/drill')).body).toContain('Hiện không có buổi diễn tập nào cho bạn')
  await running()
  for (const page of ['info', 'drill'])
    expect((await portal.get(`/vi/my-account/${page}`)).body).toContain('/vi/sign-in?next=/my-account/drill')
  const form = await portal.get('/vi/sign-in?next=/my-account/drill')
  expect(form.body).toContain('Đăng nhập trực tiếp')
  expect(form.body.indexOf('name="password"')).toBeLessThan(form.body.indexOf('Vẫn thử Cổng DVCQG'))
  const page = '/vi/sign-in?next=/my-account/drill'
  await portal.submit(page, '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  const code = { code: gateway.codeFor(who.phone).code }
  const answer = await portal.submit('/vi/sign-in/code', '/vi/sign-in/code', code)
  expect(answer.headers.location).toBe('/vi/my-account/drill')
  expect((await portal.get('/vi/my-account/drill')).body).toContain('Bạn đã vào được bằng cửa dự phòng')
  await end()
  const later = await signedIn(service, who.id, 'portal')
  expect((await later.get('/vi/my-account/drill')).body).toMatch(/bạn đã đăng nhập được sau \d+ giây/)
})

test('each one’s result: in after how long, or what went wrong; the report, its figures and the CSV say so', async () => {
  const [quick, slow, wrong, lost, typo, bare, idle] = [
    await addOfficer(deps, officer({ name: 'Vào Nhanh' })),
    await addOfficer(deps, officer({ name: 'Vào Chậm', agency: 'H09.31' })),
    await addOfficer(deps, officer({ name: 'Sai Mật Khẩu' })),
    await addOfficer(deps, officer({ name: 'Không Nhận Mã' })),
    await addOfficer(deps, officer({ name: 'Sai Mã' })),
    await addOfficer(deps, officer({ name: 'Chưa Đặt' }), true),
    await addOfficer(deps, officer({ name: 'Không Thử' })),
  ]
  await addOfficer(deps, officer({ name: 'Đơn Vị Khác', agency: 'H09.32' }))
  const noPhone = await addOfficer(deps, officer({ name: 'Chưa Có Số' }))
  await sql`update phones set codes_from = null where account_id = ${noPhone.id}`.execute(deps.db)
  const { id, periodId } = await running()
  const { to } = await signIn(quick, 10)
  expect(to).toBe('/vi/my-account/info')
  await signIn(slow, 50)
  await enterPassword(wrong, 'sai mật khẩu')
  await enterPassword(bare)
  await enterPassword(noPhone)
  await enterPassword(lost)
  const { browser } = await enterPassword(typo)
  await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: '000000' })
  const reader = await signedIn(service, admin.id)
  expect((await reader.get(home)).body).toContain('2 trên 8 cán bộ đã vào')
  expect((await reader.get(`${home}/${id}`)).body).toContain('Báo cáo được lập khi diễn tập kết thúc')
  await end()
  const results = await all(
    deps.db,
    sql<{
      name: string
      outcome: string
    }>`select a.name, r.outcome from drill_results r join accounts a on a.id = r.account_id
      where r.drill_id = ${id}`,
  )
  expect(Object.fromEntries(results.map((row) => [row.name, row.outcome]))).toEqual({
    'Vào Nhanh': 'in',
    'Vào Chậm': 'in',
    'Sai Mật Khẩu': 'password-wrong',
    'Không Nhận Mã': 'code-not-received',
    'Sai Mã': 'code-wrong',
    'Chưa Đặt': 'no-password',
    'Chưa Có Số': 'no-way',
    'Không Thử': 'not-tried',
  })
  const seconds = await one(
    deps.db,
    sql<{ quick: number; slow: number }>`select max(seconds) filter (where account_id = ${quick.id}) as quick,
      max(seconds) filter (where account_id = ${slow.id}) as slow from drill_results`,
  )
  expect([seconds.quick > 9 && seconds.quick < 25, seconds.slow > 49 && seconds.slow < 65]).toEqual([true, true])
  const figures = await readDrillFigures(deps.db, id)
  expect(figures).toMatchObject({ covered: 8, came_in: 2, not_tried: 1 })
  expect(figures.median_seconds).toBeCloseTo((seconds.quick + seconds.slow) / 2, 3)
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(distinct account_id)::int4 as n from sessions where period_id = ${periodId}`,
  )
  expect(n).toBe(figures.came_in)
  const fresh = await signedIn(service, admin.id)
  const report = (await fresh.get(`${home}/${id}`)).body
  for (const text of [
    'Về buổi diễn tập đăng nhập dự phòng',
    'chưa nhận được mã',
    'Sai Mật Khẩu',
    'Không Thử',
    '25 %',
    'GIÁM ĐỐC',
  ])
    expect(report).toContain(text)
  expect(report).not.toContain('Đơn Vị Khác')
  expect((await fresh.get(`/vi/console/standby/${periodId}/report`)).headers.location).toBe(`${home}/${id}`)
  expect((await fresh.get(`${home}?`)).body).toContain('2/8 vào được')
  const csv = await fresh.get(`${home}/${id}/results.csv`)
  expect(csv.body.trim().split('\r\n')).toHaveLength(9)
  expect(csv.body).not.toContain(idle.idNumber)
  expect((await fresh.get('/en/console/drills/nothing')).statusCode).toBe(404)
})

test('ended early: half-finished sign-ins stop with words of their own; nobody ends it twice', async () => {
  const who = await addOfficer(deps, officer())
  const { id } = await running()
  const { browser } = await enterPassword(who)
  const actor = { id: admin.id, name: admin.username }
  const endings = [1, 2].map(() => cancelDrill(deps, { id, actor, reason: 'Đủ người đã vào' }))
  expect((await Promise.all(endings)).map((result) => result.ok || result.code).sort()).toEqual(['drill-gone', true])
  const late = await browser.get('/vi/sign-in/code')
  expect(late.headers.location).toBe('/vi/sign-in?done=drill-over')
  expect((await browser.get('/vi/sign-in?done=drill-over')).body).toContain('Buổi diễn tập vừa kết thúc')
  await runDrills(deps)
  const reader = await signedIn(service, admin.id)
  expect((await reader.get(`${home}/${id}`)).body).toContain('kết thúc sớm. Lý do: Đủ người đã vào')
})

test('cancelled: the door stays shut, and who was told is told; through the page, with a reason', async () => {
  const who = await addOfficer(deps, officer())
  const id = idOf(await plan(60))
  await runDrills(deps)
  while ((await sendAnnouncements(deps)) > 0) await service.deliver()
  const browser = await signedIn(service, admin.id)
  const at = `${home}/${id}/cancel`
  expect((await browser.submit(at, at, { reason: 'ngắn' })).statusCode).toBe(422)
  expect((await browser.submit(at, at, { reason: 'Trùng ngày họp giao ban' })).headers.location).toBe(
    `${home}?done=cancelled`,
  )
  const again = await browser.post(at, { _token: await tokenOn(browser, home), reason: 'Trùng ngày họp giao ban' })
  expect([again.statusCode, again.body.includes('đã kết thúc hoặc đã hủy')]).toEqual([409, true])
  while ((await sendAnnouncements(deps)) > 0) await service.deliver()
  expect(gateway.textsTo(who.phone).at(-1)).toMatch(/da huy\.$/)
  await wait(61 * 60)
  await runDrills(deps)
  expect([(await drillOf(id))?.state, await findCoveringPeriod(deps.db, who.id)]).toEqual(['cancelled', undefined])
})

test('no outage in any figure: feed, menu, past openings, counts, alarms, reminders, the rule of extensions', async () => {
  const who = await addOfficer(deps, officer())
  await run(deps.db, sql`delete from alarms`)
  const before = await listPeriods(deps.db, 50)
  const since = await now()
  const { periodId } = await running()
  await signIn(who)
  const browser = await signedIn(service, admin.id)
  expect((await service.app.inject('/status/doors.json')).json()).toMatchObject({ standby: 'closed', until: null })
  expect((await service.app.inject('/vi/status')).body).not.toContain('Mở đến')
  const console = (await browser.get('/vi/console/standby')).body
  expect(console).toContain('Cửa dự phòng đang đóng')
  expect(console).not.toContain('class="chip stop"')
  expect(await countSince(deps.db, since)).toMatchObject({ signed_in: 0, first_at: null, codes_sent: 0 })
  const well = { isFailing: false, heldFor: 3600, failingFor: 0, reason: '' }
  await remindOfOpenDoor(deps, well)
  await end()
  const kinds = await all(deps.db, sql<{ kind: string }>`select distinct kind from alarms order by 1`)
  expect(kinds.map((row) => row.kind)).toEqual(['drill-opened', 'drill-planned'])
  expect((await listPeriods(deps.db, 50)).map((row) => row.id)).toEqual(before.map((row) => row.id))
  expect(await events('standby-%').then((rows) => rows.filter((event) => event === 'standby-expired'))).toEqual([])
  // The same administrator opens for real right after it: a first opening, no extension.
  const actor = { accountId: admin.id, name: admin.username, via: 'console' as const }
  const opened = await openDoor(deps, { actor, scope: { kind: 'agencies', codes: ['H09.31'] }, reason, minutes: 60 })
  expect(opened).toMatchObject({ ok: true, isExtension: false })
  await wait(3601)
  await closeLapsedPeriods(deps)
  const figures = (await findFigures(deps.db, opened.ok ? opened.periodId : ''))?.figures
  expect(figures).toMatchObject({ signed_in: 0, refused: [] })
  expect(periodId).not.toBe('')
})

test('a real outage during a drill: the door opens at once, who comes in counts for it, and the drill does not suffer', async () => {
  const [early, late] = [await addOfficer(deps, officer()), await addOfficer(deps, officer())]
  const { id, periodId } = await running()
  await signIn(early)
  const actor = { accountId: admin.id, name: admin.username, via: 'console' as const }
  const opened = await openDoor(deps, { actor, scope: { kind: 'everyone' }, reason, minutes: 10 })
  expect(opened).toMatchObject({ ok: true, isExtension: false })
  const realId = opened.ok ? opened.periodId : ''
  expect((await findCoveringPeriod(deps.db, late.id))?.id).toBe(realId)
  expect((await service.browser().get('/vi/sign-in')).body).not.toContain('Đang diễn tập')
  await signIn(late)
  await end()
  const periodsOf = await all(
    deps.db,
    sql<{
      account_id: string
      period_id: string
    }>`select account_id, period_id from sessions where period_id in (${realId}, ${periodId})`,
  )
  expect(Object.fromEntries(periodsOf.map((row) => [row.account_id, row.period_id]))).toEqual({
    [early.id]: periodId,
    [late.id]: realId,
  })
  expect((await findFigures(deps.db, realId))?.figures.signed_in).toBe(1)
  expect(await readDrillFigures(deps.db, id)).toMatchObject({ came_in: 2 })
})

test('no drill where the door is open for real, was within the hour, or the service was away: it says so', async () => {
  const actor = { accountId: admin.id, name: admin.username, via: 'console' as const }
  const scope = { kind: 'agencies', codes: ['H09.31'] } as const
  const planRow = async (inMinutes: number) => {
    const startsAt = new Date((await now()).getTime() + inMinutes * minute)
    const made = { startsAt, endsAt: new Date(startsAt.getTime() + 30 * minute), plannedBy: admin.id }
    return insertDrill(deps.db, { scope, reason, ...made })
  }
  const [during, after, late] = [await planRow(5), await planRow(64), await planRow(-40)]
  await openDoor(deps, { actor, scope, reason, minutes: 10 })
  await wait(6 * 60)
  await runDrills(deps)
  await wait(59 * 60)
  await runDrills(deps)
  const states = await Promise.all([during, after, late].map(drillOf))
  expect(states.map((drill) => [drill?.state, drill?.missed_why])).toEqual([
    ['missed', 'outage'],
    ['missed', 'outage'],
    ['missed', 'late'],
  ])
  const reader = await signedIn(service, admin.id)
  expect((await reader.get(`${home}/${during}`)).body).toContain('Buổi diễn tập này không diễn ra')
})
