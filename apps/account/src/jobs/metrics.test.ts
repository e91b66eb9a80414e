// /metrics: what an operator sees of one sign-in, with nothing personal in it, and what stays when the database is away.
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { insertPeriod } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { addAdministrator, addOfficer } from '../testing/people.ts'
import { serveMetrics } from './metrics.ts'
import { purge } from './purge.ts'

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

const port = await freePort()
const service = await buildTestService({ METRICS_PORT: String(port) })
const { app, deps, gateway } = service
const stop = await serveMetrics(app, deps)
afterAll(async () => {
  await stop()
  await service.close()
})
const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()

test('sign-ins by door and result, steps, codes, outbox, verdict, period, hashes, pool, event loop', async () => {
  const who = await addOfficer(deps)
  const { id: openedBy } = await addAdministrator(deps)
  await insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason: 'Cổng hỏng', minutes: 60, openedBy })
  const browser = service.browser()
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: 'sai mật khẩu' })
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  expect(await scrape()).toContain('motcua_outbox_depth{box="messages",app="account"} 1')
  await service.deliver()
  await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  await purge(deps)
  const text = await scrape()
  for (const line of [
    'motcua_sign_ins_5m{door="standby",result="in",app="account"} 1',
    'motcua_sign_ins_5m{door="standby",result="wrong-password",app="account"} 1',
    'motcua_codes_15m{state="entered",app="account"} 1',
    'motcua_outbox_depth{box="messages",app="account"} 0',
    'motcua_portal_verdict{word="unknown",app="account"} 1',
    'motcua_standby_periods_open{app="account"} 1',
    'motcua_hashes{state="running",app="account"} 0',
    'motcua_database_away{app="account"} 0',
  ])
    expect(text).toContain(line)
  const step = text
    .split('\n')
    .find((line) =>
      ['motcua_request_seconds_count', '"POST"', '"/vi/sign-in/code"'].every((part) => line.includes(part)),
    )
  expect(step).toMatch(/status="303".* 1$/)
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
  for (const personal of [who.idNumber, who.phone, who.id, who.name]) expect(text).not.toContain(personal)
})

test('they are on their own port only, and there is nothing else there', async () => {
  expect((await app.inject('/metrics')).statusCode).toBe(404)
  expect((await fetch(`http://127.0.0.1:${port}/vi/sign-in`)).status).toBe(404)
})

test('with the database away, what the node knows by itself is still told', async () => {
  await deps.database.close()
  const text = await scrape()
  expect(text).toContain('motcua_hashes{state="waiting",app="account"} 0')
  expect(text).not.toContain('motcua_sign_ins_5m{')
})
