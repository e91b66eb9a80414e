// A portal that takes the connection and says nothing: nobody waits for longer than the limits say.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { createPortalClient } from './client.ts'

const { check, logout, timeout } = limits.portal
const server = createServer((request, response) => {
  if (request.url === '/prompt') response.setHeader('content-type', 'application/json').end('{}')
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const client = (path: string) =>
  createPortalClient({
    discoveryUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    clientId: 'account',
    clientSecret: 'a-secret-of-thirty-two-characters!',
    origin: 'http://localhost:4000',
    timeout,
    allowHttp: true,
  })

/** Seconds until it gave up, and with what. */
async function spent<T>(work: Promise<T>) {
  const begun = performance.now()
  const answer = await work.catch(() => 'gave up')
  return { answer, seconds: (performance.now() - begun) / 1000 }
}

test('limits: a silent portal is given up after 2.5 s, at sign-out after 2 s, in a trip after 5 s', async () => {
  const silent = client('/silent')
  const [before, after, trip] = await Promise.all([
    spent(silent.isReachable(check)),
    spent(silent.isReachable(logout)),
    spent(silent.departure({ state: 's', nonce: 'n', verifier: 'v', fresh: false })),
  ])
  expect([before.answer, after.answer, trip.answer]).toEqual([false, false, 'gave up'])
  for (const [{ seconds }, limit] of [
    [before, check],
    [after, logout],
    [trip, timeout],
  ] as const) {
    expect(seconds).toBeGreaterThan(limit - 0.2)
    expect(seconds).toBeLessThan(limit + 2)
  }
})

test('a portal that answers is reachable', async () => {
  expect(await client('/prompt').isReachable(check)).toBe(true)
})
