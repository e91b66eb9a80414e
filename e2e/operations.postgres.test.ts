// A production node on a bad day of its database, and at its end: what people and the load balancer are told, and within how many seconds.
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standInSettings } from '../harness/gateway.ts'
import { createNode, productionSettings } from '../harness/nodes.ts'
import { startTcpProxy, type TcpProxy } from '../packages/db/src/testing/tcp-proxy.ts'
import { build } from '../scripts/build.mjs'
import { freePort, startPostgres } from '../scripts/postgres.mjs'

let postgres: Awaited<ReturnType<typeof startPostgres>>
let proxy: TcpProxy
let made: ReturnType<typeof createNode>
let origin = ''

beforeAll(async () => {
  build(['account'])
  postgres = await startPostgres({ durable: true })
  proxy = await startTcpProxy(postgres.port)
  const outside = standInSettings({ url: 'http://127.0.0.1:9' } as never)
  const settings = productionSettings(`postgres://postgres@127.0.0.1:${proxy.port}/postgres`, outside)
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  made = createNode('node', port, { settings })
})
afterAll(async () => {
  await made.stop()
  await proxy.stop()
  await postgres.stop()
})

async function ask(path: string) {
  const began = performance.now()
  const answer = await fetch(origin + path).catch(() => null)
  return { status: answer?.status ?? 0, text: (await answer?.text()) ?? '', ms: performance.now() - began }
}
async function until(path: string, status: number, seconds: number) {
  const end = performance.now() + seconds * 1000
  let answer = await ask(path)
  while (answer.status !== status && performance.now() < end) {
    await new Promise((done) => setTimeout(done, 100))
    answer = await ask(path)
  }
  return answer
}

test('without a database it starts, says so in the person’s language, and goes on when the database is there', async () => {
  await postgres.crash()
  const started = made.node.start()
  const page = await until('/vi/sign-in', 503, 20)
  expect(page.text).toContain('Dịch vụ tạm gián đoạn')
  expect(await ask('/health/live')).toMatchObject({ status: 200 })
  expect((await ask('/health/ready')).text).toContain('starting')
  await postgres.start()
  await started
  expect((await until('/health/ready', 200, 10)).status).toBe(200)
  expect((await ask('/vi/sign-in')).status).toBe(200)
})

test('a frozen database: pages and readiness answer 503 within 2 s, and it goes on without a restart', async () => {
  proxy.freeze()
  const [page, ready] = await Promise.all([ask('/vi/sign-in'), ask('/health/ready')])
  proxy.thaw()
  expect([page.status, ready.status]).toEqual([503, 503])
  expect(Math.max(page.ms, ready.ms)).toBeLessThan(2500)
  expect((await until('/health/ready', 200, 10)).status).toBe(200)
  expect((await ask('/vi/sign-in')).status).toBe(200)
})

test('at its end it says so first, serves who comes, finishes what is under way, and exits with 0', async () => {
  const slow = new Promise<number>((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 8 }
    const asked = request(`${origin}/vi/sign-in`, { method: 'POST', headers }, (answer) =>
      resolve(answer.resume().statusCode ?? 0),
    )
    asked.once('error', reject)
    asked.write('number')
    setTimeout(() => asked.end('=1'), 4000)
  })
  await new Promise((done) => setTimeout(done, 200))
  const ended = made.node.end()
  const ready = await until('/health/ready', 503, 2)
  expect(ready.text).toContain('stopping')
  expect((await ask('/vi/sign-in')).status).toBe(200)
  // Three seconds of that, then nobody new; the form that is still on its way is answered.
  expect(await slow).toBe(403)
  await ended
  expect(made.node.exitCode()).toBe(0)
  expect((await ask('/health/live')).status).toBe(0)
})
