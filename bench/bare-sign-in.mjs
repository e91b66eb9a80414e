// The yardstick beside the bare hash: the least that a sign-in over HTTP and PostgreSQL costs on this machine, in this run (bare-server.mjs).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createFront } from '../harness/front.ts'
import { root } from '../scripts/paths.mjs'
import { runFor, runTimes } from './load.mjs'
import { nodeCpu, postgresCpu, warmUpSignIns } from './measure.mjs'

const people = 5000

/** CPU ms of the server without its hash threads, and of the database, per bare sign-in, once the server is warm. */
export async function bareSignIn(db, inFlight, seconds) {
  const env = { ...process.env, DATABASE_URL: db.url }
  const server = spawn(process.execPath, [join(root, 'bench/bare-server.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [port] = await once(server.stdout, 'data')
    const front = createFront({ ports: [Number(port)], host: 'bare' })
    let begun = 0
    const walk = () => signInBarely(front, String((begun++ % people) + 1))
    await runTimes(warmUpSignIns, walk, inFlight)
    const before = { app: restOf(server.pid), db: postgresCpu(db.pid) }
    const { length } = await runFor(seconds, inFlight, walk)
    const after = { app: restOf(server.pid), db: postgresCpu(db.pid) }
    return { appMs: (after.app - before.app) / length, dbMs: (after.db - before.db) / length }
  } finally {
    server.kill()
  }
}

function restOf(pid) {
  const { total, workers } = nodeCpu(pid)
  return total - workers
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }

async function signInBarely(front, number) {
  const send = async (method, path, headers, body) => {
    const answer = await front.send({ method, path, headers, body, address: '10.0.0.1' })
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status}`)
    return answer
  }
  for (const path of ['/authorize', '/for', '/form']) await send('GET', path, {})
  const begun = await send('POST', '/form', form, `number=${number}`)
  const cookie = { cookie: begun.headers['set-cookie'][0].split(';')[0] }
  await send('GET', '/code', cookie)
  const entered = await send('POST', '/code', { ...form, ...cookie }, `code=${begun.headers['x-code']}`)
  const back = await send('GET', entered.headers.location, cookie)
  const code = new URL(back.headers.location).searchParams.get('code')
  const tokens = JSON.parse((await send('POST', '/token', { ...form, ...cookie }, `code=${code}`)).text)
  const told = await send('GET', '/userinfo', { authorization: `Bearer ${tokens.access_token}` })
  if (!JSON.parse(told.text).sub) throw new Error('the bare userinfo names nobody')
}
