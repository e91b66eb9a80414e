// Every switch really does what its page says; nonsense is refused in one sentence.
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.ts'
import { everyGateway } from './faults.ts'
import { createBrowser } from '../testing/browser.ts'
import { accountOrigin, arrive, newTrip, pick, redeem, tokensOf, userinfoOf } from '../testing/trip.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, portalPort: 0, accountOrigin })
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.faults.set({ portal: { mode: 'up' }, sms: { esms: { mode: 'up' } } }))

const put = (body: unknown) =>
  fetch(`${sandbox.origin}/api/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const portal = (mode: string, seconds?: number) => put({ portal: { mode, seconds } })

test('all is up at first, and the state is told', async () => {
  const state = await (await fetch(`${sandbox.origin}/api/faults`)).json()
  expect(state).toEqual({ portal: { mode: 'up', seconds: 10 }, sms: everyGateway(() => ({ mode: 'up', seconds: 10 })) })
})

test('refuse: connections are refused at once, also running ones, and taken again at the same port', async () => {
  await fetch(sandbox.discoveryUrl)
  expect((await portal('refuse')).status).toBe(200)
  const error = await fetch(sandbox.discoveryUrl).catch((cause: Error) => cause.cause)
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  // Two at once arrive in any order; what is asked last holds.
  await Promise.all([portal('up'), portal('refuse')])
  await portal('up')
  expect((await fetch(sandbox.discoveryUrl)).status).toBe(200)
})

test('slow: every answer waits', async () => {
  await portal('slow', 1)
  const started = performance.now()
  expect((await fetch(sandbox.discoveryUrl)).status).toBe(200)
  expect(performance.now() - started).toBeGreaterThan(990)
})

test('500: every page and every answer is an error', async () => {
  const trip = newTrip(sandbox)
  await portal('500')
  expect((await fetch(sandbox.discoveryUrl)).status).toBe(500)
  const page = await createBrowser().get(trip.url)
  expect([page.status, page.text.includes('Lỗi hệ thống')]).toEqual([500, true])
})

test('token-error: the way back works, the token endpoint does not', async () => {
  await portal('token-error')
  const trip = newTrip(sandbox)
  const code = (await pick(sandbox, createBrowser(), trip)).searchParams.get('code')!
  const answer = await redeem(sandbox, trip, code)
  expect([answer.status, await answer.json()]).toEqual([500, expect.objectContaining({ error: 'server_error' })])
  await portal('up')
  expect((await redeem(sandbox, trip, code)).status).toBe(200)
})

test('no-codes: people stay on the code page, whether they typed or were picked; nothing reaches the phone', async () => {
  await portal('no-codes')
  const browser = createBrowser()
  const { url, page } = await arrive(browser, newTrip(sandbox))
  const typed = await browser.submit(url, page, '/commonauth', { number: '074080005678', password: 'Cong@2023' })
  expect(typed.location).toContain('/authenticationendpoint/smsotp.do')
  const picked = await pick(sandbox, createBrowser(), newTrip(sandbox))
  expect(picked.pathname).toBe('/authenticationendpoint/smsotp.do')
  const codePage = await browser.get(typed.location!)
  expect(codePage.text).toContain('Mã OTP đã được gửi')
  await browser.submit(typed.location!, codePage, '/commonauth/code/again')
  expect(sandbox.phones.messages('0913456802')).toEqual([])
})

test('wrong-nonce: the token bears another nonce', async () => {
  await portal('wrong-nonce')
  const { trip, tokens } = await tokensOf(sandbox, createBrowser())
  expect(decodeJwt(tokens.id_token)['nonce']).not.toBe(trip.nonce)
})

test('keys-rotated: old keys no longer fit, keys read anew do; each time it is switched on', async () => {
  const jwks = new URL(`${sandbox.portalOrigin}/oauth2/jwks`)
  const kept = createRemoteJWKSet(jwks, { cooldownDuration: 60_000 })
  const before = (await tokensOf(sandbox, createBrowser())).tokens.id_token
  await jwtVerify(before, kept)
  await portal('keys-rotated')
  const { id_token } = (await tokensOf(sandbox, createBrowser())).tokens
  await expect(jwtVerify(id_token, kept)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
  await jwtVerify(id_token, createRemoteJWKSet(jwks))
  await expect(jwtVerify(before, createRemoteJWKSet(jwks))).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
})

test('no-id-number: userinfo names neither number', async () => {
  await portal('no-id-number')
  const { tokens } = await tokensOf(sandbox, createBrowser(), 'Nguyễn Thị Hạnh')
  const { claims } = await userinfoOf(sandbox, tokens.access_token)
  expect(claims['TechID']).toBeTruthy()
  expect([claims['SoDinhDanh'], claims['SoCMND']]).toEqual([undefined, undefined])
})

test('a change of one part leaves the other alone', async () => {
  await put({ sms: { esms: { mode: 'reorder' } } })
  const answer = await portal('slow', 2)
  expect(await answer.json()).toEqual({
    portal: { mode: 'slow', seconds: 2 },
    sms: { ...everyGateway(() => ({ mode: 'up', seconds: 10 })), esms: { mode: 'reorder', seconds: 90 } },
  })
})

const portalModes = 'up, slow, refuse, 500, token-error, no-codes, wrong-nonce, keys-rotated, no-id-number'
const nonsense = [
  ['an unknown mode', { portal: { mode: 'broken' } }, `portal.mode must be one of ${portalModes}.`],
  ['no mode', { portal: { seconds: 3 } }, `portal.mode must be one of ${portalModes}.`],
  ['a mode that is no switch', { portal: 'refuse' }, 'portal must be an object with "mode".'],
  [
    'a mode of the portal at a gateway',
    { sms: { esms: { mode: '500' } } },
    'sms.esms.mode must be one of up, slow, refuse, drop, duplicate, reorder, no-receipt, late-receipt, undelivered.',
  ],
  [
    'too many seconds',
    { portal: { mode: 'slow', seconds: 601 } },
    'portal.seconds must be a whole number from 1 to 600.',
  ],
  [
    'no seconds at all',
    { portal: { mode: 'slow', seconds: 0 } },
    'portal.seconds must be a whole number from 1 to 600.',
  ],
  [
    'seconds as text',
    { portal: { mode: 'slow', seconds: '5' } },
    'portal.seconds must be a whole number from 1 to 600.',
  ],
  ['an unknown gateway', { sms: { fax: { mode: 'up' } } }, 'sms has unknown names: fax.'],
  ['an unknown part', { portal: { mode: 'up' }, mail: {} }, 'The body has unknown names: mail.'],
  ['an unknown field', { portal: { mode: 'up', until: 5 } }, 'portal has unknown names: until.'],
  ['nothing', {}, 'Nothing to change: name "portal" or a gateway under "sms".'],
  ['no gateway', { sms: {} }, 'Nothing to change: name "portal" or a gateway under "sms".'],
  ['a list', [], 'The body must be an object with "portal" or "sms".'],
  ['broken JSON', '{"portal":', 'The body is not readable JSON.'],
] as const
test.each(nonsense)('PUT of %s is refused and changes nothing', async (_name, body, error) => {
  const answer = await put(body)
  expect([answer.status, await answer.json()]).toEqual([400, { error }])
  expect(sandbox.faults.read().portal.mode).toBe('up')
})

test('PUT of a form is refused', async () => {
  const answer = await fetch(`${sandbox.origin}/api/faults`, {
    method: 'PUT',
    body: new URLSearchParams({ portal: 'up' }),
  })
  expect([answer.status, await answer.json()]).toEqual([
    415,
    { error: 'The body must be JSON, with content-type application/json.' },
  ])
})

test('the page shows the state, switches, and marks a fault in the menu', async () => {
  const browser = createBrowser()
  const url = `${sandbox.origin}/vi/faults`
  const page = await browser.get(url)
  expect(page.text).toContain('Cổng mạng đóng hẳn')
  expect(page.text).not.toContain('đang có sự cố')
  const answer = await browser.submit(url, page, '/vi/faults/portal', { mode: 'slow', 'seconds-portal': '7' })
  expect([answer.status, answer.location]).toEqual([303, `${url}?done=1`])
  expect(sandbox.faults.read().portal).toEqual({ mode: 'slow', seconds: 7 })
  const after = await browser.get(answer.location!)
  for (const text of ['Đã áp dụng', 'Chậm · 7 s', 'đang có sự cố']) expect(after.text).toContain(text)
  await browser.submit(url, page, '/vi/faults/all-up')
  expect(sandbox.faults.read().portal.mode).toBe('up')
})

test('the page refuses nonsense at its field and keeps what was typed', async () => {
  const browser = createBrowser('en')
  const url = `${sandbox.origin}/en/faults`
  const page = await browser.get(url)
  const seconds = await browser.submit(url, page, '/en/faults/esms', { mode: 'slow', 'seconds-esms': '9x' })
  expect(seconds.status).toBe(422)
  for (const text of ['Type a number of seconds from 1 to 600.', 'value="9x"']) expect(seconds.text).toContain(text)
  const mode = await browser.submit(url, page, '/en/faults/portal', { mode: 'fire' })
  expect([mode.status, mode.text.includes('Choose a state.')]).toEqual([422, true])
  const forged = await fetch(`${url}/portal`, { method: 'POST', body: new URLSearchParams({ mode: 'refuse' }) })
  expect(forged.status).toBe(403)
  expect(sandbox.faults.read().portal.mode).toBe('up')
})
