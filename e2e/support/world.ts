// The three apps as a stranger runs them: built, each in a process of its own, on free ports and a fresh data folder.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/paths.mjs'
import { freePort } from '../../scripts/postgres.mjs'
import { trialSettings } from '../../scripts/trial-settings.mjs'
import { databaseOn } from './database.ts'

export type Engine = 'embedded' | 'postgresql'

/** For walks that say nothing of the database: the server where the run has one, which takes less of the processor. */
export const anyEngine: Engine = process.env['TEST_DATABASE_URL'] ? 'postgresql' : 'embedded'

export type World = {
  account: string
  desk: string
  sandbox: string
  settings: Record<string, string>
  /** Ends the apps and leaves their data. */
  end: () => Promise<void>
  stop: () => Promise<void>
}

const everyApp = ['account', 'desk', 'sandbox'] as const

/** Starts the apps and waits until they are ready; what an app writes to stderr comes with the error if one ends early. */
export async function startWorld(
  engine: Engine,
  more: Record<string, string> = {},
  apps: readonly (typeof everyApp)[number][] = everyApp,
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-walk-'))
  const ports: Record<string, string> = {}
  for (const app of ['ACCOUNT', 'DESK', 'SANDBOX', 'PORTAL']) ports[`${app}_PORT`] = String(await freePort())
  const settings: Record<string, string> = {
    ...trialSettings({ ...ports, DATA_FOLDER: folder }),
    LOG_LEVEL: 'warn',
    // Looks that a busy machine was too slow for at the start are forgotten soon.
    WATCH_CALM: '10',
    ...more,
  }
  const databases =
    engine === 'postgresql'
      ? { DATABASE_URL: await databaseOn('account'), DESK_DATABASE_URL: await databaseOn('desk') }
      : {}
  const children = await Promise.all(apps.map((app) => startApp(app, { ...settings, ...databases })))
  const endAll = async () => void (await Promise.all(children.map(end)))
  const stop = async () => {
    await endAll()
    rmSync(folder, { recursive: true, force: true })
  }
  const { ACCOUNT_ORIGIN: account = '', DESK_ORIGIN: desk = '', SANDBOX_ORIGIN: sandbox = '' } = settings
  return { account, desk, sandbox, settings, end: endAll, stop }
}

function startApp(app: string, settings: Record<string, string>): Promise<ChildProcess> {
  const child = fork(join(root, 'apps', app, 'dist/src/main.js'), [], {
    execArgv: [],
    cwd: root,
    env: { ...process.env, ...settings, NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child))
    child.once('exit', (code) => reject(new Error(`${app} ended with ${code}:\n${said}`)))
  })
}

const end = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null) return done()
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })
