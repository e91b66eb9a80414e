// The counters that keep guessers out hold across two nodes of the service, and a node that starts afterwards knows them all.
import { shiftClock } from '@motcua/db/clock.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { Browser, hiddenFields } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { buildApp } from './app.ts'
import { insertPeriod } from './records/standby/store.ts'
import { buildTestService } from './testing/build-app.ts'
import { solveCaptcha } from './testing/captcha.ts'
import { addOfficer, officer } from './testing/people.ts'

const service = await buildTestService()
const { deps, gateway } = service
const startNode = async () => (await buildApp({ ...deps })).app
type Node = Awaited<ReturnType<typeof startNode>>
const nodes = [service.app, await startNode()] as const
const started: Node[] = []
afterAll(async () => {
  for (const node of [nodes[1], ...started]) await node.close()
  await service.close()
})

/** A node that was not there when the counting began. */
async function afterRestart(): Promise<Node> {
  const node = await startNode()
  started.push(node)
  return node
}
const nodeOf = (turn: number): Node => nodes[turn % 2] ?? service.app

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await run(deps.db, sql`delete from limits`)
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  await insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason: 'Cổng hỏng', minutes: 60, openedBy: null })
  who = await addOfficer(deps, officer())
})

const codePage = '/vi/sign-in/code'
const signIn = (node: Node, password = who.password, browser = new Browser(node)) =>
  browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password })

/** The same person's browser, whose request a proxy sends to this node. */
function at(node: Node, browser: Browser): Browser {
  const same = new Browser(node)
  for (const [name, value] of browser.cookies) same.cookies.set(name, value)
  return same
}

async function atCodePage(): Promise<Browser> {
  const browser = new Browser(nodes[0])
  expect((await signIn(nodes[0], who.password, browser)).headers.location).toBe(codePage)
  await service.deliver()
  return browser
}
const wrongCode = () => (gateway.codeFor(who.phone).code === '000000' ? '111111' : '000000')
const enter = (node: Node, browser: Browser, code: string) => at(node, browser).submit(codePage, codePage, { code })

test('wrong passwords: five over two nodes, the sixth waits on a third, the right one too', async () => {
  for (let turn = 0; turn < 5; turn += 1) expect((await signIn(nodeOf(turn), 'Sai-Mat-Khau-1')).statusCode).toBe(422)
  for (const node of [...nodes, await afterRestart()]) expect((await signIn(node)).statusCode).toBe(429)
})

test('of twelve wrong passwords at once on two nodes exactly five are compared', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, turn) => signIn(nodeOf(turn), 'Sai-Mat-Khau-1')))
  expect(answers.filter(({ statusCode }) => statusCode === 422)).toHaveLength(5)
  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7)
})

test('wrong codes: five over two nodes kill the code, ten lock, and a third node knows', async () => {
  const browser = await atCodePage()
  for (let turn = 0; turn < 5; turn += 1) await enter(nodeOf(turn), browser, wrongCode())
  const { code } = gateway.codeFor(who.phone)
  expect((await enter(await afterRestart(), browser, code)).body).toContain('không còn dùng được')
  await shiftClock(deps.db, 61)
  await at(nodes[1], browser).submit(codePage, `${codePage}/send-again`)
  await service.deliver()
  for (let turn = 0; turn < 4; turn += 1) await enter(nodeOf(turn), browser, wrongCode())
  const locked = await enter(await afterRestart(), browser, gateway.codeFor(who.phone).code)
  expect([locked.statusCode, locked.body.includes('nhập sai nhiều mã')]).toEqual([429, true])
})

test('one right code at once on two nodes opens one session', async () => {
  const browser = await atCodePage()
  const page = await browser.get(codePage)
  const fields = { ...hiddenFields(page.body, codePage), code: gateway.codeFor(who.phone).code }
  await Promise.all([0, 1, 2, 3].map((turn) => at(nodeOf(turn), browser).post(codePage, fields)))
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(*)::int4 as n from sessions where account_id = ${who.id}`,
  )
  expect(n).toBe(1)
})

test('sends: five in a quarter of an hour over two nodes, the sixth waits on a third', async () => {
  const browser = await atCodePage()
  const again = async (turn: number, node = nodeOf(turn)) => {
    await shiftClock(deps.db, turn * 61)
    return (await at(node, browser).submit(codePage, `${codePage}/send-again`)).statusCode
  }
  for (let turn = 1; turn <= 4; turn += 1) expect(await again(turn)).toBe(303)
  expect(await again(5, await afterRestart())).toBe(429)
  await run(deps.db, sql`delete from limits`)
  await shiftClock(deps.db, 480)
  const apart = await Promise.all(
    nodes.map(async (node) => (await at(node, browser).submit(codePage, `${codePage}/send-again`)).statusCode),
  )
  expect(apart.sort()).toEqual([303, 429])
})

test('resets: three starts an hour over two nodes, the fourth waits on a third', async () => {
  const start = async (node: Node) => {
    const browser = new Browser(node)
    const fields = { account: who.idNumber, altcha: await solveCaptcha(browser, 'forgot') }
    return (await browser.submit('/vi/forgot-password', '/vi/forgot-password', fields)).statusCode
  }
  for (let turn = 0; turn < 3; turn += 1) expect(await start(nodeOf(turn))).toBe(303)
  expect(await start(await afterRestart())).toBe(429)
})
