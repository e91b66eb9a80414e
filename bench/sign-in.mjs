// One whole direct sign-in, as browser and relying party play it: fails with the step's name at the first answer that is not as it
// should be.
import { createHash, randomBytes } from 'node:crypto'
import { call, openBrowser } from './http.mjs'

/**
 * Authorize → sign-in page → password → code page → code → session → OIDC code → tokens → userinfo. Pages, styles and scripts that a
 * browser keeps for a year are not fetched. Gives milliseconds.
 */
export async function signIn({ proxy, gateway, party, password }, officer, address) {
  const started = performance.now()
  const browser = openBrowser(proxy, address)
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(16).toString('base64url')

  const toSignIn = await browser.get(authorizeAddress(party, verifier, state))
  const toForm = await browser.get(onward(toSignIn, 'authorize', '/sign-in/for/'))
  const form = expectPage(await browser.get(onward(toForm, 'interaction', '/vi/sign-in?')), 'sign-in page')
  const proof = { ...hidden(form, '/vi/sign-in'), number: officer.idNumber, password }
  const toCode = await browser.post('/vi/sign-in', proof)
  const codePage = expectPage(await browser.get(onward(toCode, 'password', '/vi/sign-in/code')), 'code page')
  const code = await gateway.codeFor(officer.phone)
  const toResume = await browser.post('/vi/sign-in/code', { ...hidden(codePage, '/vi/sign-in/code'), code })
  const back = await browser.get(onward(toResume, 'code', '/oidc/auth/'))
  const callback = new URL(onward(back, 'OIDC code', party.redirectUri))
  if (callback.searchParams.get('state') !== state) throw new Error('callback: another state came back')

  const tokens = await redeem(proxy, party, { code: callback.searchParams.get('code'), verifier })
  const claims = await userinfo(proxy, tokens.access_token)
  if (claims.name !== officer.name) throw new Error(`userinfo: ${claims.name} instead of ${officer.name}`)
  return performance.now() - started
}

function authorizeAddress(party, verifier, state) {
  const query = new URLSearchParams({
    client_id: party.clientId,
    redirect_uri: party.redirectUri,
    response_type: 'code',
    scope: 'openid profile officer',
    state,
    nonce: state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `/oidc/auth?${query}`
}

async function redeem(proxy, party, { code, verifier }) {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: party.redirectUri,
    code_verifier: verifier,
  }).toString()
  const headers = {
    authorization: `Basic ${Buffer.from(`${party.clientId}:${party.secret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const answer = await call(proxy, 'POST', '/oidc/token', { headers, body })
  const tokens = answer.status === 200 ? JSON.parse(answer.text) : {}
  if (!tokens.id_token) throw new Error(`token: ${answer.status} ${answer.text.slice(0, 200)}`)
  return tokens
}

async function userinfo(proxy, accessToken) {
  const answer = await call(proxy, 'GET', '/oidc/userinfo', { headers: { authorization: `Bearer ${accessToken}` } })
  if (answer.status !== 200) throw new Error(`userinfo: ${answer.status} ${answer.text.slice(0, 200)}`)
  return JSON.parse(answer.text)
}

/** Where the redirect leads; it must begin with `expected` (an address of ours without its origin). */
function onward(answer, step, expected) {
  const { location = '' } = answer.headers
  const at = expected.startsWith('/') ? location.replace(/^https:\/\/[^/]+/, '') : location
  if (answer.status === 303 && at.startsWith(expected)) return location
  throw new Error(`${step}: ${answer.status} ${location} ${said(answer.text)}`)
}

function expectPage(answer, step) {
  if (answer.status !== 200) throw new Error(`${step}: ${answer.status} ${said(answer.text)}`)
  return answer.text
}

/** The words of a page, for an error's message. */
const said = (html) =>
  /<main[\s\S]*/
    .exec(html)?.[0]
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 300) ?? ''

/** The hidden fields of the form that posts to `action`. */
function hidden(html, action) {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? ''
  const inputs = form.split('</form>')[0]?.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g) ?? []
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value.replaceAll('&amp;', '&')]))
}
