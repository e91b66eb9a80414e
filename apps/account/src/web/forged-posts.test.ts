// A06: every form of the service, forged in six ways: refused, and nothing is written. And the other way round: reading writes nothing.
import { all, sql } from '@motcua/db/query.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Door } from '../records/sessions/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { signedIn, tokenOn } from '../testing/console-browser.ts'
import { addAdministrator, addCitizen, addOfficer, officer } from '../testing/people.ts'
import { access, type Role } from './access.ts'

const service = await buildTestService()
const { app, deps } = service
afterAll(service.close)

const doors: Record<Role, Door> = {
  officer: 'standby',
  'unit-admin': 'portal',
  citizen: 'phone',
  administrator: 'console',
  auditor: 'console',
}
type Who = Role | 'stranger'
const browsers = {} as Record<Who, Browser>
beforeAll(async () => {
  const ids: Record<Role, string> = {
    officer: (await addOfficer(deps, officer())).id,
    'unit-admin': (await addOfficer(deps, officer({ role: 'unit-admin' }))).id,
    citizen: (await addCitizen(deps)).id,
    administrator: (await addAdministrator(deps)).id,
    auditor: (await addAdministrator(deps, 'auditor')).id,
  }
  for (const role of Object.keys(ids) as Role[]) browsers[role] = await signedIn(service, ids[role], doors[role])
  browsers.stranger = service.browser()
})

/** Called by gateways: the unguessable path is the proof (contracts.md §10). */
const machines = new Set(['/sms/receipts/:receipt'])

const routes = Object.entries(access).flatMap(([route, rule]) => {
  const [method = '', path = ''] = route.split(' ')
  if (machines.has(path) || path === '/assets/*') return []
  const url = app.hasRoute({ method: method as 'GET', url: path }) ? path : `/vi${path}`
  const role: Who = rule === 'anyone' ? 'stranger' : (rule[0] ?? 'stranger')
  return [{ method, role, url: url.replace(/:\w+/, '11111111-2222-4333-8444-555555555555') }]
})
const posts = routes.filter(({ method }) => method === 'POST')
const gets = routes.filter(({ method }) => method === 'GET')

const form = 'application/x-www-form-urlencoded'
type Forgery = { headers?: Record<string, string>; token?: string; body?: 'text' | 'multipart'; bare?: true }
const forgeries: Record<string, Forgery> = {
  'without a token': { token: '' },
  'with the token of another browser': { token: 'A'.repeat(43) },
  'from another site': { headers: { 'sec-fetch-site': 'cross-site' } },
  'from another port of this host': { headers: { 'sec-fetch-site': 'same-site' } },
  'from a foreign origin in an old browser': { headers: { origin: 'https://evil.example' } },
  'as plain text, which needs no leave of ours': { body: 'text' },
  'without the browser’s cookie': { bare: true },
}

async function post(url: string, browser: Browser, forgery: Forgery) {
  // Also a forged one comes from a browser that has been here: its cookie is there.
  const own = await tokenOn(browser, '/vi/sign-in')
  const token = forgery.token ?? own
  const cookies = Object.fromEntries(browser.cookies)
  if (forgery.bare) delete cookies['account_browser']
  const payload = new URLSearchParams({ _token: token, number: '074185001234', code: '123456' }).toString()
  const headers = { 'content-type': forgery.body ? 'text/plain' : form, ...forgery.headers }
  return app.inject({ method: 'POST', url, cookies, headers, payload })
}

test.each(Object.entries(forgeries))('A06: every form is refused %s', async (_name, forgery) => {
  expect(posts.length).toBeGreaterThan(45)
  const before = await contents()
  const taken: string[] = []
  for (const { url, role } of posts) {
    const answer = await post(url, browsers[role], forgery)
    const isRefused = forgery.body ? [403, 415, 400].includes(answer.statusCode) : answer.statusCode === 403
    if (!isRefused) taken.push(`${url}: ${answer.statusCode}`)
  }
  expect(taken).toEqual([])
  expect(await contents()).toEqual(before)
})

test('reading writes nothing: no page, asked for by who may see it, changes a row', async () => {
  const changed: string[] = []
  for (const { url, role } of gets) {
    const before = await contents()
    await browsers[role].get(url)
    const after = await contents()
    for (const [name, rows] of Object.entries(after)) if (rows !== before[name]) changed.push(`${url} → ${name}`)
  }
  expect(changed).toEqual([])
})

/** A digest of each table's rows; of sessions without the time when somebody was last seen, which reading is meant to keep. */
async function contents(): Promise<Record<string, string>> {
  const tables = await all(
    deps.db,
    sql<{
      name: string
    }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    if (name === 'sessions') continue
    const [row] = await all(
      deps.db,
      sql<{
        digest: string
      }>`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql.table(name)} t`,
    )
    digests[name] = row?.digest ?? ''
  }
  return digests
}
