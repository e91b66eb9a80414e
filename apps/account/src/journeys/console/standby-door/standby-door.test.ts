// Opening, extending and closing the standby door, through the console's pages and its use cases.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeLapsedPeriods } from '../../../jobs/keep-periods.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { addAdministrator, addOfficer, ageProof, officer } from '../../../testing/people.ts'
import { closeDoor } from './close-door.ts'
import { openDoor, type OpenDoorInput } from './open-door.ts'
import { limits } from '../../../limits.ts'
import { sentence } from '../../../web/messages/codes.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

let first: Awaited<ReturnType<typeof addAdministrator>>
let second: Awaited<ReturnType<typeof addAdministrator>>
let person: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  await sql`delete from attempts`.execute(deps.db)
  await sql`delete from sessions`.execute(deps.db)
  await sql`delete from standby_reports`.execute(deps.db)
  await sql`delete from standby_scopes`.execute(deps.db)
  await sql`delete from standby_periods`.execute(deps.db)
  first = await addAdministrator(deps)
  second = await addAdministrator(deps)
  person = await addOfficer(deps, officer())
})

const home = '/vi/console/standby'
const reason = 'Cổng không gửi được mã từ 07:26'
const everyone = { scope: 'everyone', reason, minutes: '60' }
const minutes = (count: number) => count * 60

const open = async (who = first, fields: Record<string, string | string[]> = {}) =>
  (await signedIn(service, who.id)).submit(home, `${home}/open`, { ...everyone, ...fields })

type Row = { id: string; scope: string; is_open: boolean; opened_by: string | null; closed_by: string | null }
const periods = () =>
  all(
    deps.db,
    sql<Row>`select id, scope, closed_at is null and until > clock_now() as is_open, opened_by, closed_by from standby_periods order by opened_at`,
  )
const newest = async () => (await periods()).at(-1)?.id ?? ''

const asActor = (who: typeof first, more: Partial<OpenDoorInput> = {}): OpenDoorInput => ({
  actor: { accountId: who.id, name: who.username, via: 'cli' },
  scope: { kind: 'everyone' },
  reason,
  minutes: 60,
  ...more,
})

const extendAs = async (who: typeof first, fields: Record<string, string> = {}) => {
  const at = `${home}/${await newest()}/extend`
  return (await signedIn(service, who.id)).submit(at, at, { reason, minutes: '60', ...fields })
}

test('closed: the page says so, with the form; opening for everyone lets an officer in', async () => {
  const browser = await signedIn(service, first.id)
  const before = await browser.get(home)
  expect(before.body).toContain('Cửa dự phòng đang đóng')
  const answer = await browser.submit(home, `${home}/open`, everyone)
  expect(answer.headers.location).toBe(`${home}?done=opened`)
  const after = await browser.get(`${home}?done=opened`)
  for (const text of ['Cửa dự phòng đang mở', 'Cho toàn tỉnh', first.username, reason, 'data-until='])
    expect(after.body).toContain(text)
  const [row] = await periods()
  expect(row).toMatchObject({ scope: 'everyone', is_open: true, opened_by: first.id })
  const audit = await one(
    deps.db,
    sql<{
      detail: { reason: string; minutes: number }
    }>`select detail from audit_events where event = 'standby-opened' and period_id = ${row?.id}`,
  )
  expect(audit.detail).toMatchObject({ reason, minutes: 60, scope: 'everyone', extends: false, via: 'console' })
  const signIn = await service
    .browser()
    .submit('/vi/sign-in', '/vi/sign-in', { number: person.idNumber, password: person.password })
  expect(signIn.headers.location).toBe('/vi/sign-in/code')
})

test('for agencies: those below them are covered, others are not', async () => {
  expect((await open(first, { scope: 'agencies', agency: ['H09.31'] })).statusCode).toBe(303)
  const other = await addOfficer(deps, officer({ agency: 'H09.32' }))
  const enter = (who: typeof person) =>
    service.browser().submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  expect((await enter(person)).statusCode).toBe(303)
  expect((await enter(other)).statusCode).toBe(422)
})

test('for chosen people: by CCCD or old CMND, one a line; an unknown line is named', async () => {
  const other = await addOfficer(deps, officer())
  const people = `${person.idNumber}\n\n074185999999\n${other.oldIdNumber}`
  const wrong = await open(first, { scope: 'people', people })
  expect([
    wrong.statusCode,
    wrong.body.includes(sentence('vi', { code: 'people-unknown', with: { lines: '3' } })),
  ]).toEqual([422, true])
  expect(wrong.body).toContain('074185999999')
  expect(
    (await open(first, { scope: 'people', people: `${person.idNumber}\r\n${other.oldIdNumber}` })).statusCode,
  ).toBe(303)
  const covered = await all(deps.db, sql<{ id: string }>`select account_id as id from standby_scopes`)
  expect(covered.map((row) => row.id).sort()).toEqual([person.id, other.id].sort())
})

const refusals: [string, Record<string, string | string[]>, string][] = [
  ['no scope', { scope: '' }, 'Hãy chọn cửa mở cho ai.'],
  ['no agency', { scope: 'agencies' }, 'Hãy chọn ít nhất một đơn vị.'],
  ['an agency that is not there', { scope: 'agencies', agency: 'H99' }, 'Hãy chọn ít nhất một đơn vị.'],
  ['no person', { scope: 'people', people: ' \n ' }, 'Hãy nhập ít nhất một số CMND/CCCD'],
  ['too many people', { scope: 'people', people: Array(201).fill('1').join('\n') }, 'nhiều nhất 200 người'],
  ['nine characters of a reason', { reason: '  123456789  ' }, 'ít nhất 10 ký tự'],
  ['four minutes', { minutes: '4' }, 'từ 5 đến 60 phút'],
  ['sixty-one minutes', { minutes: '61' }, 'từ 5 đến 60 phút'],
  ['half a minute', { minutes: '30.5' }, 'từ 5 đến 60 phút'],
  ['no minutes', { minutes: '' }, 'từ 5 đến 60 phút'],
]
test.each(refusals)('refused: %s; nothing opens, and what was typed stays', async (_name, fields, text) => {
  const answer = await open(first, fields)
  expect([answer.statusCode, answer.body.includes(text)]).toEqual([422, true])
  if (!fields['reason']) expect(answer.body).toContain(reason)
  expect(await periods()).toEqual([])
})

test('limits: two hundred chosen people are taken, one more is refused', async () => {
  const lines = (count: number) => Array<string>(count).fill(person.idNumber).join('\n')
  const { people } = limits.standby
  const more = await open(first, { scope: 'people', people: lines(people + 1) })
  expect([more.statusCode, more.body.includes('nhiều nhất 200 người')]).toEqual([422, true])
  expect((await open(first, { scope: 'people', people: lines(people) })).statusCode).toBe(303)
})

test('several faults are told at once', async () => {
  const answer = await open(first, { scope: '', reason: 'ngắn', minutes: '0' })
  for (const text of ['Hãy chọn cửa mở cho ai.', 'ít nhất 10 ký tự', 'từ 5 đến 60 phút'])
    expect(answer.body).toContain(text)
})

test.each(['5', '60'])('%s minutes are taken', async (count) => {
  expect((await open(first, { minutes: count })).statusCode).toBe(303)
})

test('the fresh proof: after 5 minutes the form asks for password and code, and takes them in one go', async () => {
  const browser = await signedIn(service, first.id)
  await ageProof(deps, first.id, 301)
  expect((await browser.get(home)).body).toContain('Xác thực lại')
  const without = await browser.submit(home, `${home}/open`, everyone)
  expect([without.statusCode, without.body.includes('cần xác thực lại')]).toEqual([422, true])
  expect(without.body).toContain(reason)
  const wrong = await browser.submit(home, `${home}/open`, { ...everyone, password: 'Sai-1', code: '000000' })
  expect(wrong.statusCode).toBe(422)
  expect(await periods()).toEqual([])
  const proof = { password: first.password, code: await codeOf(deps, first.secret) }
  expect((await browser.submit(home, `${home}/open`, { ...everyone, ...proof })).statusCode).toBe(303)
})

test('two administrators at once: one period; the second sees who did it and when', async () => {
  const browsers = [await signedIn(service, first.id), await signedIn(service, second.id)]
  const tokens = await Promise.all(browsers.map((browser) => tokenOn(browser, home)))
  const answers = await Promise.all(
    browsers.map((browser, i) => browser.post(`${home}/open`, { ...everyone, _token: tokens[i] ?? '' })),
  )
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 409])
  const told = answers.find((answer) => answer.statusCode === 409)
  const [, who = '', when = ''] = /Cửa đã được (Quản trị quantri\d+) mở lúc (\d\d:\d\d)/.exec(told?.body ?? '') ?? []
  expect(told?.body).toContain(sentence('vi', { code: 'period-overlaps', with: { who, at: when } }))
  expect(told?.body).toContain('Cửa dự phòng đang mở')
  expect((await periods()).length).toBe(1)
})

test('a double click opens once', async () => {
  const browser = await signedIn(service, first.id)
  const _token = await tokenOn(browser, home)
  const answers = await Promise.all([1, 2, 3].map(() => browser.post(`${home}/open`, { ...everyone, _token })))
  expect(answers.filter((answer) => answer.statusCode === 303).length).toBe(1)
  expect((await periods()).length).toBe(1)
})

test('ten at once, of different administrators: one', async () => {
  const inputs = Array.from({ length: 10 }, (_, i) => asActor(i % 2 ? first : second))
  const results = await Promise.all(inputs.map((input) => openDoor(deps, input)))
  expect(results.filter((result) => result.ok).length).toBe(1)
  expect((await periods()).length).toBe(1)
})

test('extending needs a second administrator; then the door lasts longer, shown as one', async () => {
  await open(first)
  const own = await extendAs(first)
  expect([own.statusCode, own.body.includes('cần một quản trị viên thứ hai')]).toEqual([422, true])
  await shiftClock(deps.db, minutes(50))
  const other = await extendAs(second, { minutes: '120' })
  expect(other.headers.location).toBe(`${home}?done=extended`)
  const page = await (await signedIn(service, second.id)).get(home)
  expect(page.body.split('Cửa dự phòng đang mở').length - 1).toBe(1)
  expect(page.body).toContain('gia hạn')
  await shiftClock(deps.db, minutes(61))
  const signIn = await service
    .browser()
    .submit('/vi/sign-in', '/vi/sign-in', { number: person.idNumber, password: person.password })
  expect(signIn.headers.location).toBe('/vi/sign-in/code')
})

test('the first may extend again what the second extended', async () => {
  await open(first)
  expect((await extendAs(second)).statusCode).toBe(303)
  expect((await extendAs(first)).statusCode).toBe(303)
  expect((await extendAs(first)).statusCode).toBe(422)
})

test('limits: eight hours in all, to the minute', async () => {
  await open(first)
  await shiftClock(deps.db, minutes(60) - 30)
  const page = await (await signedIn(service, second.id)).get(`${home}/${await newest()}/extend`)
  const most = Number(/Từ 5 đến (\d+):/.exec(page.body)?.[1])
  expect([419, 420]).toContain(most)
  const more = await extendAs(second, { minutes: String(most + 1) })
  expect([more.statusCode, more.body.includes('không quá 8 giờ')]).toEqual([422, true])
  expect((await extendAs(second, { minutes: String(most) })).statusCode).toBe(303)
  await shiftClock(deps.db, minutes(476))
  expect((await extendAs(first, { minutes: '5' })).body).toContain('đủ 8 giờ liên tục')
})

test('opening again within 60 minutes of the end is an extension; after that it is a new opening', async () => {
  await open(first)
  await shiftClock(deps.db, minutes(60 + 59))
  const again = await open(first)
  expect([again.statusCode, again.body.includes('cần một quản trị viên thứ hai')]).toEqual([422, true])
  expect((await openDoor(deps, asActor(second))).ok).toBe(true)
  await sql`delete from standby_periods where opened_by = ${second.id}`.execute(deps.db)
  await shiftClock(deps.db, minutes(60 + 61))
  expect((await open(first)).headers.location).toBe(`${home}?done=opened`)
})

test('a period that lapsed ended at its time, however late the keeper wrote it down', async () => {
  await open(first)
  await shiftClock(deps.db, minutes(60 + 61))
  expect(await closeLapsedPeriods(deps)).toBe(1)
  expect((await open(first)).headers.location).toBe(`${home}?done=opened`)
})

test('lesson 12: closing and expiry write their own audit rows, each once', async () => {
  await open(first)
  const closed = await newest()
  await closeDoor(deps, { ...asActor(second), periodId: closed })
  await closeDoor(deps, { ...asActor(second), periodId: closed })
  await shiftClock(deps.db, minutes(70))
  await open(first)
  const lapsed = await newest()
  await shiftClock(deps.db, minutes(70 + 61))
  await Promise.all([closeLapsedPeriods(deps), closeLapsedPeriods(deps)])
  const rows = await all(
    deps.db,
    sql`select event, actor_id as who, period_id as period from audit_events
      where period_id in (${closed}, ${lapsed}) and event <> 'standby-opened' order by at, id`,
  )
  expect(rows).toEqual([
    { event: 'standby-closed', who: second.id, period: closed },
    { event: 'standby-expired', who: null, period: lapsed },
  ])
})

test('an early closing does not get round the second person', async () => {
  await open(first)
  await closeDoor(deps, { ...asActor(first), periodId: await newest() })
  expect(await openDoor(deps, asActor(first))).toMatchObject({ ok: false, code: 'needs-second-person' })
  expect((await openDoor(deps, asActor(second))).ok).toBe(true)
})

test('scopes that overlap only in part count; scopes apart do not', async () => {
  const agency = (code: string) => ({ scope: { kind: 'agencies', codes: [code] } }) as const
  const one_ = (id: string) => ({ scope: { kind: 'people', accountIds: [id] } }) as const
  expect((await openDoor(deps, asActor(first, agency('H09.31.01')))).ok).toBe(true)
  for (const wider of [agency('H09.31'), agency('H09'), one_(person.id), { scope: { kind: 'everyone' } } as const])
    expect(await openDoor(deps, asActor(first, wider))).toMatchObject({ ok: false, code: 'period-overlaps' })
  expect((await openDoor(deps, asActor(first, agency('H09.32')))).ok).toBe(true)
  const far = await addOfficer(deps, officer({ agency: 'H09.32' }))
  const seen = [await newest()]
  expect(await openDoor(deps, asActor(first, { ...one_(far.id), seen }))).toMatchObject({ code: 'needs-second-person' })
  expect((await openDoor(deps, asActor(second, { ...one_(far.id), seen }))).ok).toBe(true)
})

test('the emergency command: an hour at most, no second person, two audit rows', async () => {
  const actor = { accountId: null, name: 'root', via: 'break-glass' } as const
  expect((await openDoor(deps, asActor(first))).ok).toBe(true)
  const seen = [await newest()]
  expect(await openDoor(deps, asActor(first, { actor, seen, minutes: 61 }))).toMatchObject({ code: 'minutes-range' })
  const opened = await openDoor(deps, asActor(first, { actor, seen, minutes: 60 }))
  expect(opened.ok).toBe(true)
  const rows = await all(
    deps.db,
    sql<{ event: string }>`select event from audit_events where period_id = ${await newest()} order by event`,
  )
  expect(rows.map((row) => row.event)).toEqual(['break-glass', 'standby-opened'])
})

test('closing: a reason, once, and half-finished sign-ins stop', async () => {
  await open(first)
  await (await signedIn(service, second.id)).get(home)
  const officerBrowser = service.browser()
  await officerBrowser.submit('/vi/sign-in', '/vi/sign-in', { number: person.idNumber, password: person.password })
  const id = await newest()
  const close = async (who: typeof first, text: string) =>
    (await signedIn(service, who.id)).submit(`${home}/${id}/close`, `${home}/close`, { id, reason: text })
  const short = await close(second, 'ngắn')
  expect([short.statusCode, short.body.includes('ít nhất 10 ký tự')]).toEqual([422, true])
  const browsers = [await signedIn(service, first.id), await signedIn(service, second.id)]
  const tokens = await Promise.all(browsers.map((browser) => tokenOn(browser, home)))
  const answers = await Promise.all(
    browsers.map((browser, i) =>
      browser.post(`${home}/close`, { id, reason: 'Cổng đã hoạt động lại', _token: tokens[i] ?? '' }),
    ),
  )
  expect(answers.filter((answer) => answer.headers.location === `${home}?done=closed`).length).toBe(1)
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(*) as n from audit_events where event = 'standby-closed' and period_id = ${id}`,
  )
  expect(n).toBe(1)
  expect((await officerBrowser.get('/vi/sign-in/code')).headers.location).toBe('/vi/sign-in?done=closed')
  const page = await (await signedIn(service, first.id)).get(home)
  expect(page.body).toContain('Cửa dự phòng đang đóng')
  expect(page.body).toContain('Cổng đã hoạt động lại')
})

test('closing an extended door closes all of it; closing what lapsed says so', async () => {
  await open(first)
  const old = await newest()
  await extendAs(second)
  expect(await closeDoor(deps, { ...asActor(first), periodId: old })).toEqual({ ok: true, closed: 2 })
  // At one moment, however long the transaction took.
  const { together } = await one(
    deps.db,
    sql<{ together: number }>`select count(*) as together from standby_periods
      where closed_at = (select closed_at from standby_periods where id = ${old})`,
  )
  expect(together).toBe(2)
  expect((await periods()).every((row) => !row.is_open)).toBe(true)
  const browser = await signedIn(service, first.id)
  const gone = await browser.post(`${home}/close`, { _token: await tokenOn(browser, home), id: old, reason })
  expect([gone.statusCode, gone.body.includes('đã được đóng trước đó')]).toEqual([409, true])
  expect(await closeDoor(deps, { ...asActor(first), periodId: 'nothing' })).toMatchObject({ code: 'period-gone' })
})

test('an auditor sees everything and gets no form', async () => {
  await open(first)
  const auditor = await addAdministrator(deps, 'auditor')
  const browser = await signedIn(service, auditor.id)
  const page = await browser.get(home)
  expect(page.statusCode).toBe(200)
  expect(page.body).not.toContain('/console/standby/open')
  expect(page.body).not.toContain('/close"')
  expect((await browser.get(`${home}/open`)).statusCode).toBe(403)
  const forced = await browser.post(`${home}/open`, { _token: await tokenOn(browser, home), ...everyone })
  expect([forced.statusCode, forced.body.includes('không có quyền')]).toEqual([403, true])
})

test('in English as well', async () => {
  await open(first)
  const page = await (await signedIn(service, first.id)).get('/en/console/standby')
  for (const text of ['The standby door is open', 'For the whole province', 'Close the door'])
    expect(page.body).toContain(text)
})

test('with a hundred and thirty openings behind it the form still opens: it names every one that the administrator knew of', async () => {
  await sql`with made as (insert into standby_periods (scope, reason, until)
      select 'people', ${reason}, clock_now() + interval '50 minutes' from generate_series(1, 130) returning id)
    insert into standby_scopes (period_id, account_id) select id, ${person.id}::uuid from made`.execute(deps.db)
  const browser = await signedIn(service, first.id)
  const answer = await browser.submit(`${home}/open`, `${home}/open`, everyone)
  expect(answer.headers.location).toBe(`${home}?done=extended`)
})
