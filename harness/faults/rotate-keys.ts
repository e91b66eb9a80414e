// The signing keys are changed while people sign in (R08), as docs/operations.md says: published first, then signing, then the old one taken
// away; one node after the other each time. Six relying parties check every token and the feed with the keys that they have kept.
import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLocalJWKSet, decodeProtectedHeader, errors, type JSONWebKeySet, jwtVerify } from 'jose'
import { onward, openBrowser } from '../browser.ts'
import type { Front } from '../front.ts'
import { party } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import { type Figure, progress, upperBound } from '../report.ts'
import { askForTokens, codeOf, comeFromDesk, giveCode, givePassword } from '../sign-in.ts'
import { type CalmWorld, inCalmWorld, password } from '../world.ts'

type Key = { kid: string }
type Counts = { signedIn: number; feeds: number; failed: string[]; unknownKeys: number; by: Map<string, number> }

/** `seconds` between two steps: a day and more in life, so that every relying party has read the keys anew. */
export const rotateKeys = ({ seconds }: { seconds: number }): Promise<Figure[]> =>
  inCalmWorld({ nodes: 2, officers: 2000 }, async (world) => {
    await openByHand(world.db.query)
    const [old] = (JSON.parse(world.settings['OIDC_KEYS'] ?? '{}') as { keys: Key[] }).keys
    const made = makeKey('harness-2')
    const counts: Counts = { signedIn: 0, feeds: 0, failed: [], unknownKeys: 0, by: new Map() }
    const load = startLoad(world, counts)
    const steps = [[old], [old, made], [made, old], [made]] as Key[][]
    let [lastOld, signedOut]: (string | undefined)[] = []
    for (const [n, keys] of steps.entries()) {
      if (n > 0) await load.restart(keys)
      await load.readKeys()
      progress(`  keys ${keys.map(({ kid }) => kid).join(', ')}: ${counts.signedIn} signed in`)
      await sleep(seconds * 1000)
      if (n === 0) lastOld = load.lastToken()
      if (n === 2) signedOut = await signOutWith(world, lastOld)
    }
    const signedOutLate = await signOutWith(world, lastOld)
    const strange = load.lastToken() ?? ''
    await load.end()
    const kids = [...counts.by].map(([kid, times]) => `${kid}: ${times}`).join(', ')
    return [
      {
        name: 'keys rotated: whole sign-ins; tokens and feeds checked',
        value: `${counts.signedIn}; ${[...counts.by.values()].reduce((a, b) => a + b, 0)} (${kids})`,
        target: 'by both keys',
        ok: counts.by.size === 2,
      },
      {
        name: 'keys rotated: failed sign-ins, tokens and feeds',
        value: counts.failed.length > 0 ? `${counts.failed.length}, first: ${counts.failed[0]}` : 0,
        target: '0',
        ok: counts.failed.length === 0,
      },
      {
        name: 'keys rotated: signed by a key that a relying party had not read',
        value: counts.unknownKeys,
        target: '0',
        ok: counts.unknownKeys === 0,
      },
      {
        name: 'keys rotated: sign-out with a token of the key that signs no more, and when it is gone',
        value: `${signedOut}; ${signedOutLate}`,
        target: 'a page of ours while it is published',
        ok: signedOut !== undefined && /^(200|303)/.test(signedOut),
      },
      {
        name: 'keys rotated: a token of the new key under the old keys alone',
        value: await checkAgainst(strange, old),
        target: 'refused',
        ok: (await checkAgainst(strange, old)) === 'refused',
      },
      { name: 'keys rotated: a failure per sign-in is ruled out (95 %) above', value: upperBound(counts.signedIn) },
    ]
  })

function makeKey(kid: string): Key {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid } as Key
}

/** Six relying parties in turn; each has read the keys at its own time. */
function startLoad(world: CalmWorld, counts: Counts) {
  const ending = new AbortController()
  let front: Front = world.front
  let next = 0
  let lastToken: string | undefined
  const parties = Array.from({ length: 6 }, () => ({ keys: { keys: [] } as JSONWebKeySet }))

  async function check(token: string, at: number, type?: string): Promise<void> {
    const { kid = '' } = decodeProtectedHeader(token)
    const keys = createLocalJWKSet(parties[at % parties.length]?.keys ?? { keys: [] })
    await jwtVerify(token, keys, {
      issuer: world.settings['ACCOUNT_ORIGIN'] ?? '',
      ...(type ? { typ: type } : {}),
    }).then(
      () => counts.by.set(kid, (counts.by.get(kid) ?? 0) + 1),
      (error: unknown) => {
        if (error instanceof errors.JWKSNoMatchingKey) counts.unknownKeys += 1
        counts.failed.push(String(error))
      },
    )
  }
  const one = async () => {
    while (!ending.signal.aborted) {
      next += 1
      const at = next
      try {
        lastToken = await signInForToken({ ...world, front }, at)
        counts.signedIn += 1
        await check(lastToken, at)
        const feed = await front.send({ method: 'GET', path: '/status/doors', address: '198.51.100.7' })
        await check(feed.text, at, 'doors+jwt')
        counts.feeds += 1
      } catch (error) {
        counts.failed.push(String(error).slice(0, 160))
      }
      await sleep(100)
    }
  }
  const running = Promise.all([one(), one()])
  return {
    lastToken: () => lastToken,
    /** One node after the other; the proxy sends nobody to the one that ends, as it learns from its readiness. */
    restart: async (keys: readonly Key[]) => {
      for (const [at, node] of world.nodes.entries()) {
        front = world.front.only(1 - at)
        await sleep(1500)
        await node.end()
        world.settings['OIDC_KEYS'] = JSON.stringify({ keys })
        await node.start({ OIDC_KEYS: world.settings['OIDC_KEYS'] })
        front = world.front
      }
    },
    readKeys: async () => {
      for (const reader of parties) {
        const answer = await front.send({ method: 'GET', path: '/oidc/jwks', address: '198.51.100.7' })
        reader.keys = JSON.parse(answer.text) as JSONWebKeySet
      }
    },
    end: async () => {
      ending.abort()
      await running
    },
  }
}

/** A whole sign-in; gives the ID token that the desk got. */
async function signInForToken({ front, gateway }: CalmWorld, i: number): Promise<string> {
  const browser = openBrowser(front, addressOf(i))
  const visit = await comeFromDesk(browser, party)
  const page = await givePassword(browser, visit.page, { number: officerAt(i).idNumber, password })
  const answer = await giveCode(browser, page, await gateway.codeFor(officerAt(i).phone))
  const back = await browser.get(onward(answer, 'code', '/oidc/auth/'))
  const tokens = await askForTokens(front, party, { code: codeOf(back, party, visit.state), verifier: visit.verifier })
  const { id_token: token } = JSON.parse(tokens.text || '{}') as { id_token?: string }
  if (!token) throw new Error(`token: ${tokens.status} ${tokens.text.slice(0, 80)}`)
  return token
}

async function signOutWith({ front }: CalmWorld, token: string | undefined): Promise<string> {
  const browser = openBrowser(front, '10.204.0.1')
  const { status, text } = await browser.get(`/oidc/sign-out?id_token_hint=${token ?? ''}`)
  return `${status} ${/<h1[^>]*>([^<]+)/.exec(text)?.[1] ?? ''}`.trim()
}

async function checkAgainst(token: string, key: Key | undefined): Promise<string> {
  const { kid } = decodeProtectedHeader(token)
  const { d: _private, ...open } = { d: '', ...key } as Record<string, string>
  const keys = createLocalJWKSet({ keys: [{ ...open, kid: kid ?? '' }] } as unknown as JSONWebKeySet)
  return jwtVerify(token, keys).then(
    () => 'taken',
    () => 'refused',
  )
}
