// npm start as a stranger meets it: the table, a second start on the same data, a taken port, Ctrl-C, and data that survives.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../scripts/paths.mjs'
import { freePort } from '../scripts/postgres.mjs'

const folder = mkdtempSync(join(tmpdir(), 'motcua-start-'))
const settings: Record<string, string> = { DATA_FOLDER: join(folder, 'data') }
const children: ChildProcess[] = []

beforeAll(async () => {
  for (const app of ['ACCOUNT', 'DESK', 'SANDBOX', 'PORTAL']) settings[`${app}_PORT`] = String(await freePort())
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Runs `npm start`'s script; gives what it prints and how it ends. */
function start(words: string[] = [], more: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...words], {
    cwd: root,
    env: { ...process.env, NODE_ENV: '', ...settings, ...more },
  })
  children.push(child)
  const run = { child, said: '', ended: new Promise<number | null>((done) => child.once('exit', (code) => done(code))) }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (run.said += text.toString()))
  return run
}

async function until(run: { said: string; ended: Promise<number | null> }, text: string): Promise<void> {
  for (let tries = 0; tries < 600 && !run.said.includes(text); tries += 1)
    await new Promise((done) => setTimeout(done, 50))
  expect(run.said).toContain(text)
}

test('the first start prints where everything is and who can sign in; Ctrl-C ends it cleanly; data survives', async () => {
  const first = start()
  await until(first, 'Start over')
  for (const told of ['ACCOUNT', 'DESK', 'SANDBOX'])
    expect(first.said).toContain(`http://localhost:${settings[`${told}_PORT`]}`)
  for (const told of ['074185001234', 'quantri1', 'quantri2', 'Cong@2023', 'for trial use only'])
    expect(first.said).toContain(told)
  const trial = join(settings['DATA_FOLDER'] ?? '', 'trial.json')
  expect(statSync(trial).mode & 0o777).toBe(0o600)
  const secrets = readFileSync(trial, 'utf8')

  const second = start()
  expect(await second.ended).toBe(1)
  expect(second.said).toMatch(/is in use by process \d+/)
  expect(second.said).not.toMatch(/\n\s+at /)

  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)

  const began = performance.now()
  const again = start()
  await until(again, 'Start over')
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(readFileSync(trial, 'utf8')).toBe(secrets)
  again.child.kill('SIGINT')
  expect(await again.ended).toBe(0)
})

test('a taken port is one line that names the setting', async () => {
  const taken = createServer()
  const port = await freePort()
  await new Promise<void>((done) => taken.listen({ port, host: '::' }, done))
  const run = start([], { DESK_PORT: String(port) })
  expect(await run.ended).toBe(1)
  expect(run.said).toContain(`Port ${port} is taken by another program: stop it, or set DESK_PORT to a free port.`)
  expect(run.said).not.toMatch(/\n\s+at /)
  await new Promise((done) => taken.close(done))
})

test('starting over asks first, and is no way on a production machine; unknown words are refused', async () => {
  const fresh = start(['--fresh'])
  fresh.child.stdin.end()
  expect(await fresh.ended).toBe(1)
  expect(fresh.said).toContain('--yes')
  expect(statSync(join(settings['DATA_FOLDER'] ?? '', 'trial.json')).isFile()).toBe(true)
  expect(await start(['--nonsense']).ended).toBe(1)
  const production = start([], { NODE_ENV: 'production' })
  expect(await production.ended).toBe(1)
  expect(production.said).toContain('trial use only')
})

test('starting over begins with an empty folder', async () => {
  const before = readFileSync(join(settings['DATA_FOLDER'] ?? '', 'trial.json'), 'utf8')
  const run = start(['--fresh', '--yes'])
  await until(run, 'Start over')
  expect(readFileSync(join(settings['DATA_FOLDER'] ?? '', 'trial.json'), 'utf8')).not.toBe(before)
  run.child.kill('SIGTERM')
  expect(await run.ended).toBe(0)
})
