// Settings: what the real service needs, every refusal, and that all of them are told at once.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SettingsRefused } from '@motcua/web/settings.ts'
import { expect, test } from 'vitest'
import { readConfig, shape } from './config.ts'

const jwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd', kid: 'one' }
const good = {
  ACCOUNT_ORIGIN: 'https://taikhoan.binhduong.gov.vn',
  ACCOUNT_SECRET: 'k3mN8xQ2vB7wR5tY9uI1oP4aS6dF0gHj',
  DATABASE_URL: 'postgres://account:Kx8-pL2q@db1,db2/account?target_session_attrs=read-write',
  TRUSTED_PROXIES: '10.0.0.0/8, ::1',
  OIDC_KEYS: JSON.stringify({ keys: [jwk] }),
  PORTAL_DISCOVERY_URL: 'https://portal.example.vn/.well-known/openid-configuration',
  PORTAL_CLIENT_ID: 'motcua',
  PORTAL_CLIENT_SECRET: 'given by the portal',
  ESMS_URL: 'https://esms.example.vn',
  ESMS_API_KEY: 'A1',
  ESMS_SECRET_KEY: 'B2',
  HELP_CONTACT: '0274 3800 800',
}
const foreign = { CAPTCHA: 'recaptcha-v2', CAPTCHA_SITE_KEY: '6Lc4-q', CAPTCHA_SECRET_KEY: '6Lc4-r' }
const googleTest = '6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI'
const cloudflareTest = '1x0000000000000000000000000000000AA'
const refusalOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    if (error instanceof SettingsRefused) return error.message
    throw error
  }
}

test('reads good settings, with the usual ones filled in', () => {
  expect(readConfig(good)).toMatchObject({ trial: false, ACCOUNT_PORT: 4000, HASH_MEMORY_KIB: 32768 })
})

test('an empty environment is told everything that is missing, at once', () => {
  const said = refusalOf({})
  for (const name of Object.keys(good).filter((known) => !known.startsWith('ESMS_')))
    expect(said).toContain(`${name}: is needed`)
  expect(refusalOf({ ACCOUNT_ORIGIN: good.ACCOUNT_ORIGIN })).toContain('ESMS_API_KEY: is needed: SMS_ROUTE names esms')
})

test.each([
  ['plain http', { ACCOUNT_ORIGIN: 'http://taikhoan.binhduong.gov.vn' }, 'ACCOUNT_ORIGIN: must be https'],
  ['a path in the origin', { ACCOUNT_ORIGIN: `${good.ACCOUNT_ORIGIN}/vi` }, 'ACCOUNT_ORIGIN: must be an origin'],
  ['a short secret', { ACCOUNT_SECRET: 'short' }, 'ACCOUNT_SECRET: must have at least 32'],
  ['a sample secret', { ACCOUNT_SECRET: 'changeme-8xQ2vB7wR5tY9uI1oP4aS6dF' }, 'ACCOUNT_SECRET: is a sample value'],
  ['a regular secret', { ACCOUNT_SECRET: 'abcdabcdabcdabcdabcdabcdabcdabcd' }, 'ACCOUNT_SECRET: is too regular'],
  ['another database', { DATABASE_URL: 'mysql://db/account' }, 'DATABASE_URL: must begin with postgres://'],
  ['a sample password', { DATABASE_URL: 'postgres://a:changeme@db/a' }, 'DATABASE_URL: has a sample password'],
  ['no proxy', { TRUSTED_PROXIES: '' }, 'TRUSTED_PROXIES: is needed'],
  ['every address a proxy', { TRUSTED_PROXIES: '0.0.0.0/0' }, 'TRUSTED_PROXIES: must not trust every address'],
  ['a proxy by name', { TRUSTED_PROXIES: 'nginx' }, 'TRUSTED_PROXIES: must be addresses'],
  ['keys that are none', { OIDC_KEYS: 'keys' }, 'OIDC_KEYS: must be a JSON Web Key Set'],
  [
    'public keys only',
    { OIDC_KEYS: JSON.stringify({ keys: [{ ...jwk, d: undefined }] }) },
    'OIDC_KEYS: must hold a private',
  ],
  ['a sample of the portal', { PORTAL_CLIENT_SECRET: 'sandbox-portal-secret' }, 'PORTAL_CLIENT_SECRET: is a sample'],
  ['a sample of a gateway', { ESMS_API_KEY: 'sandbox-key' }, 'ESMS_API_KEY: is a sample value'],
  ['a trial’s password', { TRIAL_ADMIN_PASSWORD: 'x' }, 'TRIAL_ADMIN_PASSWORD: is for trial use only'],
  ['nobody to call', { HELP_CONTACT: '' }, 'HELP_CONTACT: is needed'],
  ['mails without a server', { ALARM_EMAILS: 'a@example.vn' }, 'SMTP_URL: is needed'],
  ['a webhook unsigned', { ALARM_WEBHOOK_URL: 'https://example.vn' }, 'ALARM_WEBHOOK_SECRET: is needed'],
  ['a desk without its secret', { DESK_ORIGIN: 'https://motcua.vn' }, 'DESK_CLIENT_SECRET: is needed'],
  ['a foreign captcha without keys', { CAPTCHA: 'turnstile' }, 'CAPTCHA_SECRET_KEY: is needed: CAPTCHA is turnstile'],
  ['a captcha nobody knows', { CAPTCHA: 'hcaptcha' }, 'CAPTCHA: Invalid option'],
  ['a check in clear text', { ...foreign, CAPTCHA_VERIFY_URL: 'http://proxy/v' }, 'CAPTCHA_VERIFY_URL: must be https'],
  ['Google’s key for tests', { ...foreign, CAPTCHA_SITE_KEY: googleTest }, 'CAPTCHA_SITE_KEY: is the vendor’s key for'],
  ['Cloudflare’s', { ...foreign, CAPTCHA_SECRET_KEY: cloudflareTest }, 'CAPTCHA_SECRET_KEY: is the vendor’s key for'],
  ['a sample of theirs', { ...foreign, CAPTCHA_SECRET_KEY: 'sample-1' }, 'CAPTCHA_SECRET_KEY: is a sample value'],
  ['a weak hash', { HASH_MEMORY_KIB: '1024' }, 'HASH_MEMORY_KIB: is under the least'],
])('refuses %s, and names the setting', (_what, changed, said) => {
  expect(refusalOf({ ...good, ...changed })).toContain(`  ${said}`)
})

test('a secret comes from a file; a missing, an empty and a doubled one are told with the rest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-settings-'))
  const [file, empty] = [join(folder, 'secret'), join(folder, 'empty')]
  writeFileSync(file, `${good.ACCOUNT_SECRET}\n`)
  writeFileSync(empty, '')
  const { ACCOUNT_SECRET: _one, ...rest } = good
  expect(readConfig({ ...rest, ACCOUNT_SECRET_FILE: file }).ACCOUNT_SECRET).toBe(good.ACCOUNT_SECRET)
  expect(refusalOf({ ...good, ACCOUNT_SECRET_FILE: file })).toContain('ACCOUNT_SECRET: is set, and ACCOUNT_SECRET_FILE')
  const said = refusalOf({ ...rest, ACCOUNT_SECRET_FILE: join(folder, 'none'), OIDC_KEYS: '', OIDC_KEYS_FILE: empty })
  expect(said).toContain('ACCOUNT_SECRET_FILE: ENOENT')
  expect(said).toContain('OIDC_KEYS_FILE: ')
  expect(said).not.toContain('ACCOUNT_SECRET: is needed')
})

test('every setting says what it is, and no secret is unmarked', () => {
  type Field = { meta: () => Meta | undefined; unwrap?: () => Field }
  type Meta = { description?: string; secret?: boolean }
  const metaOf = (field: Field): Meta => ({ ...(field.unwrap ? metaOf(field.unwrap()) : {}), ...field.meta() })
  for (const [name, field] of Object.entries(shape.shape)) {
    const { description, secret } = metaOf(field as unknown as Field)
    expect({ name, says: Boolean(description) }).toEqual({ name, says: true })
    const isSecret = /(SECRET|PASSWORD|TOKEN|(?<!SITE)_KEYS?|TOTP|DATABASE_URL|SMTP_URL|HEADERS)$/.test(name)
    expect({ name, secret: Boolean(secret) }).toEqual({ name, secret: isSecret })
  }
})
