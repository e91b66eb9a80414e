// The settings of the SMS gateways: which are in use and in which order, and what each of them needs.
import { z } from 'zod'
import { type GatewayName, gatewayNames } from './gateway.ts'
import { readJsonTest } from './json-test.ts'
import { type Templates, templateFaults, usualTemplates } from './templates.ts'

const word = (text: string) => z.string().min(1).optional().describe(text)
const secret = (text: string) => word(text).meta({ secret: true })
const address = (text: string) => z.url().optional().describe(text)

const jsonOf = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' })
    return z.NEVER
  }
}
const jsonTest = z.string().transform((text, context) => {
  const test = readJsonTest(text)
  if (test) return test
  context.addIssue({ code: 'custom', message: 'must be a path and a value, like data.status=ok' })
  return z.NEVER
})

const route = z
  .string()
  .default('esms')
  .transform((text, context): GatewayName[] => {
    const names = text.split(/[\s,]+/).filter(Boolean)
    const unknown = names.filter((name) => !gatewayNames.includes(name as GatewayName))
    if (unknown.length || names.length === 0 || new Set(names).size < names.length) {
      context.addIssue({ code: 'custom', message: `must name each gateway once: ${gatewayNames.join(', ')}` })
      return z.NEVER
    }
    return names as GatewayName[]
  })

type TemplateSetting = `${Uppercase<GatewayName>}_TEMPLATE_${'VI' | 'EN'}`

/** A line break is written as \n. */
const template = (name: GatewayName, language: string) =>
  z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .optional()
    .describe(`The ${language} text registered at ${name}, with {tag}, {code}, {action} and {site}; \\n for a new line`)

const templates = Object.fromEntries(
  gatewayNames.flatMap((name) => [
    [`${name.toUpperCase()}_TEMPLATE_VI`, template(name, 'Vietnamese')],
    [`${name.toUpperCase()}_TEMPLATE_EN`, template(name, 'English')],
  ]),
) as Record<TemplateSetting, ReturnType<typeof template>>

type PriceSetting = `${Uppercase<GatewayName>}_PRICE`

const prices = Object.fromEntries(
  gatewayNames.map((name) => [
    `${name.toUpperCase()}_PRICE`,
    z.coerce.number().int().min(0).default(0).describe(`Price of one message part at ${name}`).meta({ unit: 'VND' }),
  ]),
) as Record<PriceSetting, z.ZodDefault<z.ZodCoercedNumber>>

export const gatewaySettings = {
  SMS_ROUTE: route.describe(`The gateways in use, the preferred first: ${gatewayNames.join(', ')}`),
  SMS_FAILOVER: z
    .enum(['on', 'off'])
    .optional()
    .describe(
      'on: the next gateway takes over within one send; as usual where there are several. Refused with a single one',
    ),
  SMS_TIMEOUT: z.coerce
    .number()
    .min(1)
    .max(10)
    .default(3)
    .describe('Time that a gateway may be silent')
    .meta({ unit: 's' }),
  SMS_DAILY_BUDGET: z.coerce
    .number()
    .int()
    .min(1)
    .default(20_000)
    .describe('Messages sent in 24 hours at most; five times as many while the standby door is open')
    .meta({ unit: 'messages' }),
  SMS_DAILY_COST: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('What messages may cost in 24 hours at most; five times as much while the standby door is open')
    .meta({ unit: 'VND' }),
  ESMS_URL: address('Base address of the eSMS gateway'),
  ESMS_API_KEY: secret('eSMS ApiKey'),
  ESMS_SECRET_KEY: secret('eSMS SecretKey'),
  ESMS_BRANDNAME: z.string().default('MOTCUA').describe('Sender name registered with the carriers'),
  SPEEDSMS_URL: z.url().default('https://api.speedsms.vn').describe('Base address of SpeedSMS'),
  SPEEDSMS_TOKEN: secret('SpeedSMS access token'),
  SPEEDSMS_SENDER: z.string().default('').describe('SpeedSMS sender, for types 3 and 5'),
  SPEEDSMS_TYPE: z.coerce
    .number()
    .int()
    .min(2)
    .max(5)
    .default(3)
    .describe('SpeedSMS sms_type: 2 care, 3 brandname, 4 notify'),
  VNPT_URL: address('Base address of VNPT smsbn, e.g. http://host:8888'),
  VNPT_LABEL_ID: word('VNPT LABELID (the brandname)'),
  VNPT_CONTRACT_ID: word('VNPT CONTRACTID'),
  VNPT_AGENT_ID: word('VNPT AGENTID'),
  VNPT_API_USER: word('VNPT APIUSER'),
  VNPT_API_PASSWORD: secret('VNPT APIPASS'),
  VNPT_USERNAME: word('VNPT USERNAME'),
  VNPT_TEMPLATE_ID_VI: word(
    'VNPT id of the code template in Vietnamese; its parts come in the order of VNPT_TEMPLATE_VI',
  ),
  VNPT_TEMPLATE_ID_EN: word('VNPT id of the code template in English; without it the Vietnamese one serves'),
  VNPT_NOTICE_TEMPLATE_ID: word('VNPT id of the notice template, which has one part'),
  VIETTEL_URL: address('Address of Viettel CcApi, e.g. https://host:8998/bulkapi'),
  VIETTEL_USER: word('Viettel user'),
  VIETTEL_PASSWORD: secret('Viettel password'),
  VIETTEL_CP_CODE: word('Viettel CPCode'),
  VIETTEL_BRANDNAME: word('Viettel brandname (ServiceID)'),
  FPT_URL: address('Base address of FPT SMS'),
  FPT_CLIENT_ID: word('FPT client id'),
  FPT_CLIENT_SECRET: secret('FPT client secret'),
  FPT_BRANDNAME: word('FPT brandname'),
  TWILIO_URL: z.url().default('https://api.twilio.com').describe('Base address of Twilio'),
  TWILIO_ACCOUNT_SID: word('Twilio account SID'),
  TWILIO_AUTH_TOKEN: secret('Twilio auth token; also checks the receipts’ signatures'),
  TWILIO_FROM: word('Twilio sender, or messaging service SID'),
  HTTP_URL: address('Another gateway: where the JSON goes'),
  HTTP_HEADERS: z
    .string()
    .default('{}')
    .transform(jsonOf)
    .pipe(z.record(z.string(), z.string()))
    .describe('Another gateway: headers as a JSON object')
    .meta({ secret: true }),
  HTTP_BODY: z
    .string()
    .transform(jsonOf)
    .optional()
    .describe('Another gateway: the body as JSON, with {phone}, {text}, {requestId} and {callbackUrl} in its strings'),
  HTTP_PHONE_FORMAT: z.enum(['+84', '84', '0']).default('84').describe('Another gateway: how phone numbers begin'),
  HTTP_ACCEPTED: jsonTest.optional().describe('Another gateway: what a reply of success holds, e.g. data.status=ok'),
  HTTP_REF: z.string().default('id').describe('Another gateway: where the reply holds its reference, e.g. data.id'),
  HTTP_DELIVERED: jsonTest
    .optional()
    .describe('Another gateway: what a receipt of delivery holds, e.g. status=DELIVRD'),
  HTTP_FAILED: jsonTest.optional().describe('Another gateway: what a receipt of failure holds, e.g. status=UNDELIV'),
  SMPP_HOST: word('SMPP message centre: host'),
  SMPP_PORT: z.coerce.number().int().min(1).max(65535).default(2775).describe('SMPP message centre: port'),
  SMPP_TLS: z.enum(['on', 'off']).default('off').describe('SMPP over TLS'),
  SMPP_SYSTEM_ID: word('SMPP system_id'),
  SMPP_PASSWORD: z.string().max(8).optional().describe('SMPP password, at most 8 characters').meta({ secret: true }),
  SMPP_SYSTEM_TYPE: z.string().max(12).default('').describe('SMPP system_type'),
  SMPP_SENDER: word('SMPP source address (the brandname)'),
  ...templates,
  ...prices,
}

const shape = z.object(gatewaySettings)
export type GatewaySettings = z.infer<typeof shape>

const needs: Record<GatewayName, readonly (keyof GatewaySettings)[]> = {
  esms: ['ESMS_URL', 'ESMS_API_KEY', 'ESMS_SECRET_KEY'],
  speedsms: ['SPEEDSMS_TOKEN'],
  vnpt: [
    'VNPT_URL',
    'VNPT_LABEL_ID',
    'VNPT_CONTRACT_ID',
    'VNPT_AGENT_ID',
    'VNPT_API_USER',
    'VNPT_API_PASSWORD',
    'VNPT_USERNAME',
    'VNPT_TEMPLATE_ID_VI',
    'VNPT_NOTICE_TEMPLATE_ID',
  ],
  viettel: ['VIETTEL_URL', 'VIETTEL_USER', 'VIETTEL_PASSWORD', 'VIETTEL_CP_CODE', 'VIETTEL_BRANDNAME'],
  fpt: ['FPT_URL', 'FPT_CLIENT_ID', 'FPT_CLIENT_SECRET', 'FPT_BRANDNAME'],
  twilio: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'],
  http: ['HTTP_URL', 'HTTP_BODY', 'HTTP_ACCEPTED'],
  smpp: ['SMPP_HOST', 'SMPP_SYSTEM_ID', 'SMPP_PASSWORD', 'SMPP_SENDER'],
}

/** The texts registered with one gateway; the usual ones where nothing else is set. */
export function templatesOf(settings: GatewaySettings, name: GatewayName): Templates {
  const upper = name.toUpperCase() as Uppercase<GatewayName>
  return {
    vi: settings[`${upper}_TEMPLATE_VI`] ?? usualTemplates.vi,
    en: settings[`${upper}_TEMPLATE_EN`] ?? usualTemplates.en,
  }
}

/** VND for one message part at this gateway, by the settings. */
export const priceOf = (settings: GatewaySettings, name: GatewayName): number =>
  settings[`${name.toUpperCase() as Uppercase<GatewayName>}_PRICE`]

export const failoverOf = ({ SMS_FAILOVER: failover, SMS_ROUTE: names }: GatewaySettings): boolean =>
  failover ? failover === 'on' : names.length > 1

/** Setting → what is wrong with it; `site` is the host that messages name. */
export function gatewayFaults(settings: GatewaySettings, site: string): [keyof GatewaySettings, string][] {
  const names = settings.SMS_ROUTE
  const spare: [keyof GatewaySettings, string][] =
    settings.SMS_FAILOVER === 'on' && names.length === 1
      ? [['SMS_FAILOVER', `is on, but SMS_ROUTE names one gateway only (${names[0]}): nothing could take over`]]
      : []
  const missing = names.flatMap((name) =>
    needs[name]
      .filter((setting) => settings[setting] === undefined)
      .map((setting): [keyof GatewaySettings, string] => [setting, `is needed: SMS_ROUTE names ${name}`]),
  )
  const texts = names.flatMap((name) =>
    templateFaults(templatesOf(settings, name), site).map((fault): [keyof GatewaySettings, string] => [
      `${name.toUpperCase() as Uppercase<GatewayName>}_TEMPLATE_VI`,
      `(or its English one): ${fault}`,
    ]),
  )
  return [...spare, ...missing, ...texts]
}
