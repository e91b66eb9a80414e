// Answers of passkeys: kept when new, compared when known. Call in a transaction: a question is used up by any answer.
import type { Db } from '@motcua/db/query.ts'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { limits } from '../../limits.ts'
import { type Asked, algorithms, type PasskeySite, siteId, takeChallenge, webAuthn } from './ask-passkey.ts'
import { findCredential, insertPasskey, listPasskeys, notePasskeyUse, type Passkey } from './passkey-store.ts'

export type PasskeyRefusal = { ok: false; code: 'passkey-late' | 'passkey-wrong' | 'passkey-there' | 'passkeys-most' }

/** `answer`: what the page's script sent, JSON. */
type Answered = Asked & { sealed: string; answer: string; mustVerify: boolean }
export type NewPasskeyAnswer = Answered & { accountId: string; name: string }

const refused = (code: PasskeyRefusal['code']): PasskeyRefusal => ({ ok: false, code })

export async function addPasskey(
  db: Db,
  key: string,
  site: PasskeySite,
  given: NewPasskeyAnswer,
): Promise<{ ok: true } | PasskeyRefusal> {
  const challenge = await takeChallenge(db, key, given, given.sealed)
  if (!challenge) return refused('passkey-late')
  if ((await listPasskeys(db, given.accountId)).length >= limits.passkeys.most) return refused('passkeys-most')
  const { verifyRegistrationResponse } = await webAuthn()
  const made = await verified(() =>
    verifyRegistrationResponse({
      ...expected(site, challenge),
      response: JSON.parse(given.answer) as RegistrationResponseJSON,
      requireUserVerification: given.mustVerify,
      supportedAlgorithmIDs: algorithms,
    }),
  )
  if (!made?.registrationInfo) return refused('passkey-wrong')
  const { credential, credentialBackedUp } = made.registrationInfo
  const kept = await insertPasskey(db, {
    account_id: given.accountId,
    name: given.name,
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: [...(credential.transports ?? [])],
    is_synced: credentialBackedUp,
  })
  return kept ? { ok: true } : refused('passkey-there')
}

export type PasskeyAnswer = Answered & {
  /** Whose passkey it must be; null: the passkey says who is there. */
  accountId: string | null
}

export async function checkPasskey(
  db: Db,
  key: string,
  site: PasskeySite,
  given: PasskeyAnswer,
): Promise<{ ok: true; accountId: string; passkeyId: string } | PasskeyRefusal> {
  const challenge = await takeChallenge(db, key, given, given.sealed)
  if (!challenge) return refused('passkey-late')
  const answer = readAnswer(given.answer)
  const passkey = answer ? await findCredential(db, answer.id) : undefined
  if (!answer || !passkey || !isTheirs(passkey, answer, given.accountId)) return refused('passkey-wrong')
  const { verifyAuthenticationResponse } = await webAuthn()
  const seen = await verified(() =>
    verifyAuthenticationResponse({
      ...expected(site, challenge),
      response: answer,
      requireUserVerification: given.mustVerify,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
        counter: passkey.counter,
      },
    }),
  )
  if (!seen?.verified) return refused('passkey-wrong')
  if (!(await notePasskeyUse(db, passkey.id, seen.authenticationInfo.newCounter))) return refused('passkey-wrong')
  return { ok: true, accountId: passkey.account_id, passkeyId: passkey.id }
}

const expected = (site: PasskeySite, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: site.origin,
  expectedRPID: siteId(site),
})

/** A passkey that stands alone also names its person: both must be the same. */
function isTheirs(passkey: Passkey, { response }: AuthenticationResponseJSON, accountId: string | null): boolean {
  const handle = response.userHandle
  const named = handle ? Buffer.from(handle, 'base64url').toString() : undefined
  if (named !== undefined && named !== passkey.account_id) return false
  return accountId === null ? named !== undefined : accountId === passkey.account_id
}

function readAnswer(text: string): AuthenticationResponseJSON | undefined {
  try {
    const read = JSON.parse(text) as Partial<AuthenticationResponseJSON> | null
    return typeof read?.id === 'string' && typeof read.response === 'object' && read.response !== null
      ? (read as AuthenticationResponseJSON)
      : undefined
  } catch {
    return undefined
  }
}

/** The library throws at whatever is wrong with an answer (origin, challenge, signature, form): all of them mean no. */
async function verified<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify()
  } catch {
    return undefined
  }
}
