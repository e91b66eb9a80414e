// Planted values and the search for them: each is unique, so that one that is found anywhere was let through.
import { randomBytes, randomInt } from 'node:crypto'

export type Kind = 'id-number' | 'phone' | 'password' | 'code' | 'cookie' | 'token'

export const personal: readonly Kind[] = ['id-number', 'phone']
export const secret: readonly Kind[] = ['password', 'code', 'cookie', 'token']

export function createCanaries() {
  const planted = new Map<string, Kind>()
  const plant = (kind: Kind, text: string): string => {
    planted.set(text, kind)
    return text
  }
  return {
    planted,
    plant,
    idNumber: () => plant('id-number', `079${digits(9)}`),
    phone: () => plant('phone', `0912${digits(6)}`),
    password: () => plant('password', `Canary ${digits(12)} Mat-khau`),
    code: () => plant('code', digits(6)),
    token: () => plant('token', randomBytes(24).toString('base64url')),
    /** The credentials that an answer sets. */
    cookies: (lines: readonly string[] = []) => {
      for (const line of lines) {
        const found =
          /^__(?:Host|Secure)-(account_(?:session|attempt|reset|register|known|sso|console|resume))=([^;]{20,})/.exec(
            line,
          )
        if (found) plant('cookie', found[2] as string)
      }
    },
  }
}

export type Canaries = ReturnType<typeof createCanaries>

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('')

/** Six figures may stand inside a time or an id by chance: they count where they stand alone. */
function standsIn(text: string, canary: string, kind: Kind): boolean {
  if (kind === 'code') return text.includes(canary) && new RegExp(`(?<![\\w.:-])${canary}(?![\\w-])`).test(text)
  return (
    text.includes(canary) ||
    (canary.includes(' ') && (text.includes(encodeURIComponent(canary)) || text.includes(canary.replaceAll(' ', '+'))))
  )
}

/** How many of the planted values of these kinds stand in the text, by kind. */
export function search({ planted }: Canaries, text: string, kinds: readonly Kind[]): string[] {
  const found = [...planted].filter(([canary, kind]) => kinds.includes(kind) && standsIn(text, canary, kind))
  return found.map(([, kind]) => kind)
}
