// What people do at the peer: the same sign-in, step by step as its own client library does it, to the name that the desk reads.
import { createHash, randomBytes } from 'node:crypto'
import { onward, Unexpected } from '../../harness/browser.ts'
import { party } from '../../harness/nodes.ts'
import { addressOf } from '../../harness/officers.ts'
import { codeOf } from '../../harness/sign-in.ts'

const base = '/api/auth'
const deskAddress = '198.51.100.7'

/** A walk gives its milliseconds; nothing is waited for, since the code comes with the answer. `done` counts those that came to their end. */
export function peerPeople({ front, password, officers }) {
  let begun = 0
  let done = 0
  const direct = async () => {
    begun += 1
    const number = ((begun - 1) % officers) + 1
    const started = performance.now()
    const name = await signIn(front, { email: `officer${number}@harness.example`, password, address: addressOf(begun) })
    if (name !== `Cán bộ ${number}`) throw new Error(`userinfo: ${name} instead of Cán bộ ${number}`)
    done += 1
    return { took: performance.now() - started, waited: 0 }
  }
  return { direct, done: () => done }
}

/** Authorize → password → code sent → code → session and OIDC code → tokens → userinfo: the name. */
async function signIn(front, { email, password, address }) {
  const client = openClient(front, address)
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(16).toString('base64url')
  const toSignIn = await client.get(authorizeAddress(verifier, state))
  const request = new URL(onward(toSignIn, 'authorize', '/sign-in?'), 'https://any.example').search.slice(1)
  // The request travels signed in the page's address, and from there with each step, as the plugin's client sends it.
  const step = (path, fields) => client.post(path, { ...fields, oauth_query: request })
  const asked = told('password', await step('/sign-in/email', { email, password }))
  if (!asked.twoFactorRedirect) throw new Error('password: no second factor was asked for')
  const sent = await step('/two-factor/send-otp', {})
  told('code sent', sent)
  const back = told('code', await step('/two-factor/verify-otp', { code: sent.headers['x-code'] }))
  const code = codeOf({ status: 302, headers: { location: back.url }, text: '' }, party, state)
  const tokens = told('token', await redeem(front, code, verifier))
  if (!tokens.id_token) throw new Error('token: no ID token')
  const headers = { authorization: `Bearer ${tokens.access_token}` }
  const answer = await front.send({ method: 'GET', path: `${base}/oauth2/userinfo`, headers, address: deskAddress })
  return told('userinfo', answer).name
}

function authorizeAddress(verifier, state) {
  const query = new URLSearchParams({
    client_id: party.clientId,
    redirect_uri: party.redirectUri,
    response_type: 'code',
    scope: 'openid profile',
    state,
    nonce: state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `/oauth2/authorize?${query}`
}

function redeem(front, code, verifier) {
  const fields = { grant_type: 'authorization_code', code, redirect_uri: party.redirectUri, code_verifier: verifier }
  const headers = {
    authorization: `Basic ${Buffer.from(`${party.clientId}:${party.secret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const body = new URLSearchParams(fields).toString()
  return front.send({ method: 'POST', path: `${base}/oauth2/token`, headers, body, address: deskAddress })
}

/** What an answer says. Throws `Unexpected` for anything but 200. */
function told(step, answer) {
  if (answer.status !== 200) throw new Unexpected(step, answer)
  return JSON.parse(answer.text)
}

/** The peer's client in a page: cookies, and JSON of its own origin. */
function openClient(front, address) {
  const cookies = new Map()
  const ask = async (method, path, more = {}, body = '') => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...usualHeaders, ...(cookie ? { cookie } : {}), ...more }
    const answer = await front.send({ method, path: base + path, headers, body, address })
    for (const line of answer.headers['set-cookie'] ?? []) keep(cookies, line)
    return answer
  }
  const json = { 'content-type': 'application/json', origin: `https://${front.host}`, 'sec-fetch-site': 'same-origin' }
  return {
    get: (path) => ask('GET', path, { accept: 'text/html', 'sec-fetch-mode': 'navigate' }),
    post: (path, fields) => ask('POST', path, { ...json, 'sec-fetch-mode': 'cors' }, JSON.stringify(fields)),
  }
}

const usualHeaders = {
  'accept-language': 'vi',
  'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36',
}

function keep(cookies, line) {
  const [pair = '', ...attributes] = line.split(/;\s*/)
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  const isGone = value === '' || attributes.some((text) => text.toLowerCase() === 'max-age=0')
  if (isGone) cookies.delete(name)
  else cookies.set(name, value)
}
