// What is wrong with settings that are well by themselves: what one needs of another, and what real use does not allow.
import {
  contactFault,
  databaseFault,
  insecureFaults,
  isSample,
  proxyFault,
  secretFaults,
} from '@motcua/web/setting-kinds.ts'
import type { Fault } from '@motcua/web/settings.ts'
import { z } from 'zod'
import type { shape } from './config.ts'
import { captchaFaults, captchaTrialFaults } from './outside/captcha/settings.ts'
import { gatewayFaults, type GatewaySettings } from './outside/sms/settings.ts'

type Read = Partial<z.infer<typeof shape>>

/** One line for each setting that does not go with the others, or not with real use. */
export function faultsOf(settings: Read): Fault[] {
  const needs: Fault[] = []
  if (settings.ALARM_EMAILS?.length && !settings.SMTP_URL) needs.push(['SMTP_URL', 'is needed to send ALARM_EMAILS'])
  if (settings.ALARM_WEBHOOK_URL && !settings.ALARM_WEBHOOK_SECRET)
    needs.push(['ALARM_WEBHOOK_SECRET', 'is needed to sign ALARM_WEBHOOK_URL'])
  if (settings.DESK_ORIGIN && !settings.DESK_CLIENT_SECRET)
    needs.push(['DESK_CLIENT_SECRET', 'is needed to register the desk of DESK_ORIGIN'])
  return [
    ...needs,
    ...captchaFaults(settings),
    ...gatewayFaultsOf(settings),
    ...(settings.MOTCUA_TRIAL ? [] : productionFaults(settings)),
  ]
}

/** Only where everything it looks at is well by itself. */
function gatewayFaultsOf(settings: Read): readonly Fault[] {
  if (!settings.ACCOUNT_ORIGIN || !settings.SMS_ROUTE) return []
  return gatewayFaults(settings as GatewaySettings, new URL(settings.ACCOUNT_ORIGIN).host)
}

/** What a trial may be and the real service may not. */
function productionFaults(settings: Read): Fault[] {
  const { ACCOUNT_ORIGIN, PORTAL_DISCOVERY_URL, OIDC_KEYS } = settings
  const { ACCOUNT_SECRET, DESK_CLIENT_SECRET, ALARM_WEBHOOK_SECRET } = settings
  const trial = Object.entries(settings).filter(([name, value]) => name.startsWith('TRIAL_') && value !== undefined)
  return [
    ...databaseFault('DATABASE_URL', settings.DATABASE_URL),
    ...proxyFault(settings.TRUSTED_PROXIES),
    ...keysFault(OIDC_KEYS),
    ...secretFaults({ ACCOUNT_SECRET, DESK_CLIENT_SECRET, ALARM_WEBHOOK_SECRET }),
    ...insecureFaults({ ACCOUNT_ORIGIN, PORTAL_DISCOVERY_URL }),
    ...captchaTrialFaults(settings),
    ...samplesIn(settings),
    ...trial.map(([name]): Fault => [name, 'is for trial use only']),
    ...contactFault(settings.HELP_CONTACT),
  ]
}

/** What partners gave us: their form is theirs, but a sample value is none of theirs. */
const samplesIn = (settings: Read): Fault[] =>
  Object.entries(settings).flatMap(([name, value]): Fault[] => {
    const isCredential =
      /_(CLIENT_SECRET|API_KEY|SECRET_KEY|PASSWORD|TOKEN)$/.test(name) && !/^(TRIAL|DESK)_/.test(name)
    return isCredential && typeof value === 'string' && isSample(value) ? [[name, 'is a sample value']] : []
  })

function keysFault(text: string | undefined): Fault[] {
  if (!text) return [['OIDC_KEYS', 'is needed: a JSON Web Key Set, made by "npm run account -- keys make"']]
  const keys = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).min(1) })
  const read = keys.safeParse(jsonOf(text))
  if (!read.success) return [['OIDC_KEYS', 'must be a JSON Web Key Set whose keys each have a kid']]
  const isAnySigning = read.data.keys.some(
    (key) => key.kty === 'EC' && key['crv'] === 'P-256' && typeof key['d'] === 'string',
  )
  return isAnySigning ? [] : [['OIDC_KEYS', 'must hold a private P-256 key: ID tokens are signed by ES256']]
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
