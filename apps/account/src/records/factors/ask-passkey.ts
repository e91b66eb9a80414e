// Questions to a passkey (WebAuthn): what the browser is asked, sealed to this purpose and this browser, so that asking writes nothing.
import { readClock } from '@motcua/db/clock.ts'
import type { Db } from '@motcua/db/query.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import { z } from 'zod'
import { limits } from '../../limits.ts'
import { claimChallenge, listPasskeys, type Passkey } from './passkey-store.ts'

/** Loaded with the first passkey: most people sign in without one. */
export const webAuthn = () => import('@simplewebauthn/server')

/** Where passkeys of this service belong: its origin, and its name on the device's screen. */
export type PasskeySite = { origin: string; name: string }

/** `binding`: the attempt, session or browser that was asked; nobody else can answer. */
export type Asked = { purpose: 'add' | 'sign-in' | 'fresh' | 'console'; binding: string }

/** `options`: for the page's script, as JSON. `sealed`: comes back with the answer. */
export type PasskeyQuestion = { options: string; sealed: string }

/** ES256, EdDSA, RS256: what passkeys on phones, security keys and Windows make. */
export const algorithms = [-7, -8, -257]

export const siteId = (site: PasskeySite): string => new URL(site.origin).hostname

const inMilliseconds = limits.passkeys.life * 1000
const known = (keys: readonly Passkey[]) =>
  keys.map(({ credential_id: id, transports }) => ({ id, transports: [...transports] }))

export type NewKey = Asked & { account: { id: string; label: string }; isSole: boolean }

/** For a new passkey. `isSole`: it will stand alone, so it is found by the browser and knows its person (PIN, finger, face). */
export async function askNewPasskey(db: Db, key: string, site: PasskeySite, asked: NewKey): Promise<PasskeyQuestion> {
  const strength = asked.isSole ? 'required' : 'preferred'
  const { generateRegistrationOptions } = await webAuthn()
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: siteId(site),
    userID: new Uint8Array(Buffer.from(asked.account.id)),
    userName: asked.account.label,
    userDisplayName: asked.account.label,
    timeout: inMilliseconds,
    attestationType: 'none',
    excludeCredentials: known(await listPasskeys(db, asked.account.id)),
    authenticatorSelection: { residentKey: strength, userVerification: strength },
    supportedAlgorithmIDs: algorithms,
  })
  return sealQuestion(db, key, asked, options)
}

export type KeyAsked = Asked & { accountId: string | null; mustVerify: boolean }

/** For a passkey that is there: one of this person's, or without a person any that the browser knows. */
export async function askPasskey(db: Db, key: string, site: PasskeySite, asked: KeyAsked): Promise<PasskeyQuestion> {
  const { generateAuthenticationOptions } = await webAuthn()
  const options = await generateAuthenticationOptions({
    rpID: siteId(site),
    timeout: inMilliseconds,
    userVerification: asked.mustVerify ? 'required' : 'preferred',
    allowCredentials: asked.accountId ? known(await listPasskeys(db, asked.accountId)) : [],
  })
  return sealQuestion(db, key, asked, options)
}

const shape = z.object({ purpose: z.string(), binding: z.string(), challenge: z.string(), at: z.number() })

async function sealQuestion(
  db: Db,
  key: string,
  { purpose, binding }: Asked,
  options: { challenge: string },
): Promise<PasskeyQuestion> {
  const at = (await readClock(db)).getTime()
  const sealed = seal(key, 'passkey', { purpose, binding, challenge: options.challenge, at })
  return { options: JSON.stringify(options), sealed }
}

/** The challenge of a question that was asked for this purpose, here, less than 5 minutes ago, and not answered yet; else null. */
export async function takeChallenge(db: Db, key: string, asked: Asked, sealed: string): Promise<string | null> {
  const read = shape.safeParse(unseal(key, 'passkey', sealed))
  if (!read.success || read.data.purpose !== asked.purpose || read.data.binding !== asked.binding) return null
  const { challenge, at } = read.data
  return (await claimChallenge(db, challenge, new Date(at))) ? challenge : null
}
