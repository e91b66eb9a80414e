// The watch against the sandbox's real portal: each part of a look meets each of the portal's faults. What comes of it: standby.test.ts.
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProbes, type ProbeSettings } from '../apps/account/src/outside/portal/probes.ts'
import { type Sandbox, startSandbox } from '../apps/sandbox/src/start-sandbox.ts'
import { createLog } from '../packages/web/src/log.ts'

describe('a look', () => {
  let sandbox: Sandbox
  let settings: ProbeSettings
  let control: Server
  beforeAll(async () => {
    sandbox = await startSandbox({
      port: 0,
      portalPort: 0,
      accountOrigin: 'http://localhost:4000',
      log: createLog('sandbox', 'silent'),
    })
    control = createServer().listen(0)
    settings = {
      discoveryUrl: sandbox.discoveryUrl,
      clientId: 'motcua-account',
      clientSecret: 'sandbox-portal-secret',
      origin: 'http://localhost:4000',
      timeout: 2,
      controls: [sandbox.esmsUrl],
    }
  })
  afterAll(async () => {
    control.close()
    await sandbox.close()
  })

  const errorsOf = async (more: Partial<ProbeSettings> = {}, look = createProbes({ ...settings, ...more })) =>
    Object.fromEntries((await look()).map(({ kind, error }) => [kind, error]))
  const allFine = { dns: null, discovery: null, keys: null, authorize: null, token: null }

  test('the portal works', async () => {
    expect(await errorsOf()).toEqual(allFine)
  })

  test.each([
    ['refuse', { dns: null, discovery: 'refused', keys: 'refused', authorize: 'refused', token: 'refused' }],
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
    expect(await errorsOf({}, look)).toEqual(errors)
    await sandbox.faults.set({ portal: { mode: 'up' } })
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
})
