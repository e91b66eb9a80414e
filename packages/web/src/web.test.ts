// The shared web layer through its own door: headers, forgery, languages, plain problems.
import { isDatabaseAway } from '@motcua/db/away.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWebApp } from './create-app.ts'
import { randomToken } from './keyed-hash.ts'
import { createLog } from './log.ts'
import { requestIdHeader } from './request-id.ts'
import { seal, unseal } from './sealed-value.ts'

const site = { systemName: 'HỆ THỐNG', shortName: 'Một cửa', place: 'tỉnh Bình Dương', help: '0274' }
const app = await createWebApp({
  name: 'test',
  origin: 'http://localhost:4999',
  secret: 'x'.repeat(32),
  trustedProxies: [],
  log: createLog('test', 'silent'),
  site,
  isAway: isDatabaseAway,
})
app.get('/vi/token', async (_request, reply) => reply.send({ token: reply.shell().token }))
app.post('/vi/act', async () => ({ done: true }))
app.get('/vi/away', async () => {
  throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
})
app.get('/vi/bug', async () => {
  throw new Error('secret detail 074185001234')
})
beforeAll(async () => {
  await app.ready()
})
afterAll(() => app.close())

async function freshForm() {
  const answer = await app.inject('/vi/token')
  const cookie = answer.cookies[0]
  return { token: answer.json<{ token: string }>().token, cookies: { [String(cookie?.name)]: String(cookie?.value) } }
}

test('a form of our own page is answered', async () => {
  const { token, cookies } = await freshForm()
  const answer = await app.inject({ method: 'POST', url: '/vi/act', cookies, payload: { _token: token } })
  expect(answer.json()).toEqual({ done: true })
})

const forgeries = {
  'no token': { payload: {} },
  'a token of another browser': { payload: { _token: 'A'.repeat(43) } },
  'from another site': { headers: { 'sec-fetch-site': 'cross-site' } },
  'from another port of the same host': { headers: { 'sec-fetch-site': 'same-site' } },
  'from a foreign origin in an old browser': { headers: { origin: 'http://evil.example' } },
  'no cookie': { cookies: {} },
}
test.each(Object.entries(forgeries))('a forged form is refused: %s', async (_name, part) => {
  const { token, cookies } = await freshForm()
  const answer = await app.inject({ method: 'POST', url: '/vi/act', cookies, payload: { _token: token }, ...part })
  expect(answer.statusCode).toBe(403)
  expect(answer.body).toContain('Trang đã cũ')
})

test('every answer has the strict headers', async () => {
  for (const url of ['/vi/nowhere', '/vi/bug', '/assets/motcua.css']) {
    const { headers } = await app.inject(url)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
  }
})

test('an unknown page is 404 in the language of its path', async () => {
  const vi = await app.inject('/vi/nowhere')
  expect([vi.statusCode, vi.body.includes('Không tìm thấy trang')]).toEqual([404, true])
  const en = await app.inject('/en/nowhere')
  expect([en.statusCode, en.body.includes('Page not found')]).toEqual([404, true])
})

test('a bug shows an incident number and nothing of its inside', async () => {
  const answer = await app.inject('/vi/bug')
  expect(answer.statusCode).toBe(500)
  expect(answer.body).toContain('Mã sự cố')
  expect(answer.body).not.toContain('secret detail')
})

test('a database that is away is 503 with Retry-After', async () => {
  const answer = await app.inject('/vi/away')
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5'])
})

test('a character that no database keeps is a wrong request, in an address and in a form', async () => {
  const { token, cookies } = await freshForm()
  for (const url of ['/vi/token?q=a%00b', '/vi/%00']) expect((await app.inject({ url })).statusCode).toBe(400)
  const answers = [{ name: 'a\0b' }, { name: ['a', '\0'] }].map((payload) =>
    app.inject({ method: 'POST', url: '/vi/act', cookies, payload: { _token: token, ...payload } }),
  )
  expect((await Promise.all(answers)).map((answer) => answer.statusCode)).toEqual([400, 400])
})

test('a body over the limit is 413', async () => {
  const { token, cookies } = await freshForm()
  const payload = { _token: token, text: 'x'.repeat(70_000) }
  expect((await app.inject({ method: 'POST', url: '/vi/act', cookies, payload })).statusCode).toBe(413)
})

test('a sealed value opens for its purpose only, and not when changed', () => {
  const sealed = seal('k'.repeat(32), 'a', { x: 1 })
  expect(unseal('k'.repeat(32), 'a', sealed)).toEqual({ x: 1 })
  expect(unseal('k'.repeat(32), 'b', sealed)).toBeNull()
  expect(unseal('k'.repeat(32), 'a', `${sealed.slice(0, -2)}AA`)).toBeNull()
  expect(unseal('k'.repeat(32), 'a', undefined)).toBeNull()
})

test('a request keeps the id that the proxy gave it, on every line and to the next app; a strange one is not taken', async () => {
  const lines: string[] = []
  const log = createLog('test', 'info', { write: (line) => lines.push(line) })
  const own = await createWebApp({
    name: 'test',
    origin: 'http://localhost:4999',
    secret: 'x'.repeat(32),
    trustedProxies: [],
    log,
    site,
    isAway: isDatabaseAway,
  })
  own.get('/onward', async () => {
    await Promise.resolve()
    log.info({ event: 'inside' }, 'inside')
    return requestIdHeader()
  })
  const asked = await own.inject({ url: '/onward', headers: { 'x-request-id': 'from-the-proxy-1' } })
  expect(asked.json()).toEqual({ 'x-request-id': 'from-the-proxy-1' })
  const strange = await own.inject({ url: '/onward', headers: { 'x-request-id': 'a b\n{"event":"forged"}' } })
  expect(strange.json<Record<string, string>>()['x-request-id']).toMatch(/^[\w-]{12}$/)
  const told = lines.map((line) => JSON.parse(line) as Record<string, string>)
  expect(told.slice(0, 2).map(({ event, request }) => [event, request])).toEqual([
    ['inside', 'from-the-proxy-1'],
    ['request', 'from-the-proxy-1'],
  ])
  await own.close()
})

test('ASVS 11.3.4 and 7.2.3: of 50,000 sealed values no nonce comes twice, and of 50,000 tokens none; both are long enough', () => {
  const many = Array.from({ length: 50_000 })
  const nonces = new Set(
    many.map(() =>
      Buffer.from(seal('k'.repeat(32), 'a', 1), 'base64url')
        .subarray(1, 13)
        .toString('hex'),
    ),
  )
  const tokens = many.map(() => randomToken())
  expect([nonces.size, new Set(tokens).size]).toEqual([50_000, 50_000])
  expect(tokens.every((token) => Buffer.from(token, 'base64url').length === 32)).toBe(true)
})
