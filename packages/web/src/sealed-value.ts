// A value that only this service can read or make: AES-256-GCM with an expiry inside, for short-lived cookies.
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'

const version = Buffer.from([1])

const keys = new Map<string, KeyObject>()

/** `purpose` separates keys, so that a value sealed for one use never opens in another. */
function keyFor(secret: string, purpose: string): KeyObject {
  const name = `${purpose} ${secret}`
  const known = keys.get(name)
  if (known) return known
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `motcua sealed ${purpose}`, 32)))
  keys.set(name, key)
  return key
}

/** Seals any JSON value. The caller puts an expiry into it where one matters. */
export function seal(secret: string, purpose: string, value: unknown): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), nonce)
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return Buffer.concat([version, nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** Opens what `seal` made; null for anything else. The caller checks the shape. */
export function unseal(secret: string, purpose: string, sealed: string | undefined): unknown {
  const raw = Buffer.from(sealed ?? '', 'base64url')
  if (raw.length < 30 || raw[0] !== version[0]) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), raw.subarray(1, 13))
    decipher.setAuthTag(raw.subarray(13, 29))
    return JSON.parse(Buffer.concat([decipher.update(raw.subarray(29)), decipher.final()]).toString('utf8'))
  } catch {
    return null
  }
}
