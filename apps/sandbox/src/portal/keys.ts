// The portal's signing key (RS256). Rotating replaces it at once, as a portal does that tells nobody beforehand.
import {
  calculateJwkThumbprint,
  compactVerify,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose'

export type Keys = {
  sign: (claims: JWTPayload) => Promise<string>
  /** The claims of a token that today's key signed, also an expired one; null for anything else. */
  verify: (token: string) => Promise<JWTPayload | null>
  published: () => { keys: JWK[] }
  rotate: () => Promise<void>
}

export async function createKeys(): Promise<Keys> {
  let key = await newKey()
  return {
    sign: (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.jwk.kid!, typ: 'JWT' }).sign(key.privateKey),
    async verify(token) {
      try {
        // A hint may be long expired: only the signature counts.
        const { payload } = await compactVerify(token, key.publicKey, { algorithms: ['RS256'] })
        return JSON.parse(new TextDecoder().decode(payload)) as JWTPayload
      } catch {
        return null
      }
    },
    published: () => ({ keys: [key.jwk] }),
    async rotate() {
      key = await newKey()
    },
  }
}

async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { modulusLength: 2048 })
  const jwk = await exportJWK(publicKey)
  return { publicKey, privateKey, jwk: { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: 'RS256' } }
}
