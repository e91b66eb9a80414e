// Findings on standby sign-ins that are in doubt: recorded once, by one administrator, and seen wherever somebody looks.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { Browser, hiddenFields } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { buildApp } from '../../../app.ts'
import { closeLapsedPeriods } from '../../../jobs/keep-periods.ts'
import { closePeriodRow, insertPeriod } from '../../../records/standby/store.ts'
import { type Code, sentence } from '../../../web/messages/codes.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { arrivalOf, identityOf } from '../../../testing/fake-portal.ts'
import { addAdministrator, addOfficer, ageProof } from '../../../testing/people.ts'
import { reviewSignIns } from './review-sign-ins.ts'

const service = await buildTestService()
const { deps, gateway, portal } = service
const other = (await buildApp({ ...deps })).app
const administrator = await addAdministrator(deps)
afterAll(async () => {
  await other.close()
  await service.close()
})

type Officer = Awaited<ReturnType<typeof addOfficer>>
const list = '/vi/console/reconciliation'
const day = 86_400
const text = 'Đã gọi cho cán bộ và đối chiếu sổ trực: đúng người.'
let browser: Browser
let huy: Officer
let period: string
let page: string
let clock = 0
const wait = async (seconds: number) => {
  clock += seconds
  await shiftClock(deps.db, clock)
}

beforeEach(async () => {
  await run(deps.db, sql`delete from standby_reviews`)
  await run(deps.db, sql`update sessions set period_id = null where period_id is not null`)
  huy = await addOfficer(deps)
  const scope = { kind: 'everyone' } as const
  const terms = { scope, reason: 'Cổng không truy cập được', minutes: 30, openedBy: administrator.id }
  period = (await insertPeriod(deps.db, terms)).id
  await byStandby(huy)
  page = `${list}/${period}/${huy.id}`
})

async function byStandby(who: Officer) {
  const visitor = service.browser()
  await visitor.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  const code = { code: gateway.codeFor(who.phone).code }
  expect((await visitor.submit('/vi/sign-in/code', '/vi/sign-in/code', code)).statusCode).toBe(303)
}

async function byPortal(who: Officer, techId = `tech-${who.id}`) {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber], techId }))
  const visitor = service.browser()
  const out = await visitor.submit('/vi/sign-in', '/vi/sign-in/portal')
  const state = new URL(String(out.headers.location)).searchParams.get('state') ?? ''
  await visitor.get(`/portal/callback?code=x&state=${state}`)
}

/** The door closed and the seven days over: nobody came back through the portal. */
async function overdue() {
  await closePeriodRow(deps.db, { id: period, closedBy: administrator.id, reason: 'Cổng đã hoạt động lại' })
  await closeLapsedPeriods(deps)
  await wait(8 * day)
  browser = await signedIn(service, administrator.id)
}

const record = (fields: Record<string, string> = {}, from = browser) =>
  from.submit(page, page, { outcome: 'own', finding: text, ...fields })
const reviews = () =>
  all(deps.db, sql`select period_id, account_id, standing, outcome, finding, reviewed_by from standby_reviews`)
const audited = () =>
  all(
    deps.db,
    sql`select account_id, actor_id, period_id, door, detail from audit_events where event = 'sign-ins-reviewed' and period_id = ${period}`,
  )

test('a finding: recorded with who and when, and told by the list, its filters, the person’s page, the CSV, the report and the audit', async () => {
  await overdue()
  const before = (await browser.get(list)).body
  expect(before).toContain('Xem xét: ')
  expect((await browser.get(`${list}?show=reviewed`)).body).toContain('Chưa có kết luận nào')
  expect((await browser.get(page)).body).toContain('Quá 7 ngày, chưa xác nhận')

  expect((await record()).headers.location).toBe(`${list}?done=reviewed`)
  const finding = { standing: 'unconfirmed', outcome: 'own', finding: text }
  expect(await reviews()).toEqual([
    { period_id: period, account_id: huy.id, reviewed_by: administrator.id, ...finding },
  ])
  expect(await audited()).toEqual([
    { account_id: huy.id, actor_id: administrator.id, period_id: period, door: 'console', detail: finding },
  ])

  const name = `Quản trị ${administrator.username}`
  const auditor = await signedIn(service, (await addAdministrator(deps, 'auditor')).id)
  for (const address of [list, `${list}?show=reviewed`, `${list}?period=${period}&show=reviewed`, page]) {
    const shown = (await auditor.get(address)).body
    for (const told of ['Đúng là cán bộ đó', text, name])
      expect([address, shown]).toEqual([address, expect.stringContaining(told)])
  }
  expect((await auditor.get(`${list}?show=open`)).body).toContain('Không còn ai chưa xem xét')
  expect((await auditor.get(`${list}?done=reviewed`)).body).toContain('Đã ghi kết luận.')
  expect((await auditor.get(page)).body).not.toContain('name="finding"')
  const csv = (await auditor.get(`${list}/export`)).body
  expect(csv).toContain('"Kết quả xem xét","Kết luận","Người xem xét","Xem xét lúc"')
  expect(csv).toMatch(new RegExp(`"Đúng là cán bộ đó","${text}","${name}","[\\d:]+ [\\d/]+"`))
  expect((await auditor.get('/vi/console/audit?event=sign-ins-reviewed')).body).toContain(
    `Ghi kết luận đối soát: Đúng là cán bộ đó. ${text}`,
  )
  const report = (await auditor.get(`/vi/console/standby/${period}/report`)).body
  expect(report).toContain('Quản trị đã xem xét và ghi kết luận 1/1 trường hợp.')
  expect((await auditor.get(`/en${page.slice(3)}`)).body).toContain('It was the officer')
})

test('what waits for a finding stands first, however old its opening', async () => {
  await overdue()
  const first = huy.id
  await wait(60)
  const newer = await addOfficer(deps)
  const scope = { kind: 'everyone' } as const
  const terms = { scope, reason: 'Cổng không truy cập được', minutes: 30, openedBy: administrator.id }
  period = (await insertPeriod(deps.db, terms)).id
  await byStandby(newer)
  page = `${list}/${period}/${newer.id}`
  await overdue()
  const order = async () => {
    const shown = (await browser.get(list)).body
    return shown.indexOf(`/${newer.id}"`) < shown.indexOf(`/${first}"`) ? 'newer' : 'older'
  }
  expect(await order()).toBe('newer')
  await record()
  expect(await order()).toBe('older')
})

test('two record a finding at once: one counts, the other reads who did it and when', async () => {
  await overdue()
  const second = await addAdministrator(deps)
  const elsewhere = new Browser(other)
  for (const [name, value] of (await signedIn(service, second.id)).cookies) elsewhere.cookies.set(name, value)
  const browsers = [browser, elsewhere]
  const forms = await Promise.all(browsers.map(async (one) => hiddenFields((await one.get(page)).body, page)))
  const findings = ['Người thứ nhất đã xem xét lượt này.', 'Người thứ hai cũng đã xem xét lượt này.']
  const answers = await Promise.all(
    browsers.map((one, index) =>
      one.post(page, { ...forms[index], outcome: 'unclear', finding: findings[index] ?? '' }),
    ),
  )
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
  const [won, lost] = answers[0]?.statusCode === 303 ? [0, 1] : [1, 0]
  const names = [administrator, second].map(({ username }) => `Quản trị ${username}`)
  const told = answers[lost]?.body ?? ''
  expect([told.includes(`${names[won]} đã ghi kết luận lúc`), told.includes(findings[won] ?? '?')]).toEqual([
    true,
    true,
  ])
  expect(await reviews()).toMatchObject([{ finding: findings[won] }])
  expect(await audited()).toHaveLength(1)
})

test.each<[string, Record<string, string>, Code, number]>([
  ['no result', { outcome: 'maybe' }, 'choice-missing', 422],
  ['a finding of nine characters', { finding: `  ${'ế'.repeat(9)}\r\n` }, 'finding-length', 422],
  ['the page of another day', { seen: 'mismatched' }, 'review-moved', 409],
  ['no such standing', { seen: 'confirmed' }, 'review-moved', 409],
])('refused: %s; nothing is recorded, and what was typed stays', async (_what, fields, code, status) => {
  await overdue()
  const answer = await record(fields)
  expect(answer.statusCode).toBe(status)
  expect(answer.body).toContain(sentence('vi', { code }))
  expect(answer.body).toContain(fields['finding']?.trim() ?? text)
  expect([await reviews(), await audited()]).toEqual([[], []])
})

test('limits: a finding has 10 to 1000 characters, however many bytes', async () => {
  await overdue()
  const of = (length: number) =>
    reviewSignIns(deps, {
      periodId: period,
      accountId: huy.id,
      seen: 'unconfirmed',
      outcome: 'own',
      finding: '🔍'.repeat(length),
      actorId: administrator.id,
      address: '',
    })
  for (const length of [9, 1001]) expect(await of(length)).toMatchObject({ code: 'finding-length' })
  expect(await of(1000)).toMatchObject({ ok: true })
  await run(deps.db, sql`delete from standby_reviews`)
  expect(await of(10)).toMatchObject({ ok: true })
  await run(deps.db, sql`delete from standby_reviews`)
  expect((await record({ finding: `${'ế'.repeat(499)}\r\n${'ế'.repeat(500)}` })).statusCode).toBe(303)
})

test('too early while the door is open or a session of the person lives: the page says so, and a form of before records nothing', async () => {
  await byPortal(huy)
  await byStandby(huy)
  await run(deps.db, sql`update accounts set tech_id = ${`other-${huy.id}`} where id = ${huy.id}`)
  await byPortal(huy)
  browser = await signedIn(service, administrator.id)
  const early = 'Kết luận được ghi sau khi cửa đóng và các phiên của người này đã kết thúc.'
  const force = async () =>
    browser.post(page, { _token: await tokenOn(browser, page), seen: 'mismatched', outcome: 'foreign', finding: text })
  expect((await browser.get(list)).body).toContain('Xem chi tiết: ')
  for (const close of [false, true]) {
    if (close)
      await closePeriodRow(deps.db, { id: period, closedBy: administrator.id, reason: 'Cổng đã hoạt động lại' })
    expect((await browser.get(page)).body).toContain(early)
    const answer = await force()
    expect([answer.statusCode, answer.body.includes('Chưa ghi kết luận được: cửa còn mở')]).toEqual([409, true])
  }
  await run(deps.db, sql`update sessions set ended_at = clock_now() where account_id = ${huy.id}`)
  expect((await force()).statusCode).toBe(303)
  expect(await reviews()).toMatchObject([{ standing: 'mismatched', outcome: 'foreign' }])
})

test('somebody who came through the portal meanwhile needs no finding; one that is there stays with the person', async () => {
  await overdue()
  const form = hiddenFields((await browser.get(page)).body, page)
  await byPortal(huy)
  const late = await browser.post(page, { ...form, outcome: 'own', finding: text })
  expect([late.statusCode, late.body.includes('Tình trạng của người này vừa thay đổi.')]).toEqual([409, true])
  expect(late.body).toContain('Không còn gì phải xem xét')
  expect(await reviews()).toEqual([])

  await run(deps.db, sql`update sessions set confirmed_at = null where account_id = ${huy.id}`)
  await record()
  await byPortal(huy)
  expect((await browser.get(`${list}?show=reviewed`)).body).toContain(text)
  expect((await browser.get(`${list}/export`)).body).toContain(text)
})

test('a finding on “not confirmed” does not settle a mismatch that comes later: it waits anew, the earlier finding beside it', async () => {
  await overdue()
  await record()
  await run(deps.db, sql`update accounts set tech_id = ${`other-${huy.id}`} where id = ${huy.id}`)
  await byPortal(huy)
  expect((await browser.get(`${list}?show=open`)).body).toContain('Danh tính ở Cổng không khớp')
  expect((await browser.get(page)).body).toContain('Kết luận trước đây')
  expect((await record({ outcome: 'foreign', finding: 'Tài khoản đã bị người khác dùng.' })).statusCode).toBe(303)
  expect(await reviews()).toHaveLength(2)
  const shown = (await browser.get(page)).body
  for (const told of [text, 'Tài khoản đã bị người khác dùng.', 'Không phải cán bộ đó']) expect(shown).toContain(told)
})

test('a proof older than five minutes: asked for in the form, and what was typed stays', async () => {
  await overdue()
  await ageProof(deps, administrator.id, 301)
  const stale = await record()
  expect([stale.statusCode, stale.body.includes(text)]).toEqual([422, true])
  expect(stale.body).toContain('Việc này cần xác thực lại.')
  expect(await reviews()).toEqual([])
  const code = await codeOf(deps, administrator.secret)
  expect((await record({ password: administrator.password, code })).statusCode).toBe(303)
})

test('nobody of that period, no period, no id: not found', async () => {
  await overdue()
  const nobody = await addOfficer(deps)
  for (const path of [`${list}/${period}/${nobody.id}`, `${list}/${huy.id}/${huy.id}`, `${list}/x/y`]) {
    expect((await browser.get(path)).statusCode).toBe(404)
    const forced = { _token: await tokenOn(browser, list), seen: 'unconfirmed', outcome: 'own', finding: text }
    expect((await browser.post(path, forced)).statusCode).toBe(404)
  }
})
