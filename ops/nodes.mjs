// Nodes of both apps as production runs them: processes of their own, production settings, one PostgreSQL each; nothing is loosened.
import { fork } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/paths.mjs'
import { freePort } from '../scripts/postgres.mjs'

export const hosts = { account: 'taikhoan.example.vn', desk: 'motcua.example.vn' }
const secret = () => randomBytes(32).toString('base64url')

export const party = {
  clientId: 'desk',
  secret: secret(),
  redirectUri: `https://${hosts.desk}/account/callback`,
}

function signingKeys() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'ops' }] })
}

const common = { NODE_ENV: 'production', TRUSTED_PROXIES: '127.0.0.1,::1', HELP_CONTACT: '0274 3800 800' }

/** What every account node of one installation shares. */
export const accountSettings = (databaseUrl, gatewayUrl) => ({
  ...common,
  ACCOUNT_ORIGIN: `https://${hosts.account}`,
  ACCOUNT_SECRET: secret(),
  OIDC_KEYS: signingKeys(),
  DATABASE_URL: databaseUrl,
  DESK_ORIGIN: `https://${hosts.desk}`,
  DESK_CLIENT_SECRET: party.secret,
  PORTAL_DISCOVERY_URL: 'https://portal.example.vn/.well-known/openid-configuration',
  PORTAL_CLIENT_ID: 'ops',
  PORTAL_CLIENT_SECRET: secret(),
  ESMS_URL: gatewayUrl,
  ESMS_API_KEY: 'ops',
  ESMS_SECRET_KEY: 'ops',
})

export const deskSettings = (databaseUrl) => ({
  ...common,
  DESK_ORIGIN: `https://${hosts.desk}`,
  DESK_SECRET: secret(),
  DESK_CLIENT_SECRET: party.secret,
  DESK_DATABASE_URL: databaseUrl,
  ACCOUNT_ORIGIN: `https://${hosts.account}`,
})

/** A node on a port of its own that starts and ends as often as wanted. */
export async function createNode(app, settings) {
  const folder = mkdtempSync(join(tmpdir(), `motcua-${app}-`))
  const log = join(folder, 'log')
  const port = await freePort()
  let child
  let over = Promise.resolve(0)
  const start = async () => {
    const out = openSync(log, 'a')
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, ...settings, [`${app.toUpperCase()}_PORT`]: String(port), DATA_FOLDER: folder }
    const made = fork(join(root, 'apps', app, 'dist/src/main.js'), [], {
      cwd: root,
      env,
      execArgv: [],
      stdio: ['ignore', out, out, 'ipc'],
    })
    child = made
    over = new Promise((done) => made.once('exit', (code, signal) => done(code ?? signal)))
    await new Promise((resolve, reject) => {
      made.once('message', resolve)
      void over.then((code) =>
        reject(new Error(`${app} ended with ${code}:\n${readFileSync(log, 'utf8').slice(-3000)}`)),
      )
    })
  }
  /** Gives the exit code, or the signal that ended it. */
  const end = async (signal = 'SIGTERM') => {
    child?.kill(signal)
    return over
  }
  const stop = async () => {
    await end()
    rmSync(folder, { recursive: true, force: true })
  }
  const text = () => readFileSync(log, 'utf8')
  return { app, port, start, end, stop, log: text, pid: () => child?.pid }
}

/** Runs `work` with a list of things to stop, which are stopped in reverse however it ends. */
export async function withStops(work) {
  const stops = []
  const kept = (part) => {
    stops.unshift(part.stop)
    return part
  }
  try {
    return await work(kept)
  } finally {
    for (const stop of stops) await stop()
  }
}
