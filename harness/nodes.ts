// Account nodes as production runs them: each a process of its own, production settings, default hash, limits on, behind a proxy, on one
// PostgreSQL. Nothing here loosens anything: a setting that production refuses stops the harness.
import { type ChildProcess, execFile, fork } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../scripts/paths.mjs'
import { freePort } from '../scripts/postgres.mjs'
import type { Party } from './sign-in.ts'

export type Settings = Record<string, string>

export const host = 'taikhoan.harness.example'

export const party: Party = {
  clientId: 'desk',
  secret: randomBytes(32).toString('base64url'),
  redirectUri: 'https://motcua.harness.example/account/callback',
}

function signingKeys(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify({
    keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'harness' }],
  })
}

/** What every node has; the portal is one that nobody can reach, unless `more` says where it is. */
export const productionSettings = (databaseUrl: string, more: Settings): Settings => ({
  NODE_ENV: 'production',
  ACCOUNT_ORIGIN: `https://${host}`,
  ACCOUNT_SECRET: randomBytes(32).toString('base64url'),
  OIDC_KEYS: signingKeys(),
  DATABASE_URL: databaseUrl,
  TRUSTED_PROXIES: '127.0.0.1,::1',
  DESK_ORIGIN: new URL(party.redirectUri).origin,
  DESK_CLIENT_SECRET: party.secret,
  PORTAL_DISCOVERY_URL: 'https://portal.harness.example/.well-known/openid-configuration',
  PORTAL_CLIENT_ID: 'harness',
  PORTAL_CLIENT_SECRET: randomBytes(16).toString('hex'),
  HELP_CONTACT: '0274 3800 800',
  ...more,
})

// Only these come along from the caller's environment, so that no trial setting does.
const { PATH = '', HOME = '' } = process.env
const mainOf = (app: App) => join(root, `apps/${app}/dist/src/main.js`)

export type App = 'account' | 'desk'

export type Node = {
  name: string
  port: number
  /** Of the process that runs now. */
  pid: () => number
  isUp: () => boolean
  /** It listens: its process has said so. */
  isReady: () => boolean
  /** Milliseconds until it listened, at its last start. */
  readyMs: () => number
  start: (more?: Settings) => Promise<void>
  /** SIGTERM, as a restart by hand. */
  end: () => Promise<void>
  /** SIGKILL. */
  kill: () => Promise<void>
  /** Resolves when its process has ended, however. */
  ended: () => Promise<void>
  /** Of the process that ended last; null where a signal ended it. */
  exitCode: () => number | null
  log: () => string
}

type NodeOptions = { settings: Settings; app?: App; flags?: string[]; logFolder?: string }

/** `flags` are Node's own, such as --cpu-prof. `more` stays for every later start, `start(more)` is for that one alone. */
export function createNode(
  name: string,
  port: number,
  { settings, app = 'account', flags = [], logFolder }: NodeOptions,
) {
  const folder = mkdtempSync(join(tmpdir(), `motcua-${name}-`))
  const file = join(logFolder ?? folder, 'log')
  let child: ChildProcess | undefined
  let over: Promise<void> = Promise.resolve()
  let readyMs = 0
  let isReady = false

  async function start(more: Settings = {}): Promise<void> {
    const out = openSync(file, 'a')
    const started = performance.now()
    const env = { PATH, HOME, ...settings, [`${app.toUpperCase()}_PORT`]: String(port), DATA_FOLDER: folder, ...more }
    const made = fork(mainOf(app), [], { cwd: root, env, execArgv: flags, stdio: ['ignore', out, out, 'ipc'] })
    child = made
    isReady = false
    over = new Promise((done) => made.once('exit', () => done()))
    await new Promise<void>((resolve, reject) => {
      made.once('message', () => resolve())
      made.once('exit', (code, signal) =>
        reject(new Error(`${name} ended with ${code ?? signal}:\n${log().slice(-2000)}`)),
      )
    })
    readyMs = performance.now() - started
    isReady = true
  }
  const signal = async (which: NodeJS.Signals) => {
    child?.kill(which)
    await over
  }
  const log = () => readFileSync(file, 'utf8')
  const isUp = () => child !== undefined && child.exitCode === null && child.signalCode === null
  const node: Node = {
    name,
    port,
    pid: () => child?.pid ?? 0,
    isUp,
    isReady: () => isReady && isUp(),
    readyMs: () => readyMs,
    start,
    end: () => signal('SIGTERM'),
    kill: () => signal('SIGKILL'),
    ended: () => over,
    exitCode: () => child?.exitCode ?? null,
    log,
  }
  const stop = async () => {
    if (isUp()) await signal('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  return { node, stop }
}

/** Starts so many, one after the other: the first migrates. */
export async function startNodes(count: number, options: { settings: Settings; flags?: string[] }) {
  const made: ReturnType<typeof createNode>[] = []
  const stop = async () => void (await Promise.all(made.map((one) => one.stop())))
  try {
    for (let i = 1; i <= count; i += 1) {
      const one = createNode(`node-${i}`, await freePort(), options)
      made.push(one)
      await one.node.start()
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { nodes: made.map(({ node }) => node), stop }
}

type LogLine = { level?: number | string; event?: string; error?: { message?: string }; err?: { message?: string } }

/** What the nodes wrote to their logs as errors, the most frequent first. */
export function loggedErrors(nodes: readonly Node[]): { what: string; times: number }[] {
  const counts = new Map<string, number>()
  for (const line of nodes.flatMap((node) => node.log().split('\n'))) {
    if (!line.startsWith('{')) continue
    const { level, event = '', error, err } = JSON.parse(line) as LogLine
    if (level !== 50 && level !== 'error') continue
    const what = `${event}: ${(error ?? err)?.message ?? ''}`.slice(0, 120)
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  return [...counts].map(([what, times]) => ({ what, times })).toSorted((a, b) => b.times - a.times)
}

/** A command of the server beside the running nodes (contracts.md §9): its exit code and what it said. */
export async function runCommand(settings: Settings, words: string[]): Promise<{ code: number; text: string }> {
  const env = { PATH, HOME, LANG: 'en_US.UTF-8', ...settings }
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [mainOf('account'), ...words], { cwd: root, env })
    return { code: 0, text: stdout }
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string }
    return { code: code ?? 1, text: stdout + stderr }
  }
}
