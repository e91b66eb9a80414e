// Reminders to many: previewed, sent once, capped, behind the codes; and the weekly summary on Monday morning, once.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { type Browser, hiddenFields } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { sendAnnouncements } from '../../../jobs/send-announcements.ts'
import { summarizeWeek } from '../../../jobs/summarize-week.ts'
import { limits } from '../../../limits.ts'
import { fitsOneMessage } from '../../../outside/sms/gsm7.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn } from '../../../testing/console-browser.ts'
import { addAdministrator, addAgencies, addOfficer, ageProof, officer } from '../../../testing/people.ts'
import { campaignSms, weeklySms } from '../../../web/messages/announcements.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

const home = '/vi/console/campaigns'
const mails: { to: string; subject: string; text: string }[] = []

let admin: Awaited<ReturnType<typeof addAdministrator>>
let browser: Browser
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await addAgencies(deps)
  for (const table of ['announcements', 'campaigns', 'weekly_summaries', 'message_sends', 'messages', 'limits'])
    await run(deps.db, sql.raw(`delete from ${table}`))
  await run(deps.db, sql`update accounts set suspended_at = clock_now() where kind = 'officer'`)
  gateway.sent.length = 0
  mails.length = 0
  deps.sendMail = null
  admin = await addAdministrator(deps)
  browser = await signedIn(service, admin.id)
})

const asked = { scope: 'agencies', agency: 'H09.31', lack: 'ready', channel: 'sms', cap: '7' }
const previewOf = (fields: Record<string, string> = {}) => `${home}/new?${new URLSearchParams({ ...asked, ...fields })}`

/** Presses "Gửi" on the preview: the page's first form asks by GET, the second one posts. */
async function send(fields: Record<string, string> = {}, by = browser) {
  return by.post(`${home}/new`, await formOf(fields, by))
}

/** What the preview's form holds. */
async function formOf(fields: Record<string, string>, by: Browser) {
  const page = await by.get(previewOf(fields))
  const form = page.body.split('<form method="post"').find((part) => part.startsWith(` action="${home}/new"`)) ?? ''
  return hiddenFields(`<form method="post"${form}`, `${home}/new`)
}

async function leave() {
  while ((await sendAnnouncements(deps)) > 0) await service.deliver()
}

test('the preview says who would get what, and sends nothing; sending reaches exactly those', async () => {
  const [bare, ready, elsewhere] = [
    await addOfficer(deps, officer(), true),
    await addOfficer(deps, officer()),
    await addOfficer(deps, officer({ agency: 'H09.32' }), true),
  ]
  const mute = await addOfficer(deps, officer(), true)
  await sql`update phones set removed_at = clock_now() where account_id = ${mute.id}`.execute(deps.db)
  const preview = (await browser.get(previewOf())).body
  for (const text of ['1 người sẽ nhận', 'trên 2 người', '1 người không có số nào', 'Ban chua dang nhap duoc'])
    expect(preview).toContain(text)
  await leave()
  expect(gateway.sent).toEqual([])
  expect((await send()).headers.location).toBe(`${home}?done=sent`)
  await leave()
  expect(gateway.textsTo(bare.phone)).toEqual([campaignSms('localhost:4000', 'ready')])
  expect([gateway.textsTo(ready.phone), gateway.textsTo(elsewhere.phone)]).toEqual([[], []])
  const list = (await browser.get(home)).body
  for (const text of ['Đơn vị H09.31', 'đã gửi 1/1', '0 người đã sẵn sàng', admin.username])
    expect(list).toContain(text)
  expect(await all(deps.db, sql`select 1 from audit_events where event = 'campaign-sent'`)).toHaveLength(1)
})

test('the cap: who was reminded within so many days is left out, by two at once too', async () => {
  const who = await addOfficer(deps, officer(), true)
  const other = await signedIn(service, (await addAdministrator(deps)).id)
  // Both look first: who came later would be shown nobody to send to.
  const [mine, theirs] = [await formOf({}, browser), await formOf({}, other)]
  const answers = await Promise.all([browser.post(`${home}/new`, mine), other.post(`${home}/new`, theirs)])
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 422])
  await leave()
  expect(gateway.textsTo(who.phone)).toHaveLength(1)
  expect((await browser.get(previewOf())).body).toContain('1 người đã được nhắc trong 7 ngày qua')
  await shiftClock(deps.db, 2 * 24 * 3600)
  browser = await signedIn(service, admin.id)
  expect((await browser.get(previewOf())).body).toContain('Không có ai để gửi')
  expect((await send({ cap: '1' })).headers.location).toBe(`${home}?done=sent`)
})

test('limits: a reminder that has not left after three days is given up', async () => {
  const [soon, late] = [await addOfficer(deps, officer(), true), await addOfficer(deps, officer(), true)]
  await send()
  await run(
    deps.db,
    sql`update announcements set next_at = clock_now() + interval '90 days' where account_id = ${late.id}`,
  )
  await shiftClock(deps.db, limits.campaign.life - 30)
  await leave()
  await run(deps.db, sql`update announcements set next_at = clock_now()`)
  await shiftClock(deps.db, limits.campaign.life + 30)
  await leave()
  expect([gateway.textsTo(soon.phone).length, gateway.textsTo(late.phone).length]).toEqual([1, 0])
})

test('one form is one campaign, however often it is sent', async () => {
  await addOfficer(deps, officer(), true)
  const page = await browser.get(previewOf({ cap: '1' }))
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.body)?.[1] ?? ''
  const fields = { ...asked, cap: '1', key: field('key'), _token: field('_token') }
  const twice = await Promise.all([browser.post(`${home}/new`, fields), browser.post(`${home}/new`, fields)])
  expect(twice.map((answer) => answer.headers.location)).toEqual([`${home}?done=sent`, `${home}?done=sent`])
  expect(await all(deps.db, sql`select 1 from announcements where kind = 'campaign'`)).toHaveLength(1)
})

test('faults at their fields; a stale proof is asked for; mail only where a mail server is set', async () => {
  await addOfficer(deps, officer(), true)
  const wrong = await browser.get(
    `${home}/new?${new URLSearchParams({ ...asked, agency: '', cap: '0', channel: 'mail' })}`,
  )
  expect(wrong.statusCode).toBe(422)
  for (const text of [
    'Hãy chọn ít nhất một đơn vị',
    'Khoảng cách từ 1 đến 90',
    'Chưa đặt máy chủ thư',
    'Hãy chọn cách gửi.',
  ])
    expect(wrong.body).toContain(text)
  await ageProof(deps, admin.id, 301)
  const stale = await send()
  expect([stale.statusCode, stale.body.includes('name="password"')]).toEqual([422, true])
  expect(await all(deps.db, sql`select 1 from campaigns`)).toEqual([])
})

test('by mail: the subject and both languages, to the address on the list', async () => {
  deps.sendMail = async (mail) => void mails.push(mail)
  const who = await addOfficer(deps, officer(), true)
  await addOfficer(deps, officer(), true)
  await sql`update accounts set email = 'can.bo@example.vn' where id = ${who.id}`.execute(deps.db)
  expect((await browser.get(previewOf({ channel: 'mail' }))).body).toContain('1 người không có thư')
  await send({ channel: 'mail' })
  await leave()
  expect(mails).toEqual([
    expect.objectContaining({ to: 'can.bo@example.vn', subject: expect.stringContaining('Chuẩn bị') }),
  ])
  expect(mails[0]?.text).toMatch(/chưa đăng nhập trực tiếp được[\s\S]+could not sign in directly/)
})

/** Sets the clock to this time of the next Monday but one, in the province. */
async function toMonday(time: string) {
  const { seconds } = await one(
    deps.db,
    sql<{
      seconds: number
    }>`select extract(epoch from ((date_trunc('week', clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')
      + interval '14 days' + ${time}::interval) at time zone 'Asia/Ho_Chi_Minh') - clock_timestamp())::float8 as seconds`,
  )
  await shiftClock(deps.db, Math.round(seconds))
}

test('Monday from 07:30: every unit administrator once, by mail, or SMS where there is none; of their own units', async () => {
  deps.sendMail = async (mail) => void mails.push(mail)
  await addOfficer(deps, officer({ agency: 'H09.31.01' }), true)
  const bySms = await addOfficer(deps, officer({ agency: 'H09.31', role: 'unit-admin' }))
  const byMail = await addOfficer(deps, officer({ agency: 'H09.32', role: 'unit-admin' }))
  await sql`update accounts set email = 'huyen@example.vn' where id = ${byMail.id}`.execute(deps.db)
  await toMonday('07:29')
  expect(await summarizeWeek(deps)).toBe(0)
  await toMonday('07:31')
  const counts = await Promise.all([summarizeWeek(deps), summarizeWeek(deps)])
  expect(counts.sort()).toEqual([0, 2])
  await leave()
  expect(gateway.textsTo(bySms.phone)).toEqual([expect.stringMatching(/^1 tren 2 can bo don vi ban chua vao duoc/)])
  expect(mails).toEqual([expect.objectContaining({ to: 'huyen@example.vn', subject: expect.stringContaining('1/1') })])
  await toMonday('16:00')
  expect(await summarizeWeek(deps)).toBe(0)
  await toMonday('31:00')
  expect(await summarizeWeek(deps)).toBe(0)
})

test('every text fits one message', () => {
  const host = 'taikhoan-dichvucong.binhduong.gov.vn'
  const figures = { total: 12345, ready: 1, no_password: 0, no_phone: 0, stale_phone: 0, unpractised: 0 }
  for (const lack of ['ready', 'phone', 'practice'] as const)
    expect([lack, fitsOneMessage(campaignSms(host, lack))]).toEqual([lack, true])
  expect(fitsOneMessage(weeklySms(host, figures))).toBe(true)
})
