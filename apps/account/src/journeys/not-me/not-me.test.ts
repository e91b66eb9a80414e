// "It was not me": the link of a notice stops everything once, and only the person opens the account again.
import { readClock, shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { sealLedger } from '../../records/audit/seal-ledger.ts'
import { hashNewRecoveryCodes, storeRecoveryCodes } from '../../records/factors/recovery-codes.ts'
import { insertPeriod } from '../../records/standby/store.ts'
import { sendAnnouncements } from '../../jobs/send-announcements.ts'
import { tellPeople } from '../../jobs/tell-people.ts'
import { limits } from '../../limits.ts'
import { countWrongCodes } from '../../records/notices/store.ts'
import { findAccount } from '../../records/accounts/store.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { solveCaptcha } from '../../testing/captcha.ts'
import { signedIn, tokenOn } from '../../testing/console-browser.ts'
import { arrivalOf, identityOf } from '../../testing/fake-portal.ts'
import { addCitizen, addOfficer, goodPassword, officer } from '../../testing/people.ts'
import { tellPerson } from '../../web/tell-person.ts'

const service = await buildTestService()
const { deps, gateway, portal } = service
afterAll(service.close)

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await run(deps.db, sql`delete from limits`)
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  who = await addOfficer(deps, officer())
  gateway.sent.length = 0
})

const openDoor = () =>
  insertPeriod(deps.db, {
    scope: { kind: 'everyone' },
    reason: 'Cổng không truy cập được',
    minutes: 60,
    openedBy: null,
  })

/** The path of the link in the newest message to this number. */
async function linkOf(accountId = who.id, phone = who.phone): Promise<string> {
  await tellPerson(deps.db, deps, { accountId, what: 'password-changed', language: 'vi' })
  await service.deliver()
  const path = /http:\/\/localhost:4000(\/vi\/not-me\/[\w-]{22})/.exec(gateway.textsTo(phone).at(-1) ?? '')?.[1]
  if (!path) throw new Error('no link in the message')
  return path
}

const press = (path: string, browser = service.browser()) => browser.submit(path, path)

const tryPassword = (number = who.idNumber) =>
  service.browser().submit('/vi/sign-in', '/vi/sign-in', { number, password: goodPassword })

async function throughPortal(authTime: number | null) {
  const browser = service.browser()
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }), authTime)
  const out = await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  const state = new URL(out.headers.location ?? '').searchParams.get('state')
  const answer = await browser.get(`/portal/callback?code=x&state=${state}`)
  return { browser, answer }
}

const heldAt = async (id = who.id) => (await findAccount(deps.db, id))?.held_at ?? null
const eventsOf = async (id: string) =>
  (await all(deps.db, sql<{ event: string }>`select event from audit_events where account_id = ${id} order by at`)).map(
    (row) => row.event,
  )

test('looking at the link, by a person or by a scanner of messages, changes nothing', async () => {
  const path = await linkOf()
  for (let i = 0; i < 3; i += 1) expect((await service.browser().get(path)).body).toContain('Mật khẩu đã được đổi')
  expect((await service.browser().get(path.replace('/vi/', '/en/'))).body).toContain('The password was changed')
  expect(await heldAt()).toBeNull()
  expect((await service.app.inject({ method: 'POST', url: path })).statusCode).toBe(403)
  expect(await heldAt()).toBeNull()
})

test('the button ends every session, kills the password, holds the account, and tells the unit administrator', async () => {
  const above = await addOfficer(deps, { ...officer(), agency: 'H09.31', role: 'unit-admin' })
  const further = await addOfficer(deps, { ...officer(), agency: 'H09', role: 'unit-admin' })
  const here = await signedIn(service, who.id, 'portal')
  const path = await linkOf()
  const answer = await press(path)
  expect([answer.statusCode, answer.body.includes('Tài khoản đã được giữ')]).toEqual([200, true])
  expect((await here.get('/vi/my-account/info')).headers.location).toContain('/sign-in')
  expect(await heldAt()).not.toBeNull()
  await service.deliver()
  expect(gateway.textsTo(above.phone).at(-1)).toContain('khong phai toi')
  expect(gateway.textsTo(further.phone)).toEqual([])
  expect(await eventsOf(who.id)).toContain('account-held')
})

test('where nobody stands above, the system’s administrators get the alarm', async () => {
  const citizen = await addCitizen(deps)
  await press(await linkOf(citizen.id, citizen.phone))
  expect(
    await all(deps.db, sql`select 1 from alarms where kind = 'account-held' and key like ${`held ${citizen.id}%`}`),
  ).toHaveLength(1)
})

test('a second press, also at once, has the same answer and does nothing more; looking again says that it is over', async () => {
  const path = await linkOf()
  const [left, right] = [service.browser(), service.browser()]
  const tokens = await Promise.all([tokenOn(left, path), tokenOn(right, path)])
  const answers = await Promise.all([left.post(path, { _token: tokens[0] }), right.post(path, { _token: tokens[1] })])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  expect((await eventsOf(who.id)).filter((event) => event === 'account-held')).toHaveLength(1)
  expect((await service.browser().get(path)).statusCode).toBe(404)
})

test('an unknown link and one older than three days open nothing, and say the same', async () => {
  const path = await linkOf()
  const token = await tokenOn(service.browser(), '/vi/sign-in')
  const unknown = await service.browser().get('/vi/not-me/AAAAAAAAAAAAAAAAAAAAAA')
  const browser = service.browser()
  const _token = await tokenOn(browser, path)
  await shiftClock(deps.db, 3 * 86_400 - 30)
  expect((await browser.get(path)).statusCode).toBe(200)
  await shiftClock(deps.db, 3 * 86_400 + 1)
  const late = await browser.get(path)
  expect(token).not.toBe('')
  expect([unknown.statusCode, late.statusCode]).toEqual([404, 404])
  expect((await browser.post(path, { _token })).statusCode).toBe(404)
  expect(await heldAt()).toBeNull()
})

test('the database and the audit hold no link', async () => {
  const path = await linkOf()
  const token = path.split('/').at(-1) ?? ''
  const rows = await all(
    deps.db,
    sql<{ text: string }>`select n::text as text from notice_links n union all select e::text from audit_events e
    union all select m::text from messages m`,
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ text }) => text.includes(token))).toEqual([])
})

test('at the standby door a held officer is answered like an unknown number', async () => {
  await openDoor()
  await press(await linkOf())
  const [held, unknown] = [await tryPassword(), await tryPassword('074185999999')]
  const plain = (text: string) => text.replace(/value="[^"]*"|for=[^"&]*/g, '')
  expect([held.statusCode, unknown.statusCode]).toEqual([422, 422])
  expect(plain(held.body)).toBe(plain(unknown.body))
})

test('the portal’s single sign-on opens nothing; a sign-in of now does, once, and the next trip asks for it', async () => {
  await press(await linkOf())
  const now = (await readClock(deps.db)).getTime() / 1000
  const stale = await throughPortal(now - 301)
  expect([stale.answer.statusCode, stale.answer.body.includes('Tài khoản đang bị giữ')]).toEqual([403, true])
  await stale.browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  expect(portal.lastDepartureFresh).toBe(true)
  expect((await throughPortal(null)).answer.statusCode).toBe(403)
  expect(await heldAt()).not.toBeNull()
  const fresh = await throughPortal(now)
  expect(fresh.answer.headers.location).toBe('/vi/my-account/info')
  expect(await heldAt()).toBeNull()
  expect(await eventsOf(who.id)).toContain('account-released')
  await openDoor()
  expect((await tryPassword()).statusCode).toBe(422)
})

test('a held citizen opens it with a recovery code; the code by SMS alone does not', async () => {
  const citizen = await addCitizen(deps)
  const { codes, hashes } = await hashNewRecoveryCodes(deps.hasher)
  await storeRecoveryCodes(deps.db, citizen.id, hashes)
  await press(await linkOf(citizen.id, citizen.phone))
  const browser = service.browser()
  const account = `0${citizen.phone.slice(3)}`
  await browser.submit('/vi/forgot-password', '/vi/forgot-password', {
    account,
    altcha: await solveCaptcha(browser, 'forgot'),
  })
  await service.deliver()
  const { code } = gateway.codeFor(citizen.phone)
  const submit = async (recovery: string) => {
    const password = 'Quầy-Mở-2846!'
    const altcha = await solveCaptcha(browser, 'reset')
    return browser.submit('/vi/reset-password', '/vi/reset-password', {
      code,
      password,
      again: password,
      recovery,
      altcha,
    })
  }
  expect((await submit('')).statusCode).toBe(422)
  expect(await heldAt(citizen.id)).not.toBeNull()
  expect((await submit(codes[0] ?? '')).statusCode).toBe(200)
  expect(await heldAt(citizen.id)).toBeNull()
})

test('a held officer’s reset looks like any other and sends nothing', async () => {
  await press(await linkOf())
  gateway.sent.length = 0
  const browser = service.browser()
  const altcha = await solveCaptcha(browser, 'forgot')
  const answer = await browser.submit('/vi/forgot-password', '/vi/forgot-password', { account: who.idNumber, altcha })
  await service.deliver()
  expect([answer.headers.location, gateway.textsTo(who.phone)]).toEqual(['/vi/reset-password', []])
})

// ── what people are told of ──

async function told(phone = who.phone): Promise<string[]> {
  while ((await sealLedger(deps.db)) > 0);
  await tellPeople(deps)
  while ((await sendAnnouncements(deps)) > 0) await service.deliver()
  await service.deliver()
  return gateway.textsTo(phone).filter((text) => text.includes('/not-me/'))
}

async function enter(browser = service.browser()) {
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  const { code } = gateway.codeFor(who.phone)
  const answer = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code })
  expect(answer.headers.location).toBe('/vi/my-account/info')
  return browser
}

test('the first sign-in ever is no news, the same browser neither; a new browser is, once a day', async () => {
  await openDoor()
  const own = await enter()
  expect(await told()).toEqual([])
  await shiftClock(deps.db, 61)
  await enter(own)
  expect(await told()).toEqual([])
  await shiftClock(deps.db, 122)
  await enter()
  await shiftClock(deps.db, 183)
  await enter()
  expect(await told()).toEqual([expect.stringContaining('trinh duyet moi')])
})

test('a portal sign-in in a new browser is told too', async () => {
  await throughPortal(null)
  await throughPortal(null)
  expect(await told()).toEqual([expect.stringContaining('trinh duyet moi')])
})

test('five wrong passwords are told, four are not; who has no number here costs nothing', async () => {
  await openDoor()
  const wrong = (number: string) =>
    service.browser().submit('/vi/sign-in', '/vi/sign-in', { number, password: 'Sai-Mat-Khau-1' })
  for (let i = 0; i < 4; i += 1) await wrong(who.idNumber)
  expect(await told()).toEqual([])
  await wrong(who.idNumber)
  for (let i = 0; i < 5; i += 1) await wrong('074185999998')
  expect(await told()).toEqual([expect.stringContaining('sai mat khau nhieu lan')])
  expect(gateway.sent).toHaveLength(1)
})

test('a right password with five wrong codes is told, with four not', async () => {
  await openDoor()
  const browser = service.browser()
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  const wrong = gateway.codeFor(who.phone).code === '000000' ? '111111' : '000000'
  const guess = () => browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: wrong })
  for (let i = 0; i < 4; i += 1) await guess()
  expect(await told()).toEqual([])
  await guess()
  expect(await told()).toEqual([expect.stringContaining('sai ma nhieu lan')])
})

test('limits: five wrong codes within fifteen minutes are told of, spread over more they are not', async () => {
  const wrong = (secondsAgo: number) =>
    run(
      deps.db,
      sql`insert into audit_events (event, account_id, door, at)
        values ('code-wrong', ${who.id}, 'standby', clock_now() - ${secondsAgo} * interval '1 second')`,
    )
  for (const age of [limits.notices.window + 1, 30, 20, 10, 5]) await wrong(age)
  expect(await countWrongCodes(deps.db, who.id)).toBe(limits.notices.wrongCodes - 1)
  await wrong(limits.notices.window - 30)
  expect(await countWrongCodes(deps.db, who.id)).toBe(limits.notices.wrongCodes)
})

test('two nodes read the audit once', async () => {
  await throughPortal(null)
  await throughPortal(null)
  while ((await sealLedger(deps.db)) > 0);
  await Promise.all([tellPeople(deps), tellPeople(deps)])
  const rows = sql`select 1 from announcements where kind = 'security' and account_id = ${who.id}`
  expect(await all(deps.db, rows)).toHaveLength(1)
})

test('whoever has no number is told by mail, where there is a mail server', async () => {
  const mailed: { to: string; text: string }[] = []
  const world = {
    ...deps,
    config: { ...deps.config, SMTP_URL: 'smtp://x' },
    sendMail: async (mail: { to: string; text: string }) => void mailed.push(mail),
  }
  const bare = await addOfficer(deps, officer(), true)
  await run(deps.db, sql`update accounts set email = 'can.bo@example.vn' where id = ${bare.id}`)
  await tellPerson(deps.db, world, { accountId: bare.id, what: 'passkey-added', language: 'vi' })
  await sendAnnouncements(world)
  expect(mailed.map(({ to }) => to)).toEqual(['can.bo@example.vn'])
  const path = /(\/en\/not-me\/[\w-]{22})/.exec(mailed[0]?.text ?? '')?.[1] ?? ''
  expect((await service.browser().get(path)).body).toContain('A passkey was added')
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(*)::int4 as n from messages where phone = ${bare.phone}`,
  )
  expect(n).toBe(0)
})

// The last one: the ledger does not seal what is older than its newest seal.
test('a sign-in after 30 days is told, after 29 not', async () => {
  await openDoor()
  const own = await enter()
  await shiftClock(deps.db, 29 * 86_400 + 60)
  await run(deps.db, sql`update standby_periods set until = clock_now() + interval '1 hour' where closed_at is null`)
  await enter(own)
  expect(await told()).toEqual([])
  await shiftClock(deps.db, 59 * 86_400 + 180)
  await run(deps.db, sql`update standby_periods set until = clock_now() + interval '1 hour' where closed_at is null`)
  await enter(own)
  expect(await told()).toEqual([expect.stringContaining('hon 30 ngay')])
})
