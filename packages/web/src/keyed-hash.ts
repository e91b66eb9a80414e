// HMAC-SHA-256 with a key of its own for each purpose, derived from the service's one secret.
import { createHmac, createSecretKey, hash, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'

const keys = new Map<string, KeyObject>()

/** Base64url HMAC of `value`. Two purposes never give comparable results. */
export function keyedHash(secret: string, purpose: string, value: string): string {
  return createHmac('sha256', keyFor(secret, purpose)).update(value).digest('base64url')
}

function keyFor(secret: string, purpose: string): KeyObject {
  const name = `${purpose} ${secret}`
  const known = keys.get(name)
  if (known) return known
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `motcua keyed ${purpose}`, 32)))
  keys.set(name, key)
  return key
}

/** What a random token is stored as: the database never holds the token itself. */
export const tokenHash = (token: string): string => hash('sha256', token, 'base64url')

/** 256 random bits for cookies and links. */
export const randomToken = (): string => randomBytes(32).toString('base64url')
