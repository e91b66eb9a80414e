// The account service as production runs it: a process of its own, production settings, behind a proxy, on PostgreSQL.
import { fork } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/paths.mjs'
import { freePort } from '../scripts/postgres.mjs'

export const host = 'taikhoan.bench.example'

export const party = {
  clientId: 'desk',
  secret: randomBytes(32).toString('base64url'),
  redirectUri: 'https://motcua.bench.example/account/callback',
}

function signingKeys() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'bench' }] })
}

const settings = (port, databaseUrl, gatewayUrl, folder) => ({
  ACCOUNT_PORT: String(port),
  ACCOUNT_ORIGIN: `https://${host}`,
  ACCOUNT_SECRET: randomBytes(32).toString('base64url'),
  OIDC_KEYS: signingKeys(),
  DATABASE_URL: databaseUrl,
  DATA_FOLDER: folder,
  TRUSTED_PROXIES: '127.0.0.1,::1',
  DESK_ORIGIN: new URL(party.redirectUri).origin,
  DESK_CLIENT_SECRET: party.secret,
  PORTAL_DISCOVERY_URL: 'https://portal.bench.example/.well-known/openid-configuration',
  PORTAL_CLIENT_ID: 'bench',
  PORTAL_CLIENT_SECRET: randomBytes(16).toString('hex'),
  ESMS_URL: gatewayUrl,
  ESMS_API_KEY: 'bench',
  ESMS_SECRET_KEY: 'bench',
  HELP_CONTACT: '0274 3800 800',
})

/**
 * Starts it; `readyMs` is the time until it listens. Only PATH and HOME come along from the caller's environment, so that no trial
 * setting does. `nodeFlags` such as --cpu-prof are for profiles.
 */
export async function startService(databaseUrl, gatewayUrl, nodeFlags = []) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-'))
  const port = await freePort()
  const log = join(folder, 'log')
  const out = openSync(log, 'w')
  const { PATH, HOME } = process.env
  const started = performance.now()
  const child = fork(join(root, 'apps/account/dist/src/main.js'), [], {
    cwd: root,
    env: { PATH, HOME, NODE_ENV: 'production', ...settings(port, databaseUrl, gatewayUrl, folder) },
    execArgv: nodeFlags,
    stdio: ['ignore', out, out, 'ipc'],
  })
  const ended = new Promise((done) => child.once('exit', done))
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => {
      reject(new Error(`the account service ended with ${code}:\n${readFileSync(log, 'utf8').slice(-2000)}`))
    })
  })
  const readyMs = performance.now() - started
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    port,
    pid: child.pid,
    readyMs,
    stop,
    logTail: () => readFileSync(log, 'utf8').split('\n').slice(-8).join('\n'),
  }
}
