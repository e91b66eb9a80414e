// An administrator's authenticator app: labels with secrets, and the six digits of the moment (RFC 6238: SHA-1, 30 s).
import { Secret, TOTP } from 'otpauth'

export type Entry = { label: string; secret: string }
export type Code = { label: string; code: string; seconds: number }
export type Added = { ok: true; isNew: boolean } | { ok: false; code: 'label-missing' | 'secret-unreadable' }

export type Authenticator = {
  /** Adds an entry, or gives the one with this label another secret. `secret` is base32 or a whole otpauth:// address. */
  add: (label: string, secret: string) => Added
  codes: () => readonly Code[]
  /** For moving an entry to a real app. */
  address: (label: string) => string | undefined
}

const period = 30
const mostEntries = 200

export function createAuthenticator(now: () => number): Authenticator {
  const entries = new Map<string, TOTP>()
  return {
    add(label, text) {
      const name = label.trim()
      if (!name || name.length > 100) return { ok: false, code: 'label-missing' }
      const secret = readSecret(text)
      if (!secret) return { ok: false, code: 'secret-unreadable' }
      const isNew = !entries.has(name)
      entries.set(name, new TOTP({ issuer: 'Motcua', label: name, secret, period }))
      if (entries.size > mostEntries) entries.delete(entries.keys().next().value!)
      return { ok: true, isNew }
    },
    codes() {
      const timestamp = now()
      const seconds = period - (Math.floor(timestamp / 1000) % period)
      return [...entries].map(([label, totp]) => ({ label, code: totp.generate({ timestamp }), seconds }))
    },
    address: (label) => entries.get(label)?.toString(),
  }
}

/** At least 80 bits; spaces and hyphens, as pages show secrets, are ignored. */
function readSecret(text: string): Secret | null {
  const bare = (/[?&]secret=([^&]+)/.exec(text)?.[1] ?? text).replace(/[\s-]/g, '').replace(/=+$/, '').toUpperCase()
  return /^[A-Z2-7]{16,128}$/.test(bare) ? Secret.fromBase32(bare) : null
}
