// A relying party's request on its way through the browser: nothing is written for it, it is answered once, and it cannot be carried elsewhere.
import { all, sql } from '@motcua/db/query.ts'
import { afterAll, expect, test } from 'vitest'
import { buildTestService } from '../testing/build-app.ts'
import { signedIn } from '../testing/console-browser.ts'
import { addOfficer, officer } from '../testing/people.ts'
import {
  addRelyingParty,
  authorization,
  callback,
  codeFor,
  follow,
  pathOf,
  tokensFor,
} from '../testing/relying-party.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)
await addRelyingParty(service)
const who = await addOfficer(deps, officer())

const records = () => all(deps.db, sql<{ model: string; payload: object }>`select model, payload from provider_records`)

test('a stranger’s request writes nothing', async () => {
  const form = await follow(service.browser(), authorization('v'.repeat(43)))
  expect([form.statusCode, form.body.includes('Hệ thống thử')]).toEqual([200, true])
  expect(await records()).toEqual([])
})

test('a request too long for a cookie is answered all the same', async () => {
  const state = 's'.repeat(4000)
  const { code, location } = await codeFor(await signedIn(service, who.id, 'portal'), { state })
  expect([code !== '', new URL(location).searchParams.get('state')]).toEqual([true, state])
  expect((await records()).map(({ model }) => model)).not.toContain('Interaction')
})

test('the resume address works once, and in this browser only', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const asked = await browser.get(authorization('v'.repeat(43)))
  const answered = await browser.get(pathOf(asked.headers.location) ?? '')
  const resume = pathOf(answered.headers.location) ?? ''
  expect(resume).toMatch(/^\/oidc\/auth\//)
  const elsewhere = await (await signedIn(service, who.id, 'portal')).get(resume)
  expect(elsewhere.headers.location).toBe('/sign-in?done=over')
  expect(String((await browser.get(resume)).headers.location)).toContain(`${callback}?code=`)
  expect((await browser.get(resume)).headers.location).toBe('/sign-in?done=over')
})

test('what was asked in one browser does not open a form in another', async () => {
  const asked = await service.browser().get(authorization('v'.repeat(43)))
  const elsewhere = await service.browser().get(pathOf(asked.headers.location) ?? '')
  expect(elsewhere.headers.location).toBe('/vi/sign-in?done=over')
})

test('no code, token or cookie lies in the database', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const { tokens } = await tokensFor(service, browser)
  const sessions = await all(deps.db, sql<{ payload: object }>`select payload from sessions where payload is not null`)
  const kept = JSON.stringify([await records(), sessions])
  expect(kept).toContain('AccessToken')
  expect(kept).not.toContain(tokens.access_token)
  expect(sessions.length).toBeGreaterThan(0)
  expect(kept).not.toContain('"jti"')
})
