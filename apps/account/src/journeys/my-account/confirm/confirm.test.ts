// The fresh proof, by each way that a person may have.
import { shiftClock } from '@motcua/db/clock.ts'
import { one, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { arrivalOf, identityOf } from '../../../testing/fake-portal.ts'
import { addCitizen, addOfficer, ageProof, officer, phoneOf } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps, gateway, portal } = service
afterAll(service.close)

const confirm = '/vi/my-account/confirm'
const next = '/my-account/phones/new'
const page = `${confirm}?next=${encodeURIComponent(next)}`

let who: Awaited<ReturnType<typeof addOfficer>>
let browser: Browser
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  who = await addOfficer(deps, officer())
  await sql`update accounts set tech_id = ${`tech-${who.idNumber}`}, linked_at = clock_now() where id = ${who.id}`.execute(
    deps.db,
  )
  browser = await signedIn(service, who.id, 'portal')
  await ageProof(deps, who.id, 1000)
  portal.isUp = true
})

const proof = async (accountId = who.id) =>
  one(
    deps.db,
    sql<{
      age: number
      amr: string[]
    }>`select round(extract(epoch from clock_now() - authenticated_at))::int4 as age, amr from sessions
      where account_id = ${accountId} order by created_at desc limit 1`,
  )

const dropPassword = () => sql`delete from passwords where account_id = ${who.id}`.execute(deps.db)
const now = () => Math.floor(Date.now() / 1000)

async function throughPortal(authTime: number | null, techId = `tech-${who.idNumber}`) {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber], techId }), authTime)
  const out = await browser.submit(page, '/vi/sign-in/portal')
  const state = new URL(String(out.headers.location)).searchParams.get('state')
  return browser.get(`/portal/callback?code=x&state=${state}`)
}

const password = (typed = who.password) => browser.submit(page, confirm, { password: typed })
const enter = (code: string) => browser.submit(page, `${confirm}/code`, { code })

test('the portal, asked for a fresh sign-in: back to the page that needed it', async () => {
  const shown = await browser.get(page)
  expect(shown.body).toContain('Xác thực bằng CDVCQG')
  expect(shown.headers['content-security-policy']).toMatch(/form-action[^;]*http:\/\/localhost:4003/)
  expect((await throughPortal(now())).headers.location).toBe(`/vi${next}`)
  expect(portal.lastDepartureFresh).toBe(true)
  expect((await proof()).age).toBeLessThan(5)
})

test('somebody else at the portal proves nothing', async () => {
  const answer = await throughPortal(now(), 'tech-of-somebody-else')
  expect(answer.headers.location).toContain('portal=failed')
  expect((await proof()).age).toBeGreaterThan(900)
})

test('the portal away: said here, with the other way beside it', async () => {
  portal.isUp = false
  const out = await browser.submit(page, '/vi/sign-in/portal')
  const back = await browser.get(String(out.headers.location))
  expect(back.body).toContain('hiện không truy cập được')
  expect(back.body).toContain('name="password"')
})

test('password and code to the current number', async () => {
  expect((await browser.get(page)).body).toContain(phoneOf(who.phone))
  expect((await password()).headers.location).toBe(page)
  await service.deliver()
  const { tag, code } = gateway.codeFor(who.phone)
  expect((await browser.get(page)).body).toContain(tag)
  expect((await enter(code)).headers.location).toBe(`/vi${next}`)
  expect(await proof()).toMatchObject({ amr: ['otp', 'pwd', 'sms'] })
  expect((await browser.get(`/vi${next}`)).statusCode).toBe(200)
})

test('a right password alone is half a proof', async () => {
  await password()
  expect((await browser.get(`/vi${next}`)).headers.location).toContain(confirm)
})

const wrong: [string, string, string][] = [
  ['no password', '', 'Hãy nhập mật khẩu.'],
  ['a wrong one', 'Sai-Mat-Khau-1', 'Mật khẩu hiện tại chưa đúng.'],
]
test.each(wrong)('%s is told at the field, and no code leaves', async (_name, typed, text) => {
  const answer = await password(typed)
  expect([answer.statusCode, answer.body.includes(text), answer.body.includes('id="password-error"')]).toEqual([
    422,
    true,
    true,
  ])
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(*)::int4 as n from challenges where account_id = ${who.id}`,
  )
  expect(n).toBe(0)
})

test('limits: five wrong passwords, then a wait', async () => {
  for (let i = 0; i < 5; i += 1) await password('Sai-Mat-Khau-1')
  expect((await password()).statusCode).toBe(429)
})

test('wrong codes are told; the tenth in a day locks', async () => {
  await password()
  await service.deliver()
  const wrongCode = () => (gateway.codeFor(who.phone).code === '000000' ? '111111' : '000000')
  expect((await enter('12')).body).toContain('Mã gồm 6 chữ số.')
  for (let i = 0; i < 4; i += 1) expect((await enter(wrongCode())).body).toContain('Mã chưa đúng')
  expect((await enter(wrongCode())).body).toContain('không còn dùng được')
  await shiftClock(deps.db, 61)
  expect((await browser.submit(page, `${confirm}/code/send-again`)).headers.location).toContain('again=1')
  await service.deliver()
  for (let i = 0; i < 5; i += 1) await enter(wrongCode())
  await shiftClock(deps.db, 122)
  await browser.submit(page, `${confirm}/code/send-again`)
  await service.deliver()
  const eleventh = await enter(gateway.codeFor(who.phone).code)
  expect([eleventh.statusCode, eleventh.body.includes('nhập sai nhiều mã')]).toEqual([429, true])
})

test('the right code submitted twice at once: one proof, both go on', async () => {
  await password()
  await service.deliver()
  const _token = await tokenOn(browser, page)
  const fields = { _token, next, code: gateway.codeFor(who.phone).code }
  const answers = await Promise.all([1, 2].map(() => browser.post(`${confirm}/code`, fields)))
  expect(answers.map((answer) => answer.headers.location)).toEqual([`/vi${next}`, `/vi${next}`])
  const { n } = await one(
    deps.db,
    sql<{
      n: number
    }>`select count(*)::int4 as n from audit_events where account_id = ${who.id} and event = 'fresh-proof'`,
  )
  expect(n).toBe(1)
})

test('a used code proves nothing later', async () => {
  await password()
  await service.deliver()
  const { code } = gateway.codeFor(who.phone)
  await enter(code)
  await ageProof(deps, who.id, 400)
  const _token = await tokenOn(browser, page)
  await browser.post(`${confirm}/code`, { _token, next, code })
  expect((await proof()).age).toBeGreaterThan(390)
})

test('Gửi lại: not within 60 s, not after 10 minutes without the password', async () => {
  await password()
  expect((await browser.submit(page, `${confirm}/code/send-again`)).statusCode).toBe(429)
  const _token = await tokenOn(browser, page)
  await shiftClock(deps.db, 601)
  expect((await browser.post(`${confirm}/code/send-again`, { _token, next })).headers.location).toBe(page)
  expect((await browser.get(page)).body).toContain('name="password"')
})

test('other ways stay in reach beside the code', async () => {
  await password()
  expect((await browser.get(`${page}&way=other`)).body).toContain('Xác thực bằng CDVCQG')
})

test('no password, and the portal did not say when: a code alone, and only then', async () => {
  await dropPassword()
  await sql`update sessions set amr = '{fed}' where account_id = ${who.id}`.execute(deps.db)
  expect((await browser.get(page)).body).not.toContain('Gửi mã')
  const early = await browser.post(confirm, { _token: await tokenOn(browser, page), next })
  expect(early.statusCode).toBe(422)
  const back = await throughPortal(null)
  expect(back.headers.location).toContain('portal=failed')
  const shown = await browser.get(String(back.headers.location))
  expect(shown.body).toContain(`mã gửi tới số ${phoneOf(who.phone)}`)
  await browser.submit(page, confirm)
  await service.deliver()
  expect((await enter(gateway.codeFor(who.phone).code)).headers.location).toBe(`/vi${next}`)
  expect((await proof()).amr).toEqual(['fed', 'sms'])
})

test('a sign-in at the portal of more than 5 minutes ago is not fresh', async () => {
  expect((await throughPortal(now() - 301)).headers.location).toContain('portal=failed')
  expect((await proof()).age).toBeGreaterThan(900)
})

test('stopping at the portal opens no easier way', async () => {
  await dropPassword()
  const out = await browser.submit(page, '/vi/sign-in/portal')
  const state = new URL(String(out.headers.location)).searchParams.get('state')
  portal.next = { ok: false, code: 'portal-error', reason: 'stopped' }
  await browser.get(`/portal/callback?error=access_denied&state=${state}`)
  expect((await browser.get(page)).body).not.toContain('Gửi mã')
})

test('a citizen: password and code, no portal', async () => {
  const citizen = await addCitizen(deps)
  browser = await signedIn(service, citizen.id, 'phone')
  await ageProof(deps, citizen.id, 1000)
  expect((await browser.get(page)).body).not.toContain('CDVCQG</button>')
  await password(citizen.password)
  await service.deliver()
  expect((await enter(gateway.codeFor(citizen.phone).code)).headers.location).toBe(`/vi${next}`)
})

test('whoever is fresh goes straight on; strange addresses lead to the first page', async () => {
  await ageProof(deps, who.id, 10)
  expect((await browser.get(page)).headers.location).toBe(`/vi${next}`)
  for (const strange of ['https://evil.example', '//evil.example', '/console/standby', '']) {
    const answer = await browser.get(`${confirm}?next=${encodeURIComponent(strange)}`)
    expect(answer.headers.location).toBe('/vi/my-account/info?done=confirmed')
  }
})
