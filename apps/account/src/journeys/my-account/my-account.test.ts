// Information, recovery codes, sessions, activity, approvals: through the door.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { askForApproval, hasApproval } from '../../records/resets/store.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { signedIn, tokenOn } from '../../testing/console-browser.ts'
import { addCitizen, addOfficer, ageProof, officer } from '../../testing/people.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

let who: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  await sql`delete from reset_requests`.execute(deps.db)
  who = await addOfficer(deps, officer())
  browser = await signedIn(service, who.id, 'portal')
})

// ── information and readiness ──

const info = '/vi/my-account/info'

test('personal data with masked numbers, and no number in full anywhere', async () => {
  const { body } = await browser.get(info)
  expect(body).toContain(who.name)
  expect(body).toContain('Đơn vị H09.31.01')
  expect(body).toContain('Cán bộ một cửa')
  for (const number of [who.idNumber, who.oldIdNumber, who.phone]) expect(body).not.toContain(number)
  expect((await browser.get('/vi/my-account')).headers.location).toBe(info)
})

const steps: [string, string, string, string][] = [
  ['phone', 'update phones set codes_from = null', 'Chưa đăng ký số nhận OTP', '/vi/my-account/register-otp'],
  ['password', 'delete from passwords', 'Chưa đặt mật khẩu', '/vi/forgot-password'],
]
test.each(steps)(
  'amber without %s: what is missing, with the page that mends it',
  async (_name, statement, text, link) => {
    await run(deps.db, sql`${sql.raw(statement)} where account_id = ${who.id}`)
    const { body } = await browser.get(info)
    expect(body).toContain('notice care')
    expect(body).toContain('bạn chưa đăng nhập trực tiếp được')
    expect(body).toContain(text)
    expect(body).toContain(`href="${link}"`)
  },
)

test('green when the door would work, with what should still be done; wholly green at last', async () => {
  expect((await browser.get(info)).body).toContain('Dùng được cửa dự phòng')
  await run(deps.db, sql`insert into recovery_codes (account_id, hash) values (${who.id}, 'x')`)
  await run(deps.db, sql`update accounts set linked_at = clock_now() where id = ${who.id}`)
  const { body } = await browser.get(info)
  expect(body).toContain('Đã sẵn sàng')
  expect(body).not.toContain('class="warn"')
})

test('a citizen sees the same page without what is for officers', async () => {
  const citizen = await addCitizen(deps)
  const { body } = await (await signedIn(service, citizen.id, 'phone')).get(info)
  expect(body).toContain('Công dân')
  expect(body).toContain('Bảo vệ tài khoản')
  for (const word of ['Sẵn sàng dự phòng', 'Duyệt yêu cầu', 'Đơn vị', 'CCCD']) expect(body).not.toContain(word)
})

test('in English', async () => {
  expect((await browser.get('/en/my-account/info')).body).toContain('Ready for the standby door')
})

// ── recovery codes ──

const codes = '/vi/my-account/recovery-codes'
const shown = /[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/g

test('new codes take the place of the old, are shown until they are kept, and the phone is told', async () => {
  await browser.submit(codes, codes, { do: 'make' })
  const first = (await browser.get(codes)).body.match(shown) ?? []
  await browser.submit(codes, codes, { do: 'kept' })
  expect((await browser.get(codes)).body).toContain('Còn 10 mã')
  expect((await browser.submit(codes, codes, { do: 'make' })).headers.location).toBe(codes)
  const second = (await browser.get(codes)).body.match(shown) ?? []
  expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([10, 10, 20])
  await service.deliver()
  expect(gateway.sent.at(-1)?.text).toContain('Ma khoi phuc moi')
})

test('the codes’ page opens in no other session and not after 10 minutes', async () => {
  await browser.submit(codes, codes, { do: 'make' })
  const sealed = browser.cookies.get('account_codes') ?? ''
  const other = await signedIn(service, who.id, 'portal')
  other.cookies.set('account_codes', sealed)
  expect((await other.get(codes)).body).not.toMatch(shown)
  await shiftClock(deps.db, 599)
  expect((await browser.get(codes)).body).toMatch(shown)
  await shiftClock(deps.db, 602)
  expect((await browser.get(codes)).body).not.toMatch(shown)
})

test('made twice at once: one set', async () => {
  const page = await browser.get(codes)
  const _token = /name="_token" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const answers = await Promise.all([1, 2].map(() => browser.post(codes, { _token, do: 'make', since: '0' })))
  expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303])
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(*)::int4 as n from recovery_codes where account_id = ${who.id}`,
  )
  expect(n).toBe(10)
})

test('a stale proof makes no codes', async () => {
  const _token = await tokenOn(browser, codes)
  await ageProof(deps, who.id, 301)
  const answer = await browser.post(codes, { _token, do: 'make', since: '0' })
  expect(answer.headers.location).toBe(
    `/vi/my-account/confirm?next=${encodeURIComponent('/my-account/recovery-codes')}`,
  )
})

test('without a number for codes there is nothing for them to go with', async () => {
  await run(deps.db, sql`update phones set codes_from = null where account_id = ${who.id}`)
  const page = await browser.get(codes)
  expect(page.body).toContain('Hãy đăng ký số nhận OTP trước')
  const answer = await browser.post(codes, { _token: await tokenOn(browser, codes), do: 'make', since: '0' })
  expect(answer.statusCode).toBe(422)
})

// ── sessions ──

const sessions = '/vi/my-account/sessions'
const idOf = async (account: string) =>
  (
    await one(
      deps.db,
      sql<{
        id: string
      }>`select id from sessions where account_id = ${account} and ended_at is null order by created_at desc limit 1`,
    )
  ).id

test('where I am signed in; one of them ended, then all others, each once', async () => {
  const [second, third] = [await signedIn(service, who.id, 'standby'), await signedIn(service, who.id, 'portal')]
  await run(deps.db, sql`update sessions set address = '203.0.113.77' where account_id = ${who.id}`)
  const page = await browser.get(sessions)
  expect(page.body).toContain('Phiên này')
  expect(page.body).toContain('Cửa dự phòng')
  expect(page.body).toContain('203.0.113.•')
  expect(page.body).not.toContain('203.0.113.77')
  const session = await idOf(who.id)
  const _token = await tokenOn(browser, sessions)
  const ended = await Promise.all([1, 2].map(() => browser.post(`${sessions}/end`, { _token, session })))
  expect(ended.map((answer) => answer.headers.location)).toEqual(Array(2).fill(`${sessions}?done=ended`))
  expect((await third.get(sessions)).headers.location).toContain('/vi/sign-in')
  expect((await second.get(sessions)).statusCode).toBe(200)
  await browser.post(`${sessions}/end`, { _token, session: 'others' })
  expect((await second.get(sessions)).statusCode).toBe(303)
  expect((await browser.get(sessions)).body).toContain('Không có phiên nào khác.')
  const told = await all(
    deps.db,
    sql`select 1 from audit_events where account_id = ${who.id} and event = 'session-ended'`,
  )
  expect(told).toHaveLength(2)
})

test('nobody ends a session that is not theirs', async () => {
  const other = await addOfficer(deps, officer())
  const theirs = await signedIn(service, other.id, 'portal')
  const _token = await tokenOn(browser, sessions)
  await browser.post(`${sessions}/end`, { _token, session: await idOf(other.id) })
  expect((await theirs.get(sessions)).statusCode).toBe(200)
})

// ── activity ──

const activity = '/vi/my-account/activity'

test('my own rows, in words, the newest first, twenty a page', async () => {
  for (let i = 0; i < 21; i += 1)
    await sql`insert into audit_events (event, account_id, at, detail) values ('code-sent', ${who.id}, clock_now() - ${i} * interval '1 minute', '{"ends":"926"}')`.execute(
      deps.db,
    )
  const first = await browser.get(activity)
  expect(first.body.match(/Gửi mã xác thực/g)).toHaveLength(20)
  expect(first.body).toContain('số ••• 926')
  expect(first.body).toContain('?page=2')
  const second = await browser.get(`${activity}?page=2`)
  expect(second.body.match(/Gửi mã xác thực/g)).toHaveLength(1)
  expect(second.body).toContain('Mới hơn')
  expect((await browser.get(`${activity}?page=x`)).body).toContain('?page=2')
})

test('nobody else’s rows', async () => {
  const other = await addOfficer(deps, officer({ name: 'Phan Văn Khác' }))
  await sql`insert into audit_events (event, account_id) values ('password-wrong', ${other.id})`.execute(deps.db)
  expect((await browser.get(activity)).body).toContain('Chưa có hoạt động nào')
})

// ── approvals ──

const approvals = '/vi/my-account/approvals'

async function unitAdmin(agency = 'H09.31') {
  const admin = await addOfficer(deps, officer({ role: 'unit-admin', agency, name: 'Phạm Quản Trị' }))
  return { ...admin, browser: await signedIn(service, admin.id, 'portal') }
}
const requestOf = async (account: string) => {
  await askForApproval(deps.db, account)
  return (await one(deps.db, sql<{ id: string }>`select id from reset_requests where account_id = ${account}`)).id
}

test('a unit administrator sees and approves a request of an officer below; the officer’s phone is told', async () => {
  const admin = await unitAdmin()
  const id = await requestOf(who.id)
  expect((await admin.browser.get(info)).body).toMatch(/Duyệt yêu cầu<\/span><span class="chip care">1/)
  expect((await admin.browser.get(approvals)).body).toContain(who.name)
  const answer = await admin.browser.submit(approvals, approvals, { id, decision: 'approve' })
  expect(answer.headers.location).toBe(`${approvals}?done=approved`)
  expect(await hasApproval(deps.db, who.id)).toBe(true)
  await service.deliver()
  expect(gateway.sent.at(-1)).toMatchObject({ phone: who.phone, text: expect.stringContaining('60 phut') as string })
  expect((await admin.browser.get(approvals)).body).toContain('Không có yêu cầu nào đang chờ')
})

test('declined: no approval', async () => {
  const admin = await unitAdmin()
  const id = await requestOf(who.id)
  const answer = await admin.browser.submit(approvals, approvals, { id, decision: 'decline' })
  expect(answer.headers.location).toBe(`${approvals}?done=declined`)
  expect(await hasApproval(deps.db, who.id)).toBe(false)
})

test('a request lapses after 24 h: no longer decided, and asked anew', async () => {
  const admin = await unitAdmin()
  const id = await requestOf(who.id)
  const lapse = () => sql`update reset_requests set created_at = clock_now() - interval '1441 minutes'`.execute(deps.db)
  await lapse()
  const _token = await tokenOn(admin.browser, approvals)
  expect((await admin.browser.post(approvals, { _token, id, decision: 'approve' })).statusCode).toBe(409)
  await askForApproval(deps.db, who.id)
  expect((await admin.browser.post(approvals, { _token, id, decision: 'approve' })).statusCode).toBe(303)
})

test('decided twice at once: one counts', async () => {
  const admin = await unitAdmin()
  const id = await requestOf(who.id)
  const _token = await tokenOn(admin.browser, approvals)
  const answers = await Promise.all([
    admin.browser.post(approvals, { _token, id, decision: 'approve' }),
    admin.browser.post(approvals, { _token, id, decision: 'decline' }),
  ])
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 409])
})

test('never their own, never of another unit', async () => {
  const admin = await unitAdmin('H09.31.01')
  const own = await requestOf(admin.id)
  const elsewhere = await addOfficer(deps, officer({ agency: 'H09.32', name: 'Ngô Đơn Vị Khác' }))
  const foreign = await requestOf(elsewhere.id)
  const page = await admin.browser.get(approvals)
  expect(page.body).toContain('Không có yêu cầu nào đang chờ')
  const _token = await tokenOn(admin.browser, approvals)
  for (const id of [own, foreign]) {
    const answer = await admin.browser.post(approvals, { _token, id, decision: 'approve' })
    expect([answer.statusCode, answer.body.includes('đã được xử lý')]).toEqual([409, true])
  }
  expect(await hasApproval(deps.db, elsewhere.id)).toBe(false)
})

test('no decision, and a stale proof', async () => {
  const admin = await unitAdmin()
  const id = await requestOf(who.id)
  const _token = await tokenOn(admin.browser, approvals)
  expect((await admin.browser.post(approvals, { _token, id, decision: 'maybe' })).statusCode).toBe(422)
  await ageProof(deps, admin.id, 301)
  const answer = await admin.browser.post(approvals, { _token, id, decision: 'approve' })
  expect(answer.headers.location).toBe(`/vi/my-account/confirm?next=${encodeURIComponent('/my-account/approvals')}`)
})

test('an officer without that role gets no such page', async () => {
  expect((await browser.get(approvals)).statusCode).toBe(403)
  expect((await browser.get(info)).body).not.toContain('Duyệt yêu cầu')
})
