// Traces against a stand-in collector: one span a request, under the caller's, nothing personal in it, and on to the next app.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isDatabaseAway } from '@motcua/db/away.ts'
import { afterAll, expect, test } from 'vitest'
import { createWebApp } from './create-app.ts'
import { createLog } from './log.ts'
import { requestIdHeader } from './request-id.ts'
import { startTraces } from './traces.ts'

type Span = {
  name: string
  traceId: string
  parentSpanId?: string
  spanId: string
  attributes: { key: string; value: object }[]
}
type Sent = { resourceSpans: { resource: { attributes: object[] }; scopeSpans: { spans: Span[] }[] }[] }
const sent: string[] = []
const collector = createServer((asked, answer) => {
  const parts: Buffer[] = []
  asked.on('data', (part: Buffer) => parts.push(part))
  asked.once('end', () => {
    sent.push(`${asked.url} ${Buffer.concat(parts).toString()}`)
    answer.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})
await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done))
afterAll(() => collector.close())

test('a span a request, with the route’s pattern, under the caller’s; the next app gets it', async () => {
  const app = await createWebApp({
    name: 'test',
    origin: 'http://localhost:4999',
    secret: 'x'.repeat(32),
    trustedProxies: [],
    log: createLog('test', 'silent'),
    site: { systemName: 'HỆ THỐNG', shortName: 'Một cửa', place: 'tỉnh Bình Dương', help: '0274' },
    isAway: isDatabaseAway,
  })
  app.get('/people/:number', async () => requestIdHeader())
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const stop = await startTraces(app, { app: 'test', endpoint })
  const [trace, parent] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']
  const answer = await app.inject({
    url: '/people/074185001234?code=123456',
    headers: { traceparent: `00-${trace}-${parent}-01`, 'x-request-id': 'from-the-proxy-1' },
  })
  await app.inject('/nowhere')
  await stop()
  expect(sent).toHaveLength(1)
  const [address = '', ...body] = sent[0]?.split(' ') ?? []
  expect(address).toBe('/v1/traces')
  const text = body.join(' ')
  const spans = (JSON.parse(text) as Sent).resourceSpans[0]?.scopeSpans[0]?.spans ?? []
  expect(spans.map(({ name }) => name)).toEqual(['GET /people/:number', 'GET unknown'])
  const [first] = spans
  expect([first?.traceId, first?.parentSpanId]).toEqual([trace, parent])
  expect(answer.json()).toEqual({
    'x-request-id': 'from-the-proxy-1',
    traceparent: `00-${trace}-${first?.spanId}-01`,
  })
  expect(text).toContain('motcua-test')
  for (const hidden of ['074185001234', '123456']) expect(text).not.toContain(hidden)
  await app.close()
})
