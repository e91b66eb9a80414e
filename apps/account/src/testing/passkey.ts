// A passkey in software for tests: an ES256 key that makes and signs what a browser and its device would (WebAuthn level 3).
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { hiddenFields } from '@motcua/web/testing/browser.ts'
import { origin } from './build-app.ts'

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()
const base64url = (data: Buffer | string) => Buffer.from(data).toString('base64url')

// CBOR, as much of it as a key and an attestation need.
const head = (major: number, size: number) =>
  size < 24
    ? Buffer.from([major * 32 + size])
    : size < 256
      ? Buffer.from([major * 32 + 24, size])
      : Buffer.from([major * 32 + 25, size >> 8, size & 255])
const integer = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value))
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value])
const text = (value: string) => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
const map = (...pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()])

const flag = { present: 1, verified: 4, attested: 64 }

/** What a test may get wrong on purpose. */
type Wrong = {
  origin?: string
  rpId?: string
  challenge?: string
  counter?: number
  verified?: boolean
  handle?: string
}

export class SoftPasskey {
  readonly id = randomBytes(32)
  readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  counter = 1
  handle: string | undefined

  /** The answer to a page that makes a passkey. */
  create(options: { challenge: string; user: { id: string } }, wrong: Wrong = {}): string {
    this.handle = options.user.id
    const jwk = this.#pair.publicKey.export({ format: 'jwk' })
    const key = map(
      [integer(1), integer(2)],
      [integer(3), integer(-7)],
      [integer(-1), integer(1)],
      [integer(-2), bytes(Buffer.from(jwk.x ?? '', 'base64url'))],
      [integer(-3), bytes(Buffer.from(jwk.y ?? '', 'base64url'))],
    )
    const size = Buffer.from([0, this.id.length])
    const data = Buffer.concat([this.#data(flag.attested, wrong), Buffer.alloc(16), size, this.id, key])
    const attestation = map([text('fmt'), text('none')], [text('attStmt'), map()], [text('authData'), bytes(data)])
    return this.#answer({
      clientDataJSON: base64url(client('webauthn.create', options.challenge, wrong)),
      attestationObject: base64url(attestation),
      transports: ['internal'],
    })
  }

  /** The answer to a page that asks for a passkey. */
  get(options: { challenge: string }, wrong: Wrong = {}): string {
    this.counter += 1
    const data = this.#data(0, wrong)
    const said = client('webauthn.get', options.challenge, wrong)
    const signature = sign('sha256', Buffer.concat([data, sha256(said)]), this.#pair.privateKey)
    return this.#answer({
      clientDataJSON: base64url(said),
      authenticatorData: base64url(data),
      signature: base64url(signature),
      userHandle: wrong.handle ?? this.handle,
    })
  }

  #data(more: number, { rpId = 'localhost', counter = this.counter, verified = true }: Wrong): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flag.present + (verified ? flag.verified : 0) + more]), count])
  }

  #answer(response: object): string {
    const id = base64url(this.id)
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })
  }
}

const client = (type: string, challenge: string, wrong: Wrong) =>
  JSON.stringify({ type, challenge: wrong.challenge ?? challenge, origin: wrong.origin ?? origin, crossOrigin: false })

type Options = { challenge: string; user: { id: string }; allowCredentials?: { id: string }[] }

/** What the page at `url` asks the browser for, and the hidden fields of its form. */
export async function passkeyPage(browser: Browser, url: string, action = url) {
  const { body } = await browser.get(url)
  const options = /data-options="([^"]+)"/.exec(body)?.[1]?.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  if (!options) throw new Error(`no passkey is asked for at ${url}`)
  return { options: JSON.parse(options) as Options, fields: hiddenFields(body, action) }
}
