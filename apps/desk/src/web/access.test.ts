// Every route with every right: who gets in, and that what is not listed is denied.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../app.ts'
import { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestDesk, type TestDesk } from '../testing/build-app.ts'
import { loadSamples } from '../testing/desk-database.ts'
import { access } from './access.ts'

const rights = ['receive', 'process', 'approve', 'return'] as const
type Who = (typeof rights)[number] | 'nothing'
const everybody: readonly Who[] = [...rights, 'nothing']

let desk: TestDesk
const people = {} as Record<Who, Browser>
beforeAll(async () => {
  desk = await buildTestDesk()
  await loadSamples(desk.deps.db)
  for (const who of everybody)
    people[who] = await desk.signedIn({ sub: randomUUID(), rights: who === 'nothing' ? [] : [who] })
})
afterAll(() => desk.close())

/** A listed route as somebody would call it. */
const addressOf = (path: string) => `/vi${path === '/' ? '' : path}`.replace(':code', '000.00.12.H09-261123-0042')

async function call(browser: Browser, route: string) {
  const [method = '', path = ''] = route.split(' ')
  const address = /^\/(assets|health|account)/.test(path) ? path : addressOf(path)
  if (method === 'GET') return browser.get(address)
  const { body } = await browser.get('/vi/look-up')
  return browser.post(address, { _token: /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? '' })
}

const leadsToSignIn = (answer: { headers: { location?: string | undefined } }) =>
  answer.headers.location?.includes('/oidc/auth?') ?? false

// Signing out would end the walkers' sessions: it has tests of its own.
const walked = Object.entries(access).filter(([route]) => route !== 'POST /sign-out' && route !== 'GET /sign-in')

test.each(walked)('%s', async (route, rule) => {
  const nobody = await call(desk.browser(), route)
  expect(leadsToSignIn(nobody)).toBe(rule !== 'anyone')
  const entered: Record<string, boolean> = {}
  const mayEnter: Record<string, boolean> = {}
  for (const who of everybody) {
    const answer = await call(people[who], route)
    entered[who] = answer.statusCode !== 403 && !leadsToSignIn(answer)
    mayEnter[who] = rule === 'anyone' || rule === 'officer' || (who !== 'nothing' && rule.includes(who))
  }
  expect(entered).toEqual(mayEnter)
})

test('a route that is not listed is denied, to officers with every right as well', async () => {
  const app = await buildApp(desk.deps)
  app.get('/vi/secret-room', async () => 'open')
  app.post('/vi/dossiers/:code/burn', async () => 'burnt')
  await app.ready()
  const browser = new Browser(app)
  const [session, jar] = [await desk.signedIn({ sub: randomUUID(), rights: [...rights] }), 'desk_session']
  browser.cookies.set(jar, session.cookies.get(jar) ?? '')
  expect((await browser.get('/vi/secret-room')).statusCode).toBe(403)
  const { body } = await browser.get('/vi/look-up')
  const fields = { _token: /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? '' }
  expect((await browser.post('/vi/dossiers/1/burn', fields)).statusCode).toBe(403)
  expect((await new Browser(app).get('/vi/secret-room')).statusCode).toBe(403)
  await app.close()
})

test('an address that is not there is a 404, signed in or not', async () => {
  expect((await desk.browser().get('/vi/nowhere')).statusCode).toBe(404)
  expect((await people.receive.get('/vi/nowhere')).statusCode).toBe(404)
})

test('HEAD asks for the same right as GET', async () => {
  const answer = await desk.app.inject({ method: 'HEAD', url: '/vi/dossiers/new' })
  expect(answer.statusCode).toBe(303)
})

test('every page names the account service as the one other place that a form may end at', async () => {
  const { headers } = await people.receive.get('/vi/dossiers')
  expect(headers['content-security-policy']).toContain(`form-action 'self' ${desk.account.origin};`)
})
