// The settings of a trial on one machine: ports, origins, and secrets made once and kept in the data folder.
import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const secret = () => randomBytes(32).toString('base64url')
const authenticatorSecret = () => Array.from(randomBytes(32), (byte) => base32[byte % 32]).join('')

/** Four groups that can be read over the phone: "kWmp-7Rtu-…"; letters that are easily mistaken are left out. */
function password() {
  const letters = 'abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY3479'
  return Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')
}

const makeSecrets = () => ({
  ACCOUNT_SECRET: secret(),
  DESK_SECRET: secret(),
  DESK_CLIENT_SECRET: secret(),
  TRIAL_ADMIN_PASSWORD: password(),
  TRIAL_ADMIN_TOTP: authenticatorSecret(),
  TRIAL_SECOND_ADMIN_PASSWORD: password(),
  TRIAL_SECOND_ADMIN_TOTP: authenticatorSecret(),
  TRIAL_AUDITOR_PASSWORD: password(),
  TRIAL_AUDITOR_TOTP: authenticatorSecret(),
  TRIAL_OFFICER_PASSWORD: password(),
})

function keptSecrets(folder) {
  const file = join(folder, 'trial.json')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${JSON.stringify(makeSecrets(), null, 2)}\n`, { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Everything the three apps need, as environment; what the caller's environment sets stays. */
export function trialSettings(env = process.env) {
  const folder = resolve(env.DATA_FOLDER ?? 'data')
  const port = { account: 4000, desk: 4001, sandbox: 4002, portal: 4003 }
  for (const name of Object.keys(port)) port[name] = Number(env[`${name.toUpperCase()}_PORT`] ?? port[name])
  const at = (name) => `http://localhost:${port[name]}`
  const secrets = keptSecrets(folder)
  return {
    ...secrets,
    MOTCUA_TRIAL: '1',
    DRAIN: '0',
    DATA_FOLDER: folder,
    ACCOUNT_PORT: String(port.account),
    ACCOUNT_ORIGIN: at('account'),
    DESK_PORT: String(port.desk),
    DESK_ORIGIN: at('desk'),
    SANDBOX_PORT: String(port.sandbox),
    SANDBOX_ORIGIN: at('sandbox'),
    PORTAL_PORT: String(port.portal),
    PORTAL_DISCOVERY_URL: `${at('portal')}/oauth2/oidcdiscovery/.well-known/openid-configuration`,
    PORTAL_CLIENT_ID: 'motcua-account',
    PORTAL_CLIENT_SECRET: 'sandbox-portal-secret',
    SMS_ROUTE: 'esms,vnpt',
    ESMS_URL: `${at('sandbox')}/gateways/esms`,
    ESMS_API_KEY: 'sandbox-key',
    ESMS_SECRET_KEY: 'sandbox-secret',
    VNPT_URL: `${at('sandbox')}/gateways/vnpt`,
    VNPT_LABEL_ID: '1001',
    VNPT_CONTRACT_ID: '2002',
    VNPT_AGENT_ID: '3003',
    VNPT_API_USER: 'sandbox-user',
    VNPT_API_PASSWORD: 'sandbox-password',
    VNPT_USERNAME: 'sandbox',
    VNPT_TEMPLATE_ID_VI: '501',
    VNPT_TEMPLATE_ID_EN: '502',
    VNPT_NOTICE_TEMPLATE_ID: '503',
    SANDBOX_AUTHENTICATORS: JSON.stringify([
      { label: 'quantri1', secret: secrets.TRIAL_ADMIN_TOTP },
      { label: 'quantri2', secret: secrets.TRIAL_SECOND_ADMIN_TOTP },
      { label: 'kiemtoan1', secret: secrets.TRIAL_AUDITOR_TOTP },
    ]),
  }
}
