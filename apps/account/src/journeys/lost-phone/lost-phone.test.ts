// The lost phone: a new number by two people, never by the number alone; and a held account opened by two.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { approveJoint, askJointly, findJoint, spendJoint } from '../../records/joint-requests/store.ts'
import { insertLink } from '../../records/notices/store.ts'
import { findResetPhone, listPhones } from '../../records/phones/store.ts'
import { insertPeriod } from '../../records/standby/store.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { signedIn, tokenOn } from '../../testing/console-browser.ts'
import { addAdministrator, addCitizen, addOfficer, ageProof, officer } from '../../testing/people.ts'
import { linkHash } from '../../web/tell-person.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

const page = '/vi/lost-phone'
const units = '/vi/my-account/approvals'
const console = '/vi/console/requests'
const newNumber = '0903 777 888'
const newPhone = '+84903777888'

let who: Awaited<ReturnType<typeof addOfficer>>
let above: Awaited<ReturnType<typeof addOfficer>>
let admin: Awaited<ReturnType<typeof addAdministrator>>
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  for (const table of ['limits', 'joint_requests']) await run(deps.db, sql`delete from ${sql.table(table)}`)
  await run(deps.db, sql`update phones set removed_at = clock_now(), codes_from = null where number = ${newPhone}`)
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  await insertPeriod(deps.db, {
    scope: { kind: 'everyone' },
    reason: 'Cổng không truy cập được',
    minutes: 60,
    openedBy: null,
  })
  who = await addOfficer(deps, officer())
  above = await addOfficer(deps, officer({ agency: 'H09.31', role: 'unit-admin' }))
  admin = await addAdministrator(deps)
  gateway.sent.length = 0
})

/** At the code page, the password proven. */
async function proven(browser = service.browser()): Promise<Browser> {
  const fields = { number: who.idNumber, password: who.password }
  const answer = await browser.submit('/vi/sign-in', '/vi/sign-in', fields)
  expect(answer.headers.location).toBe('/vi/sign-in/code')
  return browser
}

const ask = (browser: Browser, number = newNumber) => browser.submit(page, page, { number })
const requestOf = async (accountId = who.id) =>
  (
    await one(
      deps.db,
      sql<{ id: string }>`select id from joint_requests where account_id = ${accountId} and ended_at is null`,
    )
  ).id

type By = { browser: Browser; at: string }
const unitAdmin = async (id = above.id): Promise<By> => ({ browser: await signedIn(service, id, 'portal'), at: units })
const systemAdmin = async (id = admin.id): Promise<By> => ({ browser: await signedIn(service, id), at: console })

async function decide({ browser, at }: By, id: string, decision = 'approve') {
  return browser.post(`${at}/joint`, { _token: await tokenOn(browser, at), id, decision })
}

async function askedAndApproved() {
  const browser = await proven()
  expect((await ask(browser)).headers.location).toBe(page)
  const id = await requestOf()
  expect((await decide(await unitAdmin(), id)).headers.location).toBe(`${units}?joint=first-yes`)
  expect((await decide(await systemAdmin(), id)).headers.location).toBe(`${console}?joint=both-yes`)
  return { browser, id }
}

const send = (browser: Browser) => browser.submit(page, `${page}/code/send`)
const enter = async (browser: Browser, code: string) => browser.submit(`${page}/code`, `${page}/code`, { code })

test('asked after the password, approved by two, proven by a code: the new number takes the place of the lost one', async () => {
  const { browser } = await askedAndApproved()
  await service.deliver()
  expect(gateway.textsTo(who.phone).some((text) => text.includes('xin doi so') && text.includes('/not-me/'))).toBe(true)
  expect(gateway.textsTo(above.phone).at(-1)).toContain('bao mat dien thoai')
  expect((await browser.get(page)).body).toContain('đã được hai người duyệt')
  expect((await send(browser)).headers.location).toBe(`${page}/code`)
  await service.deliver()
  const done = await enter(browser, gateway.codeFor(newPhone).code)
  expect([done.statusCode, done.body.includes('Đã đổi số nhận mã')]).toEqual([200, true])
  expect((await listPhones(deps.db, who.id)).map(({ number }) => number)).toEqual([newPhone])
  expect(await findResetPhone(deps.db, who.id)).toBeUndefined()
  await service.deliver()
  expect(gateway.textsTo(who.phone).at(-1)).toContain('So nhan OTP da doi')
  const events = await all(
    deps.db,
    sql<{ event: string }>`select event from audit_events where account_id = ${who.id} order by at`,
  )
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['number-asked', 'joint-approved', 'phone-changed']),
  )
  await shiftClock(deps.db, 61)
  const again = await proven()
  await service.deliver()
  const signIn = await again.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(newPhone).code })
  expect(signIn.headers.location).toBe('/vi/my-account/info')
})

test('who is signed in asks too, and their session goes on', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  await ageProof(deps, who.id, 3600)
  expect((await browser.get('/vi/my-account/phones')).body).toContain('href="/vi/lost-phone"')
  await ask(browser)
  const id = await requestOf()
  await decide(await unitAdmin(), id)
  await decide(await systemAdmin(), id)
  await send(browser)
  await service.deliver()
  expect((await enter(browser, gateway.codeFor(newPhone).code)).statusCode).toBe(200)
  expect((await browser.get('/vi/my-account/phones')).statusCode).toBe(200)
})

test.each([page, `${page}/code`])('%s: without a proven password or a session there is nothing', async (url) => {
  expect((await service.browser().get(url)).headers.location).toBe('/vi/sign-in?done=over')
  const citizen = await addCitizen(deps)
  expect((await (await signedIn(service, citizen.id, 'phone')).get(url)).headers.location).toBe('/vi/sign-in?done=over')
})

test.each([
  ['no number', '12', 'Hãy nhập số di động Việt Nam'],
  ['a landline', '0274 3822 222', 'Hãy nhập số di động Việt Nam'],
])('%s is a field error and is kept', async (_name, typed, text) => {
  const answer = await ask(await proven(), typed)
  expect([answer.statusCode, answer.body.includes(text), answer.body.includes(`value="${typed}"`)]).toEqual([
    422,
    true,
    true,
  ])
})

test('the present number is no new one; three asks a day, the fourth waits', async () => {
  const browser = await proven()
  expect((await ask(browser, who.phone)).statusCode).toBe(422)
  for (let i = 0; i < 3; i += 1) expect((await ask(browser, `090377788${i}`)).statusCode).toBe(303)
  const fourth = await ask(browser, '0903777889')
  expect([fourth.statusCode, Boolean(fourth.headers['retry-after'])]).toEqual([429, true])
  expect(fourth.body).toContain('Mỗi ngày chỉ xin đổi số được 3 lần')
})

describe('no code to the new number', () => {
  test('before two have approved', async () => {
    const browser = await proven()
    await ask(browser)
    const post = async () => browser.post(`${page}/code/send`, { _token: await tokenOn(browser, page) })
    const refused = await post()
    expect([refused.statusCode, refused.body.includes('chưa được duyệt đủ, hoặc đã hết hạn')]).toEqual([409, true])
    await decide(await unitAdmin(), await requestOf())
    expect((await post()).statusCode).toBe(409)
    await service.deliver()
    expect(gateway.textsTo(newPhone)).toEqual([])
  })

  test('more than an hour after the approval', async () => {
    const { browser } = await askedAndApproved()
    const _token = await tokenOn(browser, page)
    await run(deps.db, sql`update joint_requests set expires_at = clock_now() where account_id = ${who.id}`)
    expect((await browser.post(`${page}/code/send`, { _token })).statusCode).toBe(409)
  })

  test('for another number than the one that was approved', async () => {
    const { browser } = await askedAndApproved()
    await ask(browser, '0903777999')
    const _token = await tokenOn(browser, page)
    expect((await browser.post(`${page}/code/send`, { _token })).statusCode).toBe(409)
  })
})

test('a wrong code changes nothing, the right one works once, also twice at once', async () => {
  const { browser } = await askedAndApproved()
  await send(browser)
  await service.deliver()
  const { code } = gateway.codeFor(newPhone)
  expect((await enter(browser, code === '000000' ? '111111' : '000000')).statusCode).toBe(422)
  expect((await enter(browser, 'abc')).statusCode).toBe(422)
  expect((await listPhones(deps.db, who.id)).map(({ number }) => number)).toEqual([who.phone])
  const _token = await tokenOn(browser, `${page}/code`)
  const answers = await Promise.all([1, 2].map(() => browser.post(`${page}/code`, { _token, code })))
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  const changed = sql`select 1 from audit_events where account_id = ${who.id} and event = 'phone-changed'`
  expect(await all(deps.db, changed)).toHaveLength(1)
})

test('a number that somebody else receives codes at is refused after the proof, and the old one stays', async () => {
  const { browser } = await askedAndApproved()
  const other = await addOfficer(deps, officer())
  await run(deps.db, sql`update phones set number = ${newPhone} where id = ${other.phoneId}`)
  await send(browser)
  await service.deliver()
  const answer = await enter(browser, gateway.codeFor(newPhone).code)
  expect([answer.statusCode, answer.body.includes('đang nhận mã cho một tài khoản khác')]).toEqual([422, true])
  expect((await listPhones(deps.db, who.id)).map(({ number }) => number)).toEqual([who.phone])
})

test('limits: a new number waits a day for its two, then an hour for its code, to the second', async () => {
  const { open, approved } = limits.joint
  const find = () => findJoint(deps.db, who.id, 'new-number')
  await askJointly(deps.db, { accountId: who.id, kind: 'new-number', number: newPhone })
  await shiftClock(deps.db, open - 5)
  const id = (await find())?.id ?? ''
  expect((await approveJoint(deps.db, id, { id: above.id, role: 'unit-admin', agency: 'H09.31' }))?.isSecond).toBe(
    false,
  )
  await shiftClock(deps.db, open + 1)
  expect(await find()).toBeUndefined()
  await shiftClock(deps.db, open - 5)
  expect((await approveJoint(deps.db, id, { id: admin.id, role: 'administrator', agency: null }))?.isSecond).toBe(true)
  await shiftClock(deps.db, open - 5 + approved - 5)
  expect((await find())?.id).toBe(id)
  await shiftClock(deps.db, open - 5 + approved + 1)
  expect(await find()).toBeUndefined()
  expect(await spendJoint(deps.db, id)).toBe(false)
})

describe('who may say yes', () => {
  let id: string
  beforeEach(async () => {
    await ask(await proven())
    id = await requestOf()
  })
  const said = async (by: By, decision = 'approve') => {
    const answer = await decide(by, id, decision)
    return answer.headers.location?.split('joint=')[1] ?? answer.statusCode
  }

  test('the same person never twice, here or at the console', async () => {
    const first = await unitAdmin()
    expect(await said(first)).toBe('first-yes')
    const twice = await decide(first, id)
    expect([twice.statusCode, twice.body.includes('cần một người thứ hai')]).toEqual([409, true])
    const row = await one(
      deps.db,
      sql<{ second_by: string | null }>`select second_by from joint_requests where id = ${id}`,
    )
    expect(row.second_by).toBeNull()
  })

  test('two unit administrators, of which one stands further above', async () => {
    const further = await addOfficer(deps, officer({ agency: 'H09', role: 'unit-admin' }))
    expect([await said(await unitAdmin()), await said(await unitAdmin(further.id))]).toEqual(['first-yes', 'both-yes'])
  })

  test('two system administrators are not enough: one of the unit has to know the person', async () => {
    const second = await addAdministrator(deps)
    expect(await said(await systemAdmin())).toBe('first-yes')
    const answer = await decide(await systemAdmin(second.id), id)
    expect([answer.statusCode, answer.body.includes('ít nhất một quản trị đơn vị')]).toEqual([409, true])
    expect(await said(await unitAdmin())).toBe('both-yes')
  })

  test('no unit administrator of other units, no officer, no auditor', async () => {
    const aside = await addOfficer(deps, officer({ agency: 'H09.32', role: 'unit-admin' }))
    expect(await said(await unitAdmin(aside.id))).toBe(409)
    const plain = await addOfficer(deps, officer())
    const browser = await signedIn(service, plain.id, 'portal')
    const _token = await tokenOn(browser, '/vi/my-account/phones')
    expect((await browser.post(`${units}/joint`, { _token, id, decision: 'approve' })).statusCode).toBe(403)
    const auditor = await signedIn(service, (await addAdministrator(deps, 'auditor')).id)
    const shown = await auditor.get(console)
    expect([shown.body.includes(who.name), shown.body.includes('/requests/joint')]).toEqual([true, false])
    const token = await tokenOn(auditor, console)
    expect((await auditor.post(`${console}/joint`, { _token: token, id, decision: 'approve' })).statusCode).toBe(403)
  })

  test('nobody for themselves, a unit administrator neither', async () => {
    who = above
    await ask(await proven())
    id = await requestOf(above.id)
    const own = await unitAdmin()
    expect((await own.browser.get(units)).body).not.toContain(`value="${id}"`)
    expect(await said(own)).toBe(409)
    const second = await addAdministrator(deps)
    expect([await said(await systemAdmin()), await said(await systemAdmin(second.id))]).toEqual([
      'first-yes',
      'both-yes',
    ])
  })

  test('two at once are a first and a second; three at once no more than two', async () => {
    const further = await addOfficer(deps, officer({ agency: 'H09', role: 'unit-admin' }))
    const people = [await unitAdmin(), await unitAdmin(further.id), await systemAdmin()]
    const answers = await Promise.all(people.map((by) => said(by)))
    expect(answers.map(String).sort()).toEqual(['409', 'both-yes', 'first-yes'])
  })

  test('a proof older than five minutes is renewed first', async () => {
    const by = await unitAdmin()
    await ageProof(deps, above.id, 301)
    const answer = await decide(by, id)
    expect(answer.headers.location).toBe(`/vi/my-account/confirm?next=${encodeURIComponent('/my-account/approvals')}`)
    const at = await systemAdmin()
    await ageProof(deps, admin.id, 301)
    expect((await decide(at, id)).headers.location).toContain('/vi/console/confirm')
  })

  test('a no ends it; so do 24 hours; then a yes comes too late', async () => {
    expect(await said(await unitAdmin(), 'maybe')).toBe(422)
    expect(await said(await unitAdmin(), 'decline')).toBe('no')
    expect(await said(await systemAdmin())).toBe(409)
    await ask(await proven())
    id = await requestOf()
    await run(deps.db, sql`update joint_requests set expires_at = clock_now() where id = ${id}`)
    expect(await said(await unitAdmin())).toBe(409)
    expect(await said(await unitAdmin(), 'decline')).toBe(409)
  })

  test('the pages list and count it, without the whole number', async () => {
    for (const by of [await unitAdmin(), await systemAdmin()]) {
      const { body } = await by.browser.get(by.at)
      expect([body.includes('Số mới'), body.includes('777888'), body.includes('chip care')]).toEqual([
        true,
        false,
        true,
      ])
    }
  })
})

describe('a held account', () => {
  async function hold(accountId: string) {
    await insertLink(deps.db, { tokenHash: linkHash(deps.secret, accountId), accountId, happening: 'new-device' })
    const path = `/vi/not-me/${accountId}`
    expect((await service.browser().submit(path, path)).statusCode).toBe(200)
    return requestOf(accountId)
  }
  const isHeld = async (id: string) =>
    (await one(deps.db, sql<{ held_at: Date | null }>`select held_at from accounts where id = ${id}`)).held_at !== null

  test('opens with the second yes, not with the first; the request does not lapse and cannot be declined', async () => {
    const id = await hold(who.id)
    expect((await decide(await unitAdmin(), id, 'decline')).statusCode).toBe(409)
    await decide(await unitAdmin(), id)
    expect(await isHeld(who.id)).toBe(true)
    expect((await decide(await systemAdmin(), id)).headers.location).toBe(`${console}?joint=both-yes`)
    expect(await isHeld(who.id)).toBe(false)
  })

  test('of a citizen: two system administrators', async () => {
    const citizen = await addCitizen(deps)
    const id = await hold(citizen.id)
    await decide(await systemAdmin(), id)
    expect(await isHeld(citizen.id)).toBe(true)
    await decide(await systemAdmin((await addAdministrator(deps)).id), id)
    expect(await isHeld(citizen.id)).toBe(false)
  })

  test('holding ends what was asked for a lost phone: who asked may be the thief', async () => {
    const { browser } = await askedAndApproved()
    await insertLink(deps.db, {
      tokenHash: linkHash(deps.secret, 'thief'),
      accountId: who.id,
      happening: 'number-asked',
    })
    await service.browser().submit('/vi/not-me/thief', '/vi/not-me/thief')
    expect((await browser.get(page)).headers.location).toBe('/vi/sign-in?done=over')
    const open = sql`select 1 from joint_requests where account_id = ${who.id} and kind = 'new-number' and ended_at is null`
    expect(await all(deps.db, open)).toEqual([])
  })
})
