// The reminder between the portal and the counter: for officers who are not ready, once a day, and never in an outage.
import { one, sql } from '@motcua/db/query.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestService } from '../../../testing/build-app.ts'
import { arrivalOf, identityOf } from '../../../testing/fake-portal.ts'
import { addOfficer, officer } from '../../../testing/people.ts'
import { addRelyingParty, authorization, callback } from '../../../testing/relying-party.ts'

const service = await buildTestService()
const { deps, portal } = service
afterAll(service.close)
beforeAll(() => addRelyingParty(service))

type Officer = Awaited<ReturnType<typeof addOfficer>>

/** From the relying party through the portal; gives the browser and where it was sent after the callback. */
async function fromRelyingParty(who: Officer) {
  const browser = service.browser()
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const asked = await browser.get(authorization('a-verifier-that-is-long-enough-for-the-rule-of-43'))
  const errand = await browser.get(String(asked.headers.location))
  const page = String(errand.headers.location ?? '/vi/sign-in')
  const out = await browser.submit(page, '/vi/sign-in/portal')
  const state = new URL(String(out.headers.location)).searchParams.get('state')
  const back = await browser.get(`/portal/callback?code=x&state=${state}`)
  return { browser, to: String(back.headers.location) }
}

test('not ready: one page, then on to the relying party; not again before tomorrow', async () => {
  const who = await addOfficer(deps, officer(), true)
  const { browser, to } = await fromRelyingParty(who)
  expect(to).toBe('/vi/my-account/reminder')
  const page = await browser.get(to)
  expect(page.body).toContain('Số điện thoại nhận mã OTP')
  expect(page.headers['content-security-policy']).toContain(new URL(callback).origin)
  const later = await browser.submit(to, to)
  const onward = await browser.get(String(later.headers.location).replace(/^http:\/\/localhost:\d+/, ''))
  expect(String(onward.headers.location)).toContain(`${callback}?code=`)
  expect((await fromRelyingParty(who)).to).not.toContain('reminder')
  const { hours } = await one(
    deps.db,
    sql<{
      hours: number
    }>`select extract(epoch from remind_after - clock_now())::float8 / 3600 as hours from accounts where id = ${who.id}`,
  )
  expect(hours).toBeGreaterThan(0)
  expect(hours).toBeLessThanOrEqual(24)
  // The next day, for this person: a relying party's request lives by the process's clock, which no test shifts.
  await sql`update accounts set remind_after = remind_after - interval '24 hours' where id = ${who.id}`.execute(deps.db)
  expect((await fromRelyingParty(who)).to).toBe('/vi/my-account/reminder')
})

test('ready with a number that nobody confirmed for half a year: the same page asks for that', async () => {
  const who = await addOfficer(deps, officer())
  await sql`update phones set confirmed_at = clock_now() - interval '181 days' where account_id = ${who.id}`.execute(
    deps.db,
  )
  const { browser, to } = await fromRelyingParty(who)
  expect(to).toBe('/vi/my-account/reminder')
  const page = await browser.get(to)
  for (const text of ['hơn 180 ngày chưa xác nhận lại', 'href="/vi/my-account/register-otp"'])
    expect(page.body).toContain(text)
})

test('ready: straight on; and the page itself sends a ready person on', async () => {
  const who = await addOfficer(deps, officer())
  const { browser, to } = await fromRelyingParty(who)
  expect(to).not.toContain('reminder')
  expect((await browser.get('/vi/my-account/reminder')).headers.location).toBe('/vi/my-account/info')
})

test('somebody else’s way on is not taken', async () => {
  const [one_, two] = [await addOfficer(deps, officer(), true), await addOfficer(deps, officer(), true)]
  const first = await fromRelyingParty(one_)
  const second = await fromRelyingParty(two)
  second.browser.cookies.set('account_onward', first.browser.cookies.get('account_onward') ?? '')
  const later = await second.browser.submit('/vi/my-account/reminder', '/vi/my-account/reminder')
  expect(later.headers.location).toBe('/vi/my-account/info')
})
