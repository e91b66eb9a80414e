// The authenticator gives the same six digits as any other app (RFC 6238), by API and on its page.
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.ts'
import { createBrowser } from '../testing/browser.ts'
import { accountOrigin } from '../testing/trip.ts'

const known = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
/** RFC 6238, appendix B: at 59 s the eight digits are 94287082. */
const at = 59_000

let sandbox: Sandbox
beforeAll(async () => {
  const authenticators = [{ label: 'quantri1', secret: known }]
  sandbox = await startSandbox({ port: 0, portalPort: 0, accountOrigin, authenticators, now: () => at })
})
afterAll(() => sandbox.close())

const post = async (body: unknown) => {
  const answer = await fetch(`${sandbox.origin}/api/authenticator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}
const codes = async () =>
  (await (await fetch(`${sandbox.origin}/api/authenticator`)).json()) as { label: string; code: string }[]

test('an entry from the start has the code of the standard, and the seconds that are left', async () => {
  expect(await codes()).toEqual([{ label: 'quantri1', code: '287082', seconds: 1 }])
})

test('an entry is added once by its label; the same label with another secret changes it', async () => {
  const [one, two] = [new Secret().base32, new Secret().base32]
  const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })
  expect(await post({ label: 'quantri2', secret: one })).toEqual({
    status: 201,
    body: { label: 'quantri2', code: codeOf(one), seconds: 1 },
  })
  expect((await post({ label: 'quantri2', secret: one })).status).toBe(200)
  expect((await post({ label: 'quantri2', secret: two.toLowerCase() })).body).toMatchObject({ code: codeOf(two) })
  expect((await codes()).filter(({ label }) => label === 'quantri2')).toHaveLength(1)
})

test.each([
  ['no label', { secret: known }, 'The body must be {"label": "…", "secret": "…"}.'],
  ['an empty label', { label: ' ', secret: known }, 'label must have 1 to 100 characters.'],
  ['a long label', { label: 'x'.repeat(101), secret: known }, 'label must have 1 to 100 characters.'],
  ['a short secret', { label: 'x', secret: 'ABC' }, 'secret must be base32 (A-Z, 2-7) of 16 to 128 characters.'],
  [
    'a secret of other letters',
    { label: 'x', secret: '0189'.repeat(8) },
    'secret must be base32 (A-Z, 2-7) of 16 to 128 characters.',
  ],
  ['an extra field', { label: 'x', secret: known, digits: 8 }, 'The body must be {"label": "…", "secret": "…"}.'],
])('POST with %s is refused', async (_name, body, error) => {
  expect(await post(body)).toEqual({ status: 400, body: { error } })
})

test('a person adds an entry on the page, also by a whole otpauth address', async () => {
  const browser = createBrowser()
  const url = `${sandbox.origin}/vi/authenticator`
  const page = await browser.get(url)
  expect(page.text).toContain('287082')
  const secret = `otpauth://totp/Motcua:an?issuer=Motcua&secret=${known}&period=30`
  expect((await browser.submit(url, page, '/vi/authenticator', { label: 'Nguyễn <An>', secret })).status).toBe(303)
  const after = await browser.get(url)
  expect(after.text).toContain('Nguyễn &lt;An>')
  expect(after.text).toContain('còn 1 giây')
})

test('the page refuses at the field, keeps the name and not the secret', async () => {
  const browser = createBrowser('en')
  const url = `${sandbox.origin}/en/authenticator`
  const page = await browser.get(url)
  const secret = await browser.submit(url, page, '/en/authenticator', { label: 'kept', secret: 'short1' })
  expect([
    secret.status,
    secret.text.includes('This secret is not right'),
    secret.text.includes('value="kept"'),
  ]).toEqual([422, true, true])
  expect(secret.text).not.toContain('short1')
  const label = await browser.submit(url, page, '/en/authenticator', { label: '', secret: known })
  expect(label.text).toContain('Give the entry a name')
})
