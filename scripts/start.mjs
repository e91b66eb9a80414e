// npm start: builds, then runs the account service, the desk and the sandbox on trial settings, and says who can sign in with what.
// npm start -- --fresh asks, then starts over with an empty data folder (--yes does not ask).
import { fork } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { build } from './build.mjs'
import { root } from './paths.mjs'
import { trialSettings } from './trial-settings.mjs'

if (process.env.NODE_ENV === 'production') {
  process.stderr.write('npm start is for trial use only; see the README for running Motcua for real.\n')
  process.exit(1)
}
const flags = new Set(process.argv.slice(2))
const unknown = [...flags].filter((flag) => flag !== '--fresh' && flag !== '--yes')
if (unknown.length) {
  process.stderr.write(`npm start knows --fresh and --yes, not ${unknown.join(' ')}.\n`)
  process.exit(1)
}
const folder = process.env.DATA_FOLDER ?? 'data'
build()
const release = await holdData()
if (flags.has('--fresh')) await startOver()
const settings = trialSettings()
const apps = ['account', 'desk', 'sandbox']
const children = new Map()
let isStopping = false
process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))
const news = await Promise.all(apps.map(run))
printTable(Object.assign({}, ...news))

function run(app) {
  mkdirSync(join(settings.DATA_FOLDER, 'log'), { recursive: true })
  const logFile = join(settings.DATA_FOLDER, 'log', `${app}.log`)
  const log = createWriteStream(logFile, { flags: 'a' })
  const child = fork(join(root, 'apps', app, 'dist/src/main.js'), [], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C reaches this process alone, which then ends its children in order.
    detached: process.platform !== 'win32',
  })
  children.set(app, child)
  child.stdout.pipe(log)
  child.stderr.on('data', (text) => {
    log.write(text)
    if (!isStopping) process.stderr.write(text)
  })
  return new Promise((resolve) => {
    child.on('message', (message) => message?.ready && resolve(message))
    child.on('exit', (code) => {
      children.delete(app)
      if (isStopping) return
      process.stderr.write(`The ${app} app has ended${code ? ` (exit code ${code})` : ''}; its log: ${logFile}\n`)
      void stop(1)
    })
  })
}

/** Ends every child and then this process; a child that hangs is killed after 12 s. */
async function stop(code) {
  if (isStopping) return
  isStopping = true
  const ends = [...children.values()].map((child) => new Promise((done) => child.once('exit', done)))
  for (const child of children.values()) child.kill('SIGTERM')
  setTimeout(() => {
    for (const child of children.values()) child.kill('SIGKILL')
  }, 12_000).unref()
  await Promise.all(ends)
  await release()
  process.exit(code)
}

/** One `npm start` at a time on a folder; `npm run account` and its like take the apps' own locks. */
async function holdData() {
  const { lockFolder, FolderInUse } = await import('../packages/db/dist/lock-folder.js')
  try {
    const locks = []
    for (const name of ['trial', 'account', 'desk']) locks.push(await lockFolder(join(folder, name)))
    const [trial, ...others] = locks
    for (const unlock of others) await unlock()
    return trial
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    process.stderr.write(
      `The data folder ${folder} is in use by process ${error.pid || '(unknown)'}: stop it first, or set DATA_FOLDER to another one.\n`,
    )
    process.exit(1)
  }
}

async function startOver() {
  if (!existsSync(join(folder, 'trial.json'))) return
  if (!flags.has('--yes')) {
    if (!process.stdin.isTTY) {
      process.stderr.write('Starting over deletes all data: add --yes where nobody can be asked.\n')
      process.exit(1)
    }
    const ask = createInterface({ input: process.stdin, output: process.stdout })
    const answer = await ask.question(`Delete everything in ${folder} and start over? [y/N] `)
    ask.close()
    if (!/^(y|yes|c|có)$/i.test(answer.trim())) process.exit(0)
  }
  for (const name of readdirSync(folder).filter((entry) => !entry.endsWith('.pid')))
    rmSync(join(folder, name), { recursive: true, force: true })
}

function printTable({ people = [] }) {
  const rows = [
    ['Account service', settings.ACCOUNT_ORIGIN, 'sign-in, my account, console at /vi/console'],
    ['One-stop desk', settings.DESK_ORIGIN, 'officers process dossiers here'],
    [
      'Sandbox',
      settings.SANDBOX_ORIGIN,
      'phones, authenticator, fault switches; its portal on :' + settings.PORTAL_PORT,
    ],
  ]
  const wide = Math.max(...rows.map(([name]) => name.length), ...people.map(({ who }) => who.length))
  const line = (cells) => `  ${cells[0].padEnd(wide)}  ${cells.slice(1).join('   ')}`
  const text = [
    '',
    'Motcua is running (trial).',
    '',
    ...rows.map(line),
    '',
    ...people.map((person) => line([person.who, person.with])),
    '',
    `  Data: ${settings.DATA_FOLDER} (embedded database: for trial use only, not safe against power loss)`,
    `  Start over: npm start -- --fresh.  Stop: Ctrl-C`,
    '',
  ]
  process.stdout.write(`${text.join('\n')}\n`)
}
