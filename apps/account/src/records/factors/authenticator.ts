// Time-based codes (RFC 6238) of an authenticator app: two clock steps, each used once.
import { type Db, one, sql } from '@motcua/db/query.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import { Secret, TOTP } from 'otpauth'
import { claimStep, findAuthenticator, saveAuthenticator } from './store.ts'

const period = 30

const totp = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret), period, digits: 6, algorithm: 'SHA1' })

/** A fresh 160-bit secret in base32. */
export const newAuthenticatorSecret = (): string => new Secret({ size: 20 }).base32

/** What the QR code holds. */
export function authenticatorUri(secret: string, issuer: string, label: string): string {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period, digits: 6 }).toString()
}

export const storeAuthenticator = (db: Db, key: string, accountId: string, secret: string) =>
  saveAuthenticator(db, accountId, seal(key, 'authenticator', secret))

/** The step before, this one and the next are taken (clocks drift); a step works once. Time is the database's. */
export async function checkAuthenticator(
  db: Db,
  key: string,
  input: { accountId: string; code: string },
): Promise<boolean> {
  const found = await findAuthenticator(db, input.accountId)
  const secret = found ? unseal(key, 'authenticator', found.secret) : null
  if (typeof secret !== 'string' || !/^\d{6}$/.test(input.code)) return false
  const { at } = await one(db, sql<{ at: number }>`select extract(epoch from clock_now())::float8 * 1000 as at`)
  const delta = totp(secret).validate({ token: input.code, window: 1, timestamp: at })
  if (delta === null) return false
  return claimStep(db, input.accountId, Math.floor(at / 1000 / period) + delta)
}
