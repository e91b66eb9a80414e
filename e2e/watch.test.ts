// The watch against the sandbox's real portal: each part of a look meets each of the portal's faults, also where our own node is busy.
// What comes of it: standby.test.ts.
import { createServer, type Server, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '../apps/account/src/limits.ts'
import { createProbes, type ProbeResult, type ProbeSettings } from '../apps/account/src/outside/portal/probes.ts'
import { judge } from '../apps/account/src/records/portal-watch/verdict.ts'
import { type Sandbox, startSandbox } from '../apps/sandbox/src/start-sandbox.ts'
import { createLog } from '../packages/web/src/log.ts'
import type { Busy } from './support/busy-looker.ts'

describe('a look', () => {
  let sandbox: Sandbox
  let settings: ProbeSettings
  let control: Server
  const callers = new Set<Socket>()
  beforeAll(async () => {
    sandbox = await startSandbox({
      port: 0,
      portalPort: 0,
      accountOrigin: 'http://localhost:4000',
      log: createLog('sandbox', 'silent'),
    })
    control = createServer((socket) => callers.add(socket.on('error', () => {}))).listen(0)
    settings = {
      discoveryUrl: sandbox.discoveryUrl,
      clientId: 'motcua-account',
      clientSecret: 'sandbox-portal-secret',
      origin: 'http://localhost:4000',
      timeout: 2,
      stillMost: limits.probes.stillMost,
      controls: [sandbox.esmsUrl],
    }
  })
  afterAll(async () => {
    for (const caller of callers) caller.destroy()
    control.close()
    await sandbox.close()
  })

  const errorsOf = async (more: Partial<ProbeSettings> = {}, look = createProbes({ ...settings, ...more })) =>
    Object.fromEntries((await look()).map(({ kind, error }) => [kind, error]))
  const allFine = { dns: null, discovery: null, keys: null, authorize: null, token: null }

  test('the portal works', async () => {
    expect(await errorsOf()).toEqual(allFine)
  })

  /** A connection that was kept from the look before may be cut instead. */
  const refused: unknown = expect.stringMatching(/^(refused|reset)$/)

  test.each([
    ['refuse', { dns: null, discovery: refused, keys: refused, authorize: refused, token: refused }],
    [
      '500',
      { dns: null, discovery: 'server-error', keys: 'server-error', authorize: 'server-error', token: 'server-error' },
    ],
    ['slow', { dns: null, discovery: 'no-answer', keys: 'no-answer', authorize: 'no-answer', token: 'no-answer' }],
    ['token-error', { ...allFine, token: 'server-error' }],
    ['no-codes', allFine],
  ] as const)('fault %s', async (mode, errors) => {
    const look = createProbes(settings)
    await look()
    await sandbox.faults.set({ portal: { mode } })
    const found = await errorsOf({}, look)
    await sandbox.faults.set({ portal: { mode: 'up' } })
    expect(found).toEqual(errors)
  })

  test('our secret is wrong: our fault', async () => {
    expect(await errorsOf({ clientSecret: 'something else' })).toMatchObject({ token: 'our-client' })
  })

  test('our callback is not registered there: our fault', async () => {
    expect(await errorsOf({ origin: 'http://localhost:4999' })).toMatchObject({ authorize: 'our-client' })
  })

  test('no such name: the portal’s fault, and ours where nothing else can be reached', async () => {
    const discoveryUrl = 'http://khong-co.invalid/.well-known/openid-configuration'
    expect(Object.values(await errorsOf({ discoveryUrl }))).toEqual([expect.stringMatching(/^(no-name|name-server)$/)])
    const controls = ['http://cung-khong-co.invalid']
    expect(await errorsOf({ discoveryUrl, controls })).toEqual({ dns: 'our-network' })
  })

  test('an answer that never comes is given up after the whole time, however many probes wait for it', async () => {
    const { port } = control.address() as { port: number }
    const started = performance.now()
    const errors = await errorsOf({ discoveryUrl: `http://localhost:${port}/`, timeout: 1 })
    expect(errors).toEqual({ dns: null, discovery: 'no-answer' })
    expect(performance.now() - started).toBeLessThan(1900)
  })

  // ── our own node is busy ──

  /** A portal that takes every connection and says nothing. */
  const silent = () => `http://localhost:${(control.address() as { port: number }).port}/`

  type Work = Partial<Omit<Busy, 'settings'>> & { settings?: Partial<ProbeSettings> }

  /** Six looks, two each by three workers. */
  const busy = async (work: Work) => (await Promise.all([1, 2, 3].map(() => looksOf(work)))).flat()

  function looksOf({ settings: more, ...work }: Work): Promise<ProbeResult[][]> {
    const workerData = { looks: 2, free: 5, blocks: 1, still: 0, ...work, settings: { ...settings, ...more } }
    const worker = new Worker(new URL('./support/busy-looker.ts', import.meta.url), { workerData })
    return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  }

  /** What is said of looks that were made at the pace of doubt. */
  const verdictOn = (seen: ProbeResult[][]) => {
    const rounds = seen.map((results, i) => ({
      at: 1000 + i * limits.probes.inDoubt,
      failures: results.flatMap(({ kind, error }) => (error ? [{ kind, error }] : [])),
      slowest: Math.max(...results.map(({ ms }) => ms)) / 1000,
      tlsLeft: null,
    }))
    return judge({ now: 1000 + seen.length * limits.probes.inDoubt, rounds, trips: [], presses: [] }, null).word
  }
  const errorsIn = (seen: ProbeResult[][]) => [...new Set(seen.flat().map(({ error }) => error))]

  test('a thread that stands still through each look takes no healthy portal for dead, nor for slow', async () => {
    const seen = await busy({ still: 2500 })
    expect(errorsIn(seen)).toEqual([null])
    expect(verdictOn(seen)).toBe('ok')
  })

  test.each([
    ['says nothing', 'up', 'no-answer'],
    ['refuses', 'refuse', 'refused'],
    ['says 500', '500', 'server-error'],
  ] as const)(
    'a dead portal that %s is down for a node whose thread stands still now and then',
    async (_, mode, error) => {
      await sandbox.faults.set({ portal: { mode } })
      const discoveryUrl = error === 'no-answer' ? silent() : settings.discoveryUrl
      const seen = await busy({ settings: { discoveryUrl, timeout: 1 }, still: 200, free: 300, blocks: 4 })
      await sandbox.faults.set({ portal: { mode: 'up' } })
      expect(errorsIn(seen)).toEqual([null, error])
      expect(verdictOn(seen)).toBe('down')
    },
  )

  test('limits: with our thread still for 5 s in a look its time-outs say nothing, a second less and they are the portal’s', async () => {
    const still = limits.probes.stillMost * 1000
    const silentFor = { discoveryUrl: silent(), timeout: 0.5 }
    const [under, over] = await Promise.all(
      [still - 1000, still + 200].map((ms) => looksOf({ settings: silentFor, looks: 1, still: ms })),
    )
    expect(errorsIn(under ?? [])).toEqual([null, 'no-answer'])
    expect(errorsIn(over ?? [])).toEqual([null, 'our-load'])
  })

  test('a node that is always too busy says that it does not know, and not that all is well', async () => {
    const seen = await busy({ settings: { discoveryUrl: silent(), timeout: 0.5, stillMost: 0.5 }, still: 900 })
    expect(errorsIn(seen)).toEqual([null, 'our-load'])
    expect(verdictOn(seen)).toBe('unknown')
  })
})
