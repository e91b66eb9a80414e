// Time-based codes (RFC 6238) of an authenticator app: two clock steps, each used once.
import { readClock } from '@motcua/db/clock.ts'
import type { Db } from '@motcua/db/query.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import { Secret, TOTP } from 'otpauth'
import { limits } from '../../limits.ts'
import { type Counter, forgetHit, takeHit } from '../limits/take-hit.ts'
import { claimStep, disableAuthenticator, findAuthenticator, saveAuthenticator } from './store.ts'

const period = 30

const totp = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret), period, digits: 6, algorithm: 'SHA1' })

/** A fresh 160-bit secret in base32. */
export const newAuthenticatorSecret = (): string => new Secret({ size: 20 }).base32

/** What the QR code holds. */
export function authenticatorUri(secret: string, issuer: string, label: string): string {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period, digits: 6 }).toString()
}

/** Takes the place of an earlier app. `lastStep`: the step of a code that was shown already. */
export const storeAuthenticator = (db: Db, key: string, accountId: string, secret: string, lastStep = 0) =>
  saveAuthenticator(db, accountId, seal(key, 'authenticator', secret), lastStep)

/** The step before, this one and the next are taken (clocks drift). Time is the database's. */
async function stepOfCode(db: Db, secret: string, code: string): Promise<number | null> {
  const at = (await readClock(db)).getTime()
  const delta = /^\d{6}$/.test(code) ? totp(secret).validate({ token: code, window: 1, timestamp: at }) : null
  return delta === null ? null : Math.floor(at / 1000 / period) + delta
}

type Answer = { accountId: string; code: string }

/** A step works once; the caller counts the wrong tries. */
export async function checkAuthenticator(db: Db, key: string, { accountId, code }: Answer): Promise<boolean> {
  const secret = await openSecret(db, key, accountId)
  const step = secret ? await stepOfCode(db, secret, code) : null
  return step !== null && claimStep(db, accountId, step)
}

async function openSecret(db: Db, key: string, accountId: string): Promise<string | null> {
  const found = await findAuthenticator(db, accountId)
  const secret = found ? unseal(key, 'authenticator', found.secret) : null
  return typeof secret === 'string' ? secret : null
}

/** The app that is being set up shows a right code: it is kept from now on. A second submit of the same form changes nothing. */
export async function addAuthenticator(
  db: Db,
  key: string,
  made: Answer & { secret: string },
): Promise<'added' | 'there' | 'wrong'> {
  if ((await openSecret(db, key, made.accountId)) === made.secret) return 'there'
  const step = await stepOfCode(db, made.secret, made.code)
  if (step === null) return 'wrong'
  await storeAuthenticator(db, key, made.accountId, made.secret, step)
  return 'added'
}

export type AuthenticatorAnswer =
  | { ok: true }
  | { ok: false; code: 'authenticator-wrong' | 'code-locked'; retryAfter?: number; isOff: boolean }

const wrongCodes = (accountId: string): Counter => ({
  name: 'wrong-codes-authenticator',
  subject: accountId,
  limit: limits.wrongCodes,
})

/** Counts as codes by SMS do: 10 wrong in 24 h lock, 100 in a row switch the app off. Call in a transaction. */
export async function answerAuthenticator(db: Db, key: string, answer: Answer): Promise<AuthenticatorAnswer> {
  const counter = wrongCodes(answer.accountId)
  const hit = await takeHit(db, counter)
  if (!hit.ok) return { ok: false, code: 'code-locked', retryAfter: hit.retryAfter, isOff: false }
  if (await checkAuthenticator(db, key, answer)) {
    await forgetHit(db, counter)
    return { ok: true }
  }
  const isOff = hit.inARow >= limits.wrongCodes.inARow
  if (isOff) await disableAuthenticator(db, answer.accountId)
  return { ok: false, code: 'authenticator-wrong', isOff }
}
