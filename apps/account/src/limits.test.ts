// The times of the account service at their boundaries, through its doors: a second before the end all is well, a second after it is over.
// The one clock stands still, so that a slow machine changes nothing.
import { readClock, stopClock } from '@motcua/db/clock.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { unseal } from '@motcua/web/sealed-value.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { limits } from './limits.ts'
import { claimChallenge } from './records/factors/passkey-store.ts'
import { usePhoneForCodes } from './records/phones/store.ts'
import { decideRequest } from './records/resets/store.ts'
import { openSession } from './records/sessions/open-session.ts'
import type { Door } from './records/sessions/store.ts'
import { insertPeriod } from './records/standby/store.ts'
import { buildTestService } from './testing/build-app.ts'
import { solveCaptcha } from './testing/captcha.ts'
import { signedIn, tokenOn } from './testing/console-browser.ts'
import { arrivalOf, identityOf } from './testing/fake-portal.ts'
import { addAdministrator, addCitizen, addOfficer, officer } from './testing/people.ts'
import { addRelyingParty, authorization, tokensFor, userinfo } from './testing/relying-party.ts'

const service = await buildTestService()
const { deps, gateway, portal } = service
afterAll(service.close)
await addRelyingParty(service)

let start: Date
let who: Awaited<ReturnType<typeof addOfficer>>
/** Seconds after the beginning of the test. */
const at = (seconds: number) => stopClock(deps.db, new Date(start.getTime() + seconds * 1000))

beforeEach(async () => {
  start = new Date()
  await at(0)
  await run(deps.db, sql`delete from limits`)
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  who = await addOfficer(deps, officer())
})

// ── sessions ──

const home: Record<Door, string> = {
  portal: '/vi/my-account/info',
  standby: '/vi/my-account/info',
  phone: '/vi/my-account/info',
  console: '/vi/console/standby',
}
const personOf = async (door: Door) => {
  if (door === 'phone') return addCitizen(deps)
  return door === 'console' ? addAdministrator(deps) : who
}
const isIn = async (browser: Browser, door: Door) => (await browser.get(home[door])).statusCode === 200

const sessions = [
  ['portal', limits.session.portal, limits.session.idle],
  ['standby', limits.session.standby, limits.session.idle],
  ['phone', limits.session.phone, limits.session.idle],
  ['console', limits.console.total, limits.console.idle],
] as const
test.each(sessions)(
  'limits: a session of the door %s lives %i s in all, %i s without a page',
  async (door, total, idle) => {
    const { id } = await personOf(door)
    const browser = await signedIn(service, id, door)
    await at(idle - 1)
    expect(await isIn(browser, door)).toBe(true)
    await at(2 * idle)
    expect(await isIn(browser, door)).toBe(false)

    await at(0)
    const busy = await signedIn(service, id, door)
    const stay = sql`update sessions set seen_at = clock_now() where account_id = ${id} and ended_at is null`
    await at(total - 1)
    await run(deps.db, stay)
    expect(await isIn(busy, door)).toBe(true)
    await at(total + 1)
    await run(deps.db, stay)
    expect(await isIn(busy, door)).toBe(false)
  },
)

test('limits: the fourth session ends the oldest', async () => {
  const made = { accountId: who.id, door: 'portal', amr: ['fed'], periodId: null, browser: '', device: '' } as const
  const browsers: Browser[] = []
  for (let n = 0; n <= limits.session.most; n += 1) {
    await at(n)
    browsers.push(await signedIn(service, who.id, 'portal'))
    const live = await Promise.all(browsers.map((browser) => isIn(browser, 'portal')))
    expect(live).toEqual(browsers.map((_browser, index) => n < limits.session.most || index > 0))
  }
  await openSession(deps.db, { ...made, address: '', interactionUid: null, portalSecret: null })
  expect(await isIn(browsers[1] as Browser, 'portal')).toBe(false)
})

test('limits: a proof is fresh for five minutes', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  await at(limits.fresh.life - 1)
  expect((await browser.get('/vi/my-account/ways/authenticator')).statusCode).toBe(200)
  await at(limits.fresh.life + 1)
  const sent = await browser.get('/vi/my-account/ways/authenticator')
  expect(sent.headers.location).toContain('/vi/my-account/confirm')
})

// ── signing in ──

const open = () =>
  insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason: 'Cổng không trả lời', minutes: 60, openedBy: null })

async function atCodePage() {
  const browser = service.browser()
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  return browser
}

test('limits: a half-finished sign-in lives ten minutes, whatever code is young', async () => {
  await open()
  const [early, late] = [await atCodePage(), await atCodePage()]
  const tokens = new Map([[early, await tokenOn(early, '/vi/sign-in/code')]])
  tokens.set(late, await tokenOn(late, '/vi/sign-in/code'))
  const enter = async (browser: Browser) => {
    const fields = { _token: tokens.get(browser) ?? '', code: gateway.codeFor(who.phone).code }
    return (await browser.post('/vi/sign-in/code', fields)).headers.location
  }
  await at(limits.attempt.life - 60)
  await late.submit('/vi/sign-in/code', '/vi/sign-in/code/send-again')
  await service.deliver()
  await at(limits.attempt.life + 1)
  expect(await enter(late)).toBe('/vi/sign-in?done=over')

  await at(limits.attempt.life - 60)
  await run(deps.db, sql`delete from limits`)
  await run(deps.db, sql`delete from challenges`)
  await early.submit('/vi/sign-in/code', '/vi/sign-in/code/send-again')
  await service.deliver()
  await at(limits.attempt.life - 1)
  expect(await enter(early)).toBe('/vi/my-account/info')
})

test('limits: a code lives 120 s from the gateway’s acceptance, to the second', async () => {
  await open()
  const browser = await atCodePage()
  const { code } = gateway.codeFor(who.phone)
  await at(limits.code.life + 1)
  const late = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code })
  expect(late.body).toContain('không còn dùng được')
  await at(limits.code.life - 1)
  const inTime = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code })
  expect(inTime.headers.location).toBe('/vi/my-account/info')
})

test('limits: a code goes again after 60 s, not a second before', async () => {
  await open()
  const browser = await atCodePage()
  const again = async () => (await browser.submit('/vi/sign-in/code', '/vi/sign-in/code/send-again')).statusCode
  await at(limits.resend.apart - 1)
  expect(await again()).toBe(429)
  await at(limits.resend.apart + 1)
  expect(await again()).toBe(303)
})

async function throughPortal(browser: Browser) {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const out = await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  const state = new URL(out.headers.location ?? '').searchParams.get('state')
  return () => browser.get(`/portal/callback?code=x&state=${state}`)
}

test('limits: whoever left for the portal may come back for ten minutes', async () => {
  const back = await throughPortal(service.browser())
  const late = await throughPortal(service.browser())
  await at(limits.trip.life - 1)
  expect((await back()).statusCode).toBe(303)
  await at(limits.trip.life + 1)
  expect((await late()).body).toContain('đã hết hạn hoặc đã dùng rồi')
})

test('limits: the portal is waited for 2.5 s before the redirect, 2 s at sign-out', async () => {
  const browser = service.browser()
  const back = await throughPortal(browser)
  expect(portal.lastPatience).toBe(limits.portal.check)
  await back()
  await browser.submit('/vi/sign-out', '/vi/sign-out')
  expect(portal.lastPatience).toBe(limits.portal.logout)
})

test('limits: an office range may fail three hundred times a minute', async () => {
  const office = await buildTestService({ OFFICE_NETWORKS: '10.20.0.0/16' })
  onTestFinished(office.close)
  await insertPeriod(office.deps.db, { scope: { kind: 'everyone' }, reason: 'test', minutes: 60, openedBy: null })
  const failures = async (address: string, hits: number) => {
    await run(
      office.deps.db,
      sql`insert into limits (name, subject, hits, ends_at, in_a_row)
        values ('wrong-passwords-address', ${address}, ${hits}, clock_now() + interval '50 seconds', ${hits})`,
    )
    const browser = office.browser()
    browser.address = address
    const statuses: number[] = []
    for (const number of ['074185999991', '074185999992'])
      statuses.push((await browser.submit('/vi/sign-in', '/vi/sign-in', { number, password: 'x' })).statusCode)
    return statuses
  }
  expect(await failures('10.20.3.4', limits.wrongPasswordsPerOffice.hits - 1)).toEqual([422, 429])
  expect(await failures('10.21.3.4', limits.wrongPasswordsPerAddress.hits - 1)).toEqual([422, 429])
})

test('limits: a captcha lives five minutes, to the second', async () => {
  const browser = service.browser()
  const [early, late] = [await solveCaptcha(browser, 'forgot'), await solveCaptcha(browser, 'forgot')]
  const begin = async (altcha: string) =>
    (await browser.submit('/vi/forgot-password', '/vi/forgot-password', { account: who.idNumber, altcha })).statusCode
  await at(limits.captcha.life - 1)
  expect(await begin(early)).toBe(303)
  await at(limits.captcha.life + 1)
  expect(await begin(late)).toBe(422)
})

test('limits: without a script a captcha ripens in thirty seconds', async () => {
  const browser = service.browser()
  await browser.get('/vi/captcha?for=forgot&next=/forgot-password')
  const begin = async () =>
    (await browser.submit('/vi/forgot-password', '/vi/forgot-password', { account: who.idNumber })).statusCode
  await at(limits.captcha.ripen - 1)
  expect(await begin()).toBe(422)
  await at(limits.captcha.ripen + 1)
  expect(await begin()).toBe(303)
})

// ── a forgotten password ──

async function startReset(browser = service.browser()) {
  const altcha = await solveCaptcha(browser, 'forgot')
  await browser.submit('/vi/forgot-password', '/vi/forgot-password', { account: who.idNumber, altcha })
  await service.deliver()
  return browser
}

async function setPassword(browser: Browser) {
  const fields = { password: 'Quầy-Mở-2846!', again: 'Quầy-Mở-2846!', altcha: await solveCaptcha(browser, 'reset') }
  const { code } = gateway.codeFor(who.phone)
  return browser.submit('/vi/reset-password', '/vi/reset-password', { ...fields, code })
}
const isSet = async (browser: Browser) =>
  (await setPassword(browser)).headers.location === '/vi/sign-in?done=password-set'

test('limits: a reset lives ten minutes', async () => {
  const browser = await startReset()
  await at(limits.reset.life - 1)
  expect((await browser.get('/vi/reset-password')).statusCode).toBe(200)
  await at(limits.reset.life + 1)
  expect((await browser.get('/vi/reset-password')).headers.location).toBe('/vi/forgot-password?over=1')
})

test('limits: a sign-in at the portal is a second proof for thirty minutes', async () => {
  const browser = service.browser()
  await (await throughPortal(browser))()
  await at(limits.reset.portalProof - 30)
  await startReset(browser)
  await at(limits.reset.portalProof + 1)
  expect((await setPassword(browser)).body).toContain('Cần thêm một bằng chứng')
  await at(limits.reset.portalProof - 1)
  expect(await isSet(browser)).toBe(true)
})

test('limits: an approval is a second proof for an hour', async () => {
  const admin = await addAdministrator(deps)
  const { id } = await one(
    deps.db,
    sql<{ id: string }>`insert into reset_requests (account_id) values (${who.id}) returning id`,
  )
  await decideRequest(deps.db, { id, by: admin.id, approved: true, agency: null })
  await at(limits.reset.approval - 30)
  const browser = await startReset()
  await at(limits.reset.approval + 1)
  expect((await setPassword(browser)).body).toContain('Cần thêm một bằng chứng')
  await at(limits.reset.approval - 1)
  expect(await isSet(browser)).toBe(true)
})

test('limits: a new number gets no reset codes for 24 hours', async () => {
  await run(deps.db, sql`update phones set reset_from = null where account_id = ${who.id}`)
  await usePhoneForCodes(deps.db, who.id, who.phoneId, limits.phones.resetHold)
  const texts = async () => (await startReset()) && gateway.textsTo(who.phone).length
  await at(limits.phones.resetHold - 1)
  expect(await texts()).toBe(0)
  await at(limits.phones.resetHold + 1)
  expect(await texts()).toBe(1)
})

// ── questions and tokens ──

test('limits: a passkey’s question is answered within five minutes', async () => {
  const claim = (name: string) => claimChallenge(deps.db, `${who.id} ${name}`, start)
  await at(limits.passkeys.life - 1)
  expect(await claim('early')).toBe(true)
  await at(limits.passkeys.life + 1)
  expect(await claim('late')).toBe(false)
})

test('limits: an ID token lives five minutes, an access token ten', async () => {
  const { tokens, claims } = await tokensFor(service, await signedIn(service, who.id, 'portal'))
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(limits.oidc.idToken)
  const status = async () => (await userinfo(service, tokens.access_token)).statusCode
  const spent = ((await readClock(deps.db)).getTime() - start.getTime()) / 1000
  await at(spent + limits.oidc.accessToken - 5)
  expect(await status()).toBe(200)
  await at(spent + limits.oidc.accessToken + 5)
  expect(await status()).toBe(401)
})

test('limits: a relying party’s sign-in waits ten minutes for its person', async () => {
  const asked = await service.browser().get(authorization('v'.repeat(43)))
  const place = new URL(String(asked.headers.location), 'http://localhost')
  const errand = unseal(deps.secret, 'asked', place.searchParams.get('for') ?? '') as { until: number }
  expect(Math.abs(errand.until - Date.now() / 1000 - limits.oidc.interaction)).toBeLessThan(10)
  const cookie = asked.cookies.find(({ name }) => name.includes('interaction'))
  expect(Math.abs(Number(cookie?.expires?.getTime()) / 1000 - errand.until)).toBeLessThan(10)
})
