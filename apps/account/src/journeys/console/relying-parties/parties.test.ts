// Relying parties at the console: added with a secret shown once, changed, stopped; what the settings own stays with the settings.
import { all, one, sql } from '@motcua/db/query.ts'
import { type Browser, hiddenFields } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { saveListedParties } from '../../../provider/relying-parties.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { addAdministrator, ageProof } from '../../../testing/people.ts'
import { addRelyingParty } from '../../../testing/relying-party.ts'

const service = await buildTestService()
const { deps, app } = service
afterAll(service.close)
await addRelyingParty(service)

const home = '/vi/console/relying-parties'
let admin: Awaited<ReturnType<typeof addAdministrator>>
let browser: Browser
let id: string
let made = 0
beforeEach(async () => {
  admin = await addAdministrator(deps)
  browser = await signedIn(service, admin.id)
  await browser.get(home)
  made += 1
  id = `cong-dan-so-${made}`
})

const typed = (more: Record<string, string> = {}) => ({
  client_id: id,
  name_vi: 'Công dân số',
  name_en: 'Citizen app',
  redirect_uris: 'https://congdan.example.vn/callback\nhttps://congdan.example.vn/callback2',
  post_logout_redirect_uris: '',
  backchannel_logout_uri: '',
  standby_traces_uri: '',
  ...more,
})
const add = (more: Record<string, string> = {}) => browser.submit(`${home}/new`, `${home}/new`, typed(more))
/** Also where the page has no such form. */
const press = async (what: string, fields: Record<string, string> = {}) => {
  const { seen = '' } = hiddenFields((await browser.get(`${home}/${id}`)).body, `${home}/${id}`)
  return browser.post(`${home}/${id}${what}`, { _token: await tokenOn(browser, `${home}/new`), seen, ...fields })
}
const secretIn = (body: string) => /<code class="address">([^<]+)<\/code>/.exec(body)?.[1] ?? ''
const events = () =>
  all(deps.db, sql<{ event: string }>`select event from audit_events where detail ->> 'client' = ${id} order by at`)

/** What the token endpoint says to these credentials: 'invalid_client', or a fault of the made-up code. */
async function judged(secret: string): Promise<string> {
  const fields = { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://congdan.example.vn/callback' }
  const answer = await app.inject({
    method: 'POST',
    url: '/oidc/token',
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams({ ...fields, code_verifier: 'v'.repeat(43) }).toString(),
  })
  return answer.json<{ error: string }>().error
}

test('added: its secret is shown once, works, and stands nowhere in the database', async () => {
  const answer = await add()
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store'])
  const secret = secretIn(answer.body)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(await judged(secret)).toBe('invalid_grant')
  expect(await judged('another')).toBe('invalid_client')
  expect((await browser.get(`${home}/${id}`)).body).not.toContain(secret)
  const row = await one(
    deps.db,
    sql<{ text: string }>`select r::text as text from relying_parties r where client_id = ${id}`,
  )
  expect(row.text).not.toContain(secret)
  expect((await browser.get(home)).body).toContain('Công dân số')
  expect(await events()).toEqual([{ event: 'party-added' }])
})

test('two at once with the same id: one is added', async () => {
  const answers = await Promise.all([add(), add()])
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
  expect(answers.find((answer) => answer.statusCode === 409)?.body).toContain('Mã ứng dụng này đã có')
})

test.each([
  [{ client_id: 'Ứng dụng' }, 'Mã ứng dụng gồm 4–60'],
  [{ name_en: '' }, 'Hãy nhập tên của ứng dụng'],
  [{ redirect_uris: '' }, 'Hãy nhập địa chỉ https đầy đủ'],
  [{ redirect_uris: 'https://*.example.vn/callback' }, 'Hãy nhập địa chỉ https đầy đủ'],
  [{ redirect_uris: 'https://congdan.example.vn/callback#part' }, 'Hãy nhập địa chỉ https đầy đủ'],
  [{ redirect_uris: 'javascript:alert(1)' }, 'Hãy nhập địa chỉ https đầy đủ'],
  [{ backchannel_logout_uri: 'https://ai@example.vn/' }, 'Hãy nhập địa chỉ https đầy đủ'],
  [{ standby_traces_uri: 'ftp://example.vn/' }, 'Hãy nhập địa chỉ https đầy đủ'],
])('refused at its field: %j', async (more, text) => {
  const answer = await add(more)
  expect([answer.statusCode, answer.body.includes(text)]).toEqual([422, true])
  expect(answer.body).toContain('value="Công dân số"')
  expect(await events()).toEqual([])
})

test('changed: names and addresses, never the secret', async () => {
  const secret = secretIn((await add()).body)
  const answer = await press('', { ...typed({ name_vi: 'Công dân số 2' }), redirect_uris: 'https://moi.example.vn/cb' })
  expect(answer.headers.location).toBe(`${home}/${id}?done=changed`)
  const { body } = await browser.get(`${home}/${id}?done=changed`)
  expect([body.includes('Công dân số 2'), body.includes('https://moi.example.vn/cb')]).toEqual([true, true])
  expect(await judged(secret)).toBe('invalid_grant')
  expect((await press('', typed({ redirect_uris: 'nowhere' }))).statusCode).toBe(422)
})

test('a new secret kills the old one', async () => {
  const old = secretIn((await add()).body)
  const fresh = secretIn((await press('/secret')).body)
  expect([await judged(old), await judged(fresh)]).toEqual(['invalid_client', 'invalid_grant'])
})

test('stopped: refused at the token endpoint; a second stop says that somebody was first; resumed it works again', async () => {
  const secret = secretIn((await add()).body)
  expect((await press('/stop')).headers.location).toBe(`${home}/${id}?done=stopped`)
  expect(await judged(secret)).toBe('invalid_client')
  expect((await browser.get(`${home}/${id}`)).body).toMatch(/dừng lúc .* bởi Quản trị/)
  expect((await press('/stop')).statusCode).toBe(409)
  expect((await press('/resume')).statusCode).toBe(303)
  expect(await judged(secret)).toBe('invalid_grant')
  expect((await events()).map(({ event }) => event)).toEqual(['party-added', 'party-stopped', 'party-resumed'])
})

test('each change needs a fresh proof; the form asks for it itself, a button leads to it', async () => {
  await add()
  await ageProof(deps, admin.id, 301)
  for (const what of ['/secret', '/stop', '/resume'])
    expect((await press(what)).headers.location).toBe(
      `/vi/console/confirm?next=${encodeURIComponent(`/console/relying-parties/${id}`)}`,
    )
  expect((await press('', typed())).statusCode).toBe(422)
  const code = await codeOf(deps, admin.secret)
  expect((await press('', { ...typed(), password: admin.password, code })).statusCode).toBe(303)
})

test('what the settings declare is not changed here; it can be stopped, and a new start keeps it stopped', async () => {
  id = 'listed-party'
  const party = {
    client_id: id,
    client_secret: 'a-secret-of-the-listed-party-32-chars',
    name_vi: 'Trong cấu hình',
    name_en: 'Listed',
    redirect_uris: ['https://congdan.example.vn/callback'],
    post_logout_redirect_uris: [],
  }
  await saveListedParties(deps, [party])
  expect((await browser.get(`${home}/${id}`)).body).toContain('do cấu hình máy chủ khai báo')
  expect((await press('', typed())).statusCode).toBe(409)
  expect((await press('/secret')).statusCode).toBe(409)
  expect((await press('/stop')).statusCode).toBe(303)
  await saveListedParties(deps, [party])
  expect(await judged(party.client_secret)).toBe('invalid_client')
  await press('/resume')
  expect(await judged(party.client_secret)).toBe('invalid_grant')
})

test('what the settings no longer declare is stopped by the next start, and comes back with them', async () => {
  const states = () =>
    all(
      deps.db,
      sql`select client_id, disabled_at is null as active from relying_parties where source = 'settings' order by client_id`,
    )
  await saveListedParties(deps, [])
  expect((await states()).every((row) => !(row as { active: boolean }).active)).toBe(true)
  id = 'listed-party'
  expect((await press('/resume')).statusCode).toBe(409)
  await addRelyingParty(service)
  expect(await states()).toContainEqual({ client_id: 'test-party', active: true })
})

test('an unknown one is not found; auditors see no form', async () => {
  expect((await browser.get(`${home}/nobody`)).statusCode).toBe(404)
  await add()
  const reader = await signedIn(service, (await addAdministrator(deps, 'auditor')).id)
  const { body } = await reader.get(`${home}/${id}`)
  expect([body.includes('Công dân số'), body.includes('Dừng ứng dụng')]).toEqual([true, false])
})
