// The least that a sign-in can be: the nine requests of the bench's own walk against node:http, the same hash, four SQL statements and a signed
// token; no framework, limits, audit, messages or log. A process of its own, so that its CPU can be counted; prints its port. DATABASE_URL says
// where it keeps its two tables.
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose'
import pg from 'pg'
import { makeHash } from './bare-hash.mjs'

const { hasher, password, hash } = await makeHash()
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
await pool.query('create table bare_people (number text primary key, id uuid not null default gen_random_uuid())')
await pool.query('create table bare_steps (id text primary key, person uuid not null, code text, used_at timestamptz)')
await pool.query(`insert into bare_people (number) select i::text from generate_series(1, 5000) i`)

const { privateKey, publicKey } = await generateKeyPair('ES256')
const kid = (await exportJWK(publicKey)).x
const secret = randomBytes(32)
const codeOf = (step) => createHmac('sha256', secret).update(step).digest('hex').slice(0, 6)
const hashOf = (code) => createHmac('sha256', secret).update(code).digest('base64url')

const person = 'select id from bare_people where number = $1'
const begun = 'insert into bare_steps (id, person, code) values ($1, $2, $3)'
const entered = `update bare_steps set used_at = now(), code = $3 where id = $1 and code = $2 and used_at is null returning person`
const redeemed = 'update bare_steps set code = null where id = $1 and code = $2 returning person'
const ask = async (name, text, values) => (await pool.query({ name, text, values })).rows[0]

const page = (name, action) =>
  `<!doctype html><title>${name}</title><form method=post action=${action}><input name=${name}></form>`

/** Each gives [status, headers, body]. */
const steps = {
  'GET /authorize': async () => [303, { location: '/for' }],
  'GET /for': async () => [303, { location: '/form' }],
  'GET /form': async () => [200, { 'content-type': 'text/html' }, page('number', '/form')],
  'POST /form': async (_query, form) => {
    const found = await ask('person', person, [form.get('number')])
    if (!(await hasher.verify(hash, password))) return [403, {}]
    const step = randomUUID()
    await ask('begun', begun, [step, found.id, hashOf(codeOf(step))])
    return [303, { location: '/code', 'set-cookie': `step=${step}; HttpOnly; Path=/`, 'x-code': codeOf(step) }]
  },
  'GET /code': async () => [200, { 'content-type': 'text/html' }, page('code', '/code')],
  'POST /code': async (_query, form, step) => {
    const ticket = randomUUID()
    const found = await ask('entered', entered, [step, hashOf(form.get('code')), ticket])
    if (!found) return [403, {}]
    return [303, { location: `/resume?ticket=${ticket}` }]
  },
  'GET /resume': async (query) => [303, { location: `https://desk.example/callback?code=${query.get('ticket')}` }],
  'POST /token': async (_query, form, step) => {
    const found = await ask('redeemed', redeemed, [step, form.get('code')])
    if (!found) return [400, {}]
    const token = new SignJWT({ sub: found.person }).setProtectedHeader({ alg: 'ES256', kid }).setExpirationTime('5m')
    const signed = await token.sign(privateKey)
    return [200, { 'content-type': 'application/json' }, JSON.stringify({ id_token: signed, access_token: signed })]
  },
  'GET /userinfo': async (_query, _form, _step, bearer) => {
    const { payload } = await jwtVerify(bearer, publicKey)
    return [200, { 'content-type': 'application/json' }, JSON.stringify({ sub: payload.sub })]
  },
}

const server = createServer((request, response) => void answer(request, response))

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://bare')
  const parts = []
  for await (const part of request) parts.push(part)
  const form = new URLSearchParams(Buffer.concat(parts).toString())
  const step = /step=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  const bearer = request.headers.authorization?.slice('Bearer '.length)
  const [status, headers, body = ''] = await steps[`${request.method} ${pathname}`](searchParams, form, step, bearer)
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
