// Rules that the code itself keeps, read from its text: no weak chance, no weak cipher, no markup from data, no store in the browser, one clock.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8')

const all = globSync(['apps/{account,desk}/src/**/*.{ts,tsx}', 'packages/*/src/**/*.{ts,tsx}'], { cwd: root })
const code = all.filter((file) => !/\.test\.tsx?$|\/testing\//.test(file)).map((file) => ({ file, text: read(file) }))
const scripts = globSync(['apps/{account,desk}/assets/*.js', 'packages/ui/assets/*.js'], { cwd: root }).map((file) => ({
  file,
  text: read(file),
}))

const within = (files: typeof code, pattern: RegExp) =>
  files.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

test('the rules see the code', () => {
  expect(code.length).toBeGreaterThan(300)
  expect(scripts.length).toBeGreaterThan(5)
  expect(within(code, /randomBytes|randomInt/).length).toBeGreaterThan(3)
})

test('ASVS 6.5.3 and 11.5.1: chance comes from the operating system’s generator only', () => {
  expect(within([...code, ...scripts], /Math\.random|randomUUID\(\)\.slice|seedrandom/)).toEqual([])
})

test('ASVS 11.3.1, 11.3.2 and 11.3.3: one cipher, AES-256-GCM, in one place', () => {
  expect(within(code, /createCipheriv|createDecipheriv|subtle\.encrypt/)).toEqual(['packages/web/src/sealed-value.ts'])
  expect(within(code, /-ecb\b|-cbc\b|['"]des-|['"]rc4|RSA1_5|RSA_PKCS1_PADDING/i)).toEqual([])
})

test('ASVS 11.4.1: SHA-1 only inside HMAC where another’s protocol asks for it (RFC 6238, Twilio), MD5 nowhere', () => {
  expect(within(code, /['"]md5['"]/i)).toEqual([])
  expect(within(code, /['"]sha-?1['"]/i).toSorted()).toEqual([
    'apps/account/src/outside/sms/twilio.ts',
    'apps/account/src/records/factors/authenticator.ts',
  ])
})

test('ASVS 11.2.4: secrets are compared in constant time or inside the database by their hash', () => {
  const compares = /(secret|signature|token|hash|mac)\w*\s*===\s*\w/i
  const named = within(code, compares).filter((file) => !/\/(forgery|twilio)\.ts$/.test(file))
  for (const file of named)
    for (const line of read(file)
      .split('\n')
      .filter((text) => compares.test(text)))
      expect([file, line.trim()]).toEqual([file, expect.stringMatching(/=== (undefined|null|''|'|")/)])
})

test('T24, ASVS 6.5.8: expiry is decided by the database’s clock: records, journeys of proof and the provider read no other', () => {
  const deciding = /\/(records|provider|journeys\/(sign-in|forgotten-password|register|my-account|dossiers|look-up))\//
  expect(
    within(
      code.filter(({ file }) => deciding.test(file)),
      /Date\.now\(\)|new Date\(\)/,
    ),
  ).toEqual([])
})

test('ASVS 3.2.2, 3.2.3 and 14.3.3: pages’ scripts write text, never markup, and store nothing', () => {
  expect(within(scripts, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/)).toEqual([])
  expect(within(scripts, /localStorage|sessionStorage|indexedDB|document\.cookie/)).toEqual([])
  expect(within(code, /dangerouslySetInnerHTML/)).toEqual([])
})

test('ASVS 3.5.5: no window sends messages to another; tabs of one browser talk by a channel of their origin', () => {
  expect(
    within(
      scripts,
      /(window|parent|opener|top)\.postMessage|window\.opener|(window|self|globalThis)\.(addEventListener\(['"]message|onmessage)/,
    ),
  ).toEqual([])
})

test('ASVS 6.2.6 and 6.2.7: every password field is masked, open to password managers, and may be pasted into', () => {
  const pages = code.filter(({ file }) => file.endsWith('.tsx'))
  const fields = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/<(Field|Password\w*|input)\b[^>]*?name="(password|again|current)"[\s\S]*?\/>/g)].map(
      ([field]) => ({ file, field }),
    ),
  )
  expect(fields.length).toBeGreaterThan(5)
  for (const { file, field } of fields) {
    expect([file, field]).toEqual([file, expect.stringMatching(/type="password"|\{\.\.\.field\}|<Password/)])
    expect([file, field]).toEqual([
      file,
      expect.stringMatching(/autocomplete="(current|new)-password"|\{\.\.\.field\}|<Password/),
    ])
  }
  expect(within([...pages, ...scripts], /onpaste|'paste'|"paste"/)).toEqual([])
})

test('ASVS 6.3.6: a code or a second proof never goes by e-mail', () => {
  const proving =
    /\/(records\/(otp|factors)|journeys\/(sign-in|forgotten-password|register|my-account))\/|jobs\/send-messages/
  expect(
    within(
      code.filter(({ file }) => proving.test(file)),
      /sendMail|nodemailer|outside\/alarms/,
    ),
  ).toEqual([])
})

test('ASVS 11.1.2: every file that uses cryptography stands in the inventory of docs/security.md', () => {
  const uses = within(
    code,
    /from ['"](node:crypto|jose|@node-rs\/argon2|otpauth|@simplewebauthn\/server|altcha-lib[^'"]*)['"]/,
  )
  const inventory = read('docs/security.md')
  expect(uses.filter((file) => !inventory.includes(file))).toEqual([])
})
