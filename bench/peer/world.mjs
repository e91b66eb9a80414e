// The peer's world: Better Auth in one process on a PostgreSQL with the bench's settings, a desk that needs no consent, and people who have
// a password and get a code.
import { fork, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFront } from '../../harness/front.ts'
import { host, party } from '../../harness/nodes.ts'
import { freePort } from '../../scripts/postgres.mjs'
import { makeHash } from '../bare-hash.mjs'
import { startDatabase } from '../database.mjs'
import { memory } from '../measure.mjs'
import { peerPeople } from './walk.mjs'

const folder = import.meta.dirname
const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))

/** The exact versions of what is measured. */
export const peerVersions = () => read('package.json').dependencies

/** Its packages are no part of ours: they come from this folder's own lock, when they are not there as it names them. */
export function installPeer(say) {
  const file = 'node_modules/better-auth/package.json'
  if (existsSync(join(folder, file)) && read(file).version === peerVersions()['better-auth']) return
  say('npm ci in bench/peer, once')
  const { status } = spawnSync('npm', ['ci', '--omit=dev', '--prefix', folder], { stdio: ['ignore', 2, 'inherit'] })
  if (status !== 0) throw new Error(`the peer could not be installed: npm ci ended with ${status}`)
}

/** Starts it, gives it to `work`, and stops it however it ends. */
export async function withPeer({ officers, postgres = {} }, work) {
  const stops = []
  try {
    const hash = await makeHash()
    const db = await startDatabase(postgres)
    stops.unshift(db.stop)
    const service = await startServer(db.url, hash.parameters)
    stops.unshift(service.stop)
    await preparePeople(db.query, { officers, hash: hash.hash })
    await prepareDesk(db.query)
    const readyMiB = memory(service.pid()).now
    const front = createFront({ ports: [service.port], host })
    return await work({ hash, db, service, people: peerPeople({ front, password: hash.password, officers }), readyMiB })
  } finally {
    for (const stop of stops) await stop()
  }
}

async function startServer(databaseUrl, hashParameters) {
  const port = await freePort()
  const secret = randomBytes(32).toString('base64url')
  const settings = { databaseUrl, port, origin: `https://${host}`, secret, clientId: party.clientId, hashParameters }
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, NODE_ENV: 'production', PEER: JSON.stringify(settings) }
  const started = performance.now()
  const child = fork(join(folder, 'server.mjs'), [], { cwd: folder, env, stdio: ['ignore', 2, 2, 'ipc'] })
  const over = new Promise((done) => child.once('exit', done))
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`the peer ended with ${code}`)))
  })
  const readyMs = performance.now() - started
  const stop = async () => {
    child.kill('SIGTERM')
    await over
  }
  return { port, pid: () => child.pid, readyMs: () => readyMs, stop }
}

/** As many as the bench has officers, one hash for all. */
async function preparePeople(query, { officers, hash }) {
  await query(
    `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt", "twoFactorEnabled")
      select 'u' || i, 'Cán bộ ' || i, 'officer' || i || '@harness.example', true, now(), now(), true
      from generate_series(1, $1::int) i`,
    [officers],
  )
  await query(
    `insert into account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
      select 'a' || i, 'u' || i, 'credential', 'u' || i, $2, now(), now() from generate_series(1, $1::int) i`,
    [officers, hash],
  )
  await query('vacuum analyze "user", account')
}

/** The relying party, with the secret as the plugin stores it. */
const prepareDesk = (query) =>
  query(
    `insert into "oauthClient" (id, "clientId", "clientSecret", "redirectUris", "skipConsent", "grantTypes", "responseTypes",
        "tokenEndpointAuthMethod", scopes, "createdAt", "updatedAt")
      values ('desk', $1, $2, $3, true, $4, $5, 'client_secret_basic', $6, now(), now())`,
    [
      party.clientId,
      createHash('sha256').update(party.secret).digest('base64url'),
      JSON.stringify([party.redirectUri]),
      JSON.stringify(['authorization_code']),
      JSON.stringify(['code']),
      JSON.stringify(['openid', 'profile']),
    ],
  )

/** How many access tokens the peer itself has issued: one for each sign-in that came to its end. */
export const issuedTokens = async (db) =>
  Number((await db.query('select count(*) from "oauthAccessToken"')).rows[0].count)
