// The second proof at the standby door beside SMS: authenticator app, passkey, the choice between them, and the hardened profile.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { newAuthenticatorSecret, storeAuthenticator } from '../../../records/factors/authenticator.ts'
import { insertPasskey } from '../../../records/factors/passkey-store.ts'
import { savePreferredWay, type Way } from '../../../records/factors/store.ts'
import { closePeriodRow, insertPeriod } from '../../../records/standby/store.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { passkeyPage, SoftPasskey } from '../../../testing/passkey.ts'
import { addAdministrator, addCitizen, addOfficer, officer, phoneOf } from '../../../testing/people.ts'

const service = await buildTestService()
const hardened = await buildTestService({ FACTOR_PROFILE: 'hardened' })
afterAll(async () => {
  await service.close()
  await hardened.close()
})

const door = '/vi/sign-in'
const app = '/vi/sign-in/authenticator'
const key = '/vi/sign-in/passkey'
const choose = '/vi/sign-in/other-ways'

let at = service
let who: Awaited<ReturnType<typeof addOfficer>>
let period: string
beforeEach(() => begin(service))

async function begin(world: typeof service) {
  at = world
  await shiftClock(at.deps.db, 0)
  await sql`update standby_periods set closed_at = clock_now() where closed_at is null`.execute(at.deps.db)
  await sql`delete from limits`.execute(at.deps.db)
  at.gateway.sent.length = 0
  who = await addOfficer(at.deps, officer())
  const reason = 'Cổng không truy cập được'
  period = (await insertPeriod(at.deps.db, { scope: { kind: 'everyone' }, reason, minutes: 60, openedBy: null })).id
}

const addApp = async (first = false, accountId = who.id) => {
  const secret = newAuthenticatorSecret()
  await storeAuthenticator(at.deps.db, at.deps.secret, accountId, secret)
  if (first) await prefer('authenticator', accountId)
  return secret
}
const prefer = (way: Way, accountId = who.id) => savePreferredWay(at.deps.db, accountId, way)
const dropPhone = () => sql`update phones set codes_from = null where account_id = ${who.id}`.execute(at.deps.db)

/** Added through its page, as people do. */
async function addKey(accountId = who.id) {
  const soft = new SoftPasskey()
  const theirs = await signedIn(at, accountId, 'portal')
  const page = '/vi/my-account/ways/passkeys/new'
  const { options, fields } = await passkeyPage(theirs, page)
  expect((await theirs.post(page, { ...fields, name: 'Khóa', answer: soft.create(options) })).statusCode).toBe(303)
  await sql`update sessions set ended_at = clock_now() where account_id = ${accountId}`.execute(at.deps.db)
  await at.deliver()
  at.gateway.sent.length = 0
  return soft
}

const enterPassword = async (browser = at.browser(), number = who.idNumber) => {
  const answer = await browser.submit(door, door, { number, password: who.password })
  await at.deliver()
  return { browser, answer, to: answer.headers.location }
}

const atWay = async (expected: string) => {
  const { browser, to } = await enterPassword()
  expect(to).toBe(expected)
  return browser
}

const typeCode = (browser: Browser, code: string) => browser.submit(app, app, { code })
const sessionOf = (accountId = who.id) =>
  all(
    at.deps.db,
    sql<{
      door: string
      amr: string[]
    }>`select door, amr from sessions where account_id = ${accountId} and ended_at is null`,
  )

describe('the authenticator app', () => {
  test('asked first where the person wants it so: no SMS leaves, amr is pwd and otp', async () => {
    const secret = await addApp(true)
    const browser = await atWay(app)
    expect(at.gateway.sent).toEqual([])
    const answer = await typeCode(browser, await codeOf(at.deps, secret))
    expect(answer.headers.location).toBe('/vi/my-account/info')
    expect(await sessionOf()).toEqual([{ door: 'standby', amr: ['pwd', 'otp'] }])
  })

  test('without any phone it is the way in', async () => {
    const secret = await addApp()
    await dropPhone()
    const browser = await atWay(app)
    expect((await typeCode(browser, await codeOf(at.deps, secret))).headers.location).toBe('/vi/my-account/info')
  })

  test('SMS stays the default: its code is sent at once, and with SMS down the other way is two clicks off', async () => {
    const secret = await addApp()
    const browser = await atWay('/vi/sign-in/code')
    expect(at.gateway.sent).toHaveLength(1)
    const ways = await browser.get(choose)
    expect(ways.body).toContain('Dùng ứng dụng xác thực')
    expect(ways.body).toContain(`Nhập mã đã gửi tới số ${phoneOf(who.phone)}`)
    expect((await typeCode(browser, await codeOf(at.deps, secret))).headers.location).toBe('/vi/my-account/info')
  })

  test('a code works once, in another attempt too; two submits at once open one session', async () => {
    const secret = await addApp(true)
    const [one_, two] = [await atWay(app), await atWay(app)]
    const code = await codeOf(at.deps, secret)
    const answers = await Promise.all([typeCode(one_, code), typeCode(one_, code), typeCode(two, code)])
    expect(answers.filter((answer) => answer.headers.location === '/vi/my-account/info').length).toBeGreaterThan(0)
    expect(await sessionOf()).toHaveLength(1)
    const third = await atWay(app)
    const replay = await typeCode(third, code)
    expect([replay.statusCode, replay.body.includes('đã dùng rồi')]).toEqual([422, true])
  })

  test('two proofs of one sign-in at once: one session, and both lead on', async () => {
    const secret = await addApp()
    const browser = await atWay('/vi/sign-in/code')
    await at.deliver()
    const _token = await tokenOn(browser, '/vi/sign-in/code')
    const proofs = { [app]: await codeOf(at.deps, secret), '/vi/sign-in/code': at.gateway.codeFor(who.phone).code }
    const answers = await Promise.all(Object.entries(proofs).map(([url, code]) => browser.post(url, { _token, code })))
    expect(await sessionOf()).toHaveLength(1)
    const places = answers.map((answer) => answer.headers.location)
    expect(places).toContain('/vi/my-account/info')
    for (const place of places) expect(['/vi/my-account/info', '/vi/sign-in?done=over']).toContain(place)
    expect((await at.browser().get('/vi/sign-in?done=over')).body).toContain('Lượt đăng nhập đã hết hạn')
  })

  test('the neighbouring steps pass, two steps off do not', async () => {
    const secret = await addApp(true)
    const early = await typeCode(await atWay(app), await codeOf(at.deps, secret, -2))
    expect([early.statusCode, early.body.includes('Mã chưa đúng')]).toEqual([422, true])
    expect((await typeCode(await atWay(app), await codeOf(at.deps, secret, 2))).statusCode).toBe(422)
    expect((await typeCode(await atWay(app), await codeOf(at.deps, secret, -1))).statusCode).toBe(303)
    expect((await typeCode(await atWay(app), await codeOf(at.deps, secret, 1))).statusCode).toBe(303)
  })

  test('no code at all is a field error and counts nothing', async () => {
    await addApp(true)
    const browser = await atWay(app)
    expect((await typeCode(browser, '12')).body).toContain('Mã gồm 6 chữ số.')
    expect(await all(at.deps.db, sql`select 1 from limits where name = 'wrong-codes-authenticator'`)).toEqual([])
  })

  test('limits: ten wrong codes are compared, then 30 minutes, also for the right one and in a new attempt', async () => {
    const secret = await addApp(true)
    const wrong = (await codeOf(at.deps, secret)) === '000000' ? '111111' : '000000'
    const browser = await atWay(app)
    for (let i = 0; i < 10; i += 1) expect((await typeCode(browser, wrong)).statusCode).toBe(422)
    const eleventh = await typeCode(await atWay(app), await codeOf(at.deps, secret))
    expect([eleventh.statusCode, eleventh.headers['retry-after']]).toEqual([429, '1800'])
    await shiftClock(at.deps.db, 1790)
    expect((await typeCode(await atWay(app), await codeOf(at.deps, secret))).statusCode).toBe(429)
    await shiftClock(at.deps.db, 1801)
    expect((await typeCode(await atWay(app), await codeOf(at.deps, secret))).statusCode).toBe(303)
  })

  test('fifty wrong codes at once: ten are compared, one lock', async () => {
    await addApp(true)
    const browser = await atWay(app)
    const { fields } = { fields: { _token: await tokenOn(browser, app), code: '000000' } }
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.post(app, fields)))
    expect(answers.filter((answer) => answer.statusCode === 422)).toHaveLength(10)
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(40)
  })

  test('a hundred wrong in a row switch the app off; SMS still works', async () => {
    await addApp(true)
    await atWay(app)
    await sql`insert into limits (name, subject, hits, ends_at, in_a_row) values
      ('wrong-codes-authenticator', ${who.id}, 1, clock_now() + interval '1 day', 99)`.execute(at.deps.db)
    await typeCode(await atWay(app), '000000')
    const { to } = await enterPassword()
    expect(to).toBe('/vi/sign-in/code')
    const row = await one(
      at.deps.db,
      sql<{
        count: number
      }>`select count(*)::int4 as count from audit_events where account_id = ${who.id} and event = 'authenticator-off'`,
    )
    expect(row.count).toBe(1)
  })

  test('the door closed meanwhile: nobody gets in by it', async () => {
    const secret = await addApp(true)
    const browser = await atWay(app)
    const _token = await tokenOn(browser, app)
    await closePeriodRow(at.deps.db, { id: period, closedBy: null, reason: 'test' })
    const answer = await browser.post(app, { _token, code: await codeOf(at.deps, secret) })
    expect(answer.headers.location).toBe('/vi/sign-in?done=closed')
    expect(await sessionOf()).toEqual([])
  })

  test('whoever has no app is sent to what they have', async () => {
    const browser = await atWay('/vi/sign-in/code')
    expect((await browser.get(app)).headers.location).toBe(choose)
    const answer = await browser.post(app, { _token: await tokenOn(browser, '/vi/sign-in/code'), code: '123456' })
    expect([answer.statusCode, answer.body.includes('không còn')]).toEqual([409, true])
  })

  test('without a proven password the page shows nothing of anybody', async () => {
    const browser = at.browser()
    for (const url of [app, key]) expect((await browser.get(url)).headers.location).toContain('/vi/sign-in?done=over')
    expect((await browser.get(choose)).body).not.toContain('Dùng ứng dụng xác thực')
  })
})

describe('SMS on demand', () => {
  test('another way first: the code is sent when it is asked for, and not counted against the address', async () => {
    await addApp(true)
    const browser = await atWay(app)
    expect((await browser.get('/vi/sign-in/code')).headers.location).toBe(choose)
    const ways = await browser.get(choose)
    expect(ways.body).toContain(`Gửi mã tới số ${phoneOf(who.phone)}`)
    const sent = await browser.submit(choose, '/vi/sign-in/code/send-again')
    expect(sent.headers.location).toBe('/vi/sign-in/code')
    await at.deliver()
    const { code } = at.gateway.codeFor(who.phone)
    expect(await all(at.deps.db, sql`select 1 from limits where name = 'sends-address'`)).toEqual([])
    const answer = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code })
    expect(answer.headers.location).toBe('/vi/my-account/info')
    expect((await sessionOf())[0]?.amr).toEqual(['pwd', 'sms'])
  })

  test('no more codes for now: whoever has another way still gets in', async () => {
    const secret = await addApp()
    for (let i = 0; i < 5; i += 1) await enterPassword()
    const browser = await atWay(choose)
    const refused = await browser.submit(choose, '/vi/sign-in/code/send-again')
    expect([refused.statusCode, refused.body.includes('Đã gửi nhiều mã')]).toEqual([429, true])
    expect((await typeCode(browser, await codeOf(at.deps, secret))).headers.location).toBe('/vi/my-account/info')
  })
})

describe('the passkey', () => {
  const answerWith = async (browser: Browser, soft: SoftPasskey, wrong: Parameters<SoftPasskey['get']>[1] = {}) => {
    const { options, fields } = await passkeyPage(browser, key)
    return browser.post(key, { ...fields, answer: soft.get(options, wrong) })
  }

  test('in, with amr pwd and hwk, asked for this person’s keys only', async () => {
    const soft = await addKey()
    await prefer('passkey')
    const browser = await atWay(key)
    expect(at.gateway.sent).toEqual([])
    const { options } = await passkeyPage(browser, key)
    expect(options.allowCredentials?.map(({ id }) => id)).toEqual([soft.id.toString('base64url')])
    expect((await answerWith(browser, soft)).headers.location).toBe('/vi/my-account/info')
    expect(await sessionOf()).toEqual([{ door: 'standby', amr: ['pwd', 'hwk'] }])
  })

  test('a touch without PIN is enough after a password', async () => {
    const soft = await addKey()
    await prefer('passkey')
    expect((await answerWith(await atWay(key), soft, { verified: false })).statusCode).toBe(303)
  })

  type Wrong = Parameters<SoftPasskey['get']>[1]
  const wrongs: [string, Wrong][] = [
    ['of another origin', { origin: 'http://localhost:4666' }],
    ['of another site', { rpId: 'evil.example' }],
    ['to a foreign challenge', { challenge: 'YW5vdGhlciBvbmU' }],
    ['with a counter that went back', { counter: 1 }],
    ['in another person’s name', { handle: Buffer.from('somebody').toString('base64url') }],
  ]
  test.each(wrongs)('an answer %s is refused, and a right one passes afterwards', async (_name, wrong) => {
    const soft = await addKey()
    await prefer('passkey')
    expect((await answerWith(await atWay(key), soft)).statusCode).toBe(303)
    const browser = await atWay(key)
    const answer = await answerWith(browser, soft, wrong)
    expect([answer.statusCode, answer.body.includes('chưa được chấp nhận')]).toEqual([422, true])
    expect((await answerWith(browser, soft)).statusCode).toBe(303)
  })

  test('somebody else’s key, a removed one, and one that was never added are refused', async () => {
    const soft = await addKey()
    await prefer('passkey')
    const other = await addOfficer(at.deps, officer())
    const theirs = await addKey(other.id)
    const browser = await atWay(key)
    for (const wrong of [theirs, new SoftPasskey()]) expect((await answerWith(browser, wrong)).statusCode).toBe(422)
    await addApp()
    await sql`update passkeys set removed_at = clock_now() where account_id = ${who.id}`.execute(at.deps.db)
    const { options, fields } = await passkeyPage(await twoKeys(), key)
    expect(options.allowCredentials).toHaveLength(1)
    expect(fields['asked']).toBeDefined()
    expect((await answerWith(browser, soft)).statusCode).toBe(422)
  })

  /** A browser at the passkey's page of a person whose first key is gone. */
  async function twoKeys() {
    const [account_id, name, public_key] = [who.id, 'Khóa thứ hai', 'AA']
    const row = {
      account_id,
      name,
      public_key,
      credential_id: `second-${who.id}`,
      counter: 0,
      transports: [],
      is_synced: false,
    }
    await insertPasskey(at.deps.db, row)
    return atWay(key)
  }

  test('an answer counts once, in its own attempt, within 5 minutes', async () => {
    const soft = await addKey()
    await prefer('passkey')
    const [browser, other] = [await atWay(key), await atWay(key)]
    const { options, fields } = await passkeyPage(browser, key)
    const foreign = await other.post(key, { ...fields, _token: await tokenOn(other, key), answer: soft.get(options) })
    expect([foreign.statusCode, foreign.body.includes('đã hết hạn hoặc đã dùng')]).toEqual([422, true])
    const answer = soft.get(options)
    const twice = await Promise.all([
      browser.post(key, { ...fields, answer }),
      browser.post(key, { ...fields, answer }),
    ])
    expect(twice.filter((one_) => one_.headers.location === '/vi/my-account/info').length).toBeGreaterThan(0)
    expect(await sessionOf()).toHaveLength(1)
    const late = await passkeyPage(other, key)
    await shiftClock(at.deps.db, 301)
    expect((await other.post(key, { ...late.fields, answer: soft.get(late.options) })).statusCode).toBe(422)
  })
})

test('citizens choose too, at their own door', async () => {
  const citizen = await addCitizen(at.deps)
  const secret = await addApp(true, citizen.id)
  const { browser, to } = await enterPassword(at.browser(), citizen.phone)
  expect(to).toBe(app)
  expect((await typeCode(browser, await codeOf(at.deps, secret))).statusCode).toBe(303)
  expect(await sessionOf(citizen.id)).toEqual([{ door: 'phone', amr: ['pwd', 'otp'] }])
})

describe('the hardened profile', () => {
  beforeEach(() => begin(hardened))

  test('SMS alone does not open the standby door, and the refusal says what to do', async () => {
    const { answer } = await enterPassword()
    expect([answer.statusCode, answer.body.includes('thêm ứng dụng xác thực hoặc khóa truy cập')]).toEqual([403, true])
    expect(at.gateway.sent).toEqual([])
  })

  test('the app does; SMS is neither offered nor sent', async () => {
    const secret = await addApp()
    await prefer('sms')
    const browser = await atWay(app)
    expect((await browser.get(choose)).body).not.toContain('Gửi mã')
    const asked = await browser.post('/vi/sign-in/code/send-again', { _token: await tokenOn(browser, app) })
    expect([asked.statusCode, asked.body.includes('Hãy dùng ứng dụng xác thực hoặc khóa truy cập.')]).toEqual([
      403,
      true,
    ])
    expect((await browser.get('/vi/sign-in/code')).headers.location).toBe(choose)
    const code = await browser.post('/vi/sign-in/code', { _token: await tokenOn(browser, app), code: '123456' })
    expect(code.statusCode).toBe(403)
    expect(at.gateway.sent).toEqual([])
    expect((await typeCode(browser, await codeOf(at.deps, secret))).statusCode).toBe(303)
  })

  test('readiness asks for a way without messages', async () => {
    const theirs = await signedIn(at, who.id, 'portal')
    expect((await theirs.get('/vi/my-account/info')).body).toContain('Chưa có ứng dụng xác thực hay khóa truy cập')
    const auditor = await signedIn(at, (await addAdministrator(at.deps, 'auditor')).id)
    expect((await auditor.get('/vi/console/readiness')).body).toContain('chưa có ứng dụng xác thực hay khóa truy cập')
    await addApp()
    expect((await theirs.get('/vi/my-account/info')).body).toContain('Đã có cách xác thực không cần tin nhắn')
  })

  test('citizens keep their codes by SMS', async () => {
    const citizen = await addCitizen(at.deps)
    expect((await enterPassword(at.browser(), citizen.phone)).to).toBe('/vi/sign-in/code')
  })

  test('the page of ways says so', async () => {
    const theirs = await signedIn(at, who.id, 'portal')
    expect((await theirs.get('/vi/my-account/ways')).body).toContain('không nhận mã qua tin nhắn ở cửa dự phòng')
  })
})

const codePage = '/vi/sign-in/code'
const offer = 'Mã chưa tới, hay chưa đúng?'
const linksTo = (body: string, page: string) => body.split(`href="${page}"`).length - 1

test('limits: after the second miss the other ways stand out, each with its button', async () => {
  await addApp()
  const browser = await atWay(codePage)
  const wrong = at.gateway.codeFor(who.phone).code === '000000' ? '111111' : '000000'
  const first = await browser.submit(codePage, codePage, { code: wrong })
  expect([first.body.includes(offer), linksTo(first.body, app), linksTo(first.body, choose)]).toEqual([false, 0, 1])
  const second = await browser.submit(codePage, codePage, { code: wrong })
  expect([second.statusCode, second.body.includes(offer)]).toEqual([422, true])
  expect([linksTo(second.body, app), linksTo(second.body, key), linksTo(second.body, choose)]).toEqual([1, 0, 1])
  expect((await browser.get(codePage)).body).toContain(offer)
  const english = (await browser.get('/en/sign-in/code')).body
  expect(english).toContain('You need not wait for a message')
  const { code } = at.gateway.codeFor(who.phone)
  expect((await browser.submit(codePage, codePage, { code })).statusCode).toBe(303)
})

test('a code that did not come is a miss like a wrong one; what is not six digits is none', async () => {
  const browser = await atWay(codePage)
  for (let tries = 0; tries < 3; tries += 1) await browser.submit(codePage, codePage, { code: '12345' })
  await shiftClock(at.deps.db, 61)
  expect((await browser.submit(codePage, `${codePage}/send-again`)).statusCode).toBe(303)
  await at.deliver()
  const once = await browser.get(codePage)
  expect([once.body.includes(offer), linksTo(once.body, choose)]).toEqual([false, 1])
  const wrong = at.gateway.codeFor(who.phone).code === '000000' ? '111111' : '000000'
  const twice = await browser.submit(codePage, codePage, { code: wrong })
  expect([twice.body.includes(offer), linksTo(twice.body, choose), linksTo(twice.body, app)]).toEqual([true, 1, 0])
})
