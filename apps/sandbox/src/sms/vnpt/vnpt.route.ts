// VNPT smsbn in its own shape (domain.md §4.3): the carrier holds the templates, only their parts travel; the state is asked for.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Credentials } from '../../credentials.ts'
import { jsonApi } from '../../api/json-api.ts'
import { answerAs, codeOfNumber, type GatewayDeps, international, mobileOf } from '../gateway-deps.ts'

export const vnptKeys = {
  labelId: '1001',
  contractId: '2002',
  agentId: '3003',
  username: 'sandbox',
}

/** The brandname's registered templates; {P1} is the first part. */
export const vnptTemplates: Readonly<Record<string, string>> = {
  '501': 'Ma {P1}: {P2} {P3} {P4}. Het han sau 120 giay. Khong dua ma cho bat ky ai.',
  '502': 'Code {P1}: {P2} {P3} {P4}. Expires in 120 seconds. Give it to nobody.',
  '503': '{P1}',
}

const send = z.strictObject({
  name: z.literal('send_sms_list'),
  REQID: z.string().min(1),
  LABELID: z.string(),
  CONTRACTTYPEID: z.string(),
  CONTRACTID: z.string(),
  TEMPLATEID: z.string(),
  PARAMS: z.array(z.strictObject({ NUM: z.string(), CONTENT: z.string() })),
  SCHEDULETIME: z.string(),
  MOBILELIST: z.string(),
  ISTELCOSUB: z.literal('0'),
  AGENTID: z.string(),
  APIUSER: z.string(),
  APIPASS: z.string(),
  USERNAME: z.string(),
  DATACODING: z.enum(['0', '8']),
  SALEORDERID: z.string().optional(),
  PACKAGEID: z.string().optional(),
})
const ask = z.strictObject({
  name: z.literal('get_sms_status_api'),
  REQID: z.string(),
  CONTRACTID: z.string(),
  AGENTID: z.string(),
  APIUSER: z.string(),
  APIPASS: z.string(),
  SENDTIME: z.string().min(1),
})
const body = z.strictObject({ RQST: z.discriminatedUnion('name', [send, ask]) })

type Send = z.infer<typeof send>
type Deps = GatewayDeps & { keys: Credentials['vnpt'] }

export function vnptRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/gateways/vnpt/smsbn/api', jsonApi, async (request, reply) =>
    answerAs(deps, reply, () => ({ body: { RPLY: answer(deps, request.body) } })),
  )
}

function answer(deps: Deps, sent: unknown) {
  const read = body.safeParse(sent)
  if (!read.success) return error('3')
  const { RQST: asked } = read.data
  if (asked.APIUSER !== deps.keys.apiUser || asked.APIPASS !== deps.keys.apiPassword) return error('1')
  if (asked.AGENTID !== vnptKeys.agentId) return error('15')
  if (asked.CONTRACTID !== vnptKeys.contractId) return error('13')
  if (asked.name === 'send_sms_list') return error(take(deps, asked))
  const found = deps.carrier.findByRequest(asked.REQID)
  const status = { waiting: '2', delivered: '0', failed: '1' }
  return { name: asked.name, STATUS: found ? status[found.fate] : '-1', MT_COUNT: '1' }
}

/** The code of domain.md §4.3; "0" where it was taken. */
function take({ carrier }: GatewayDeps, asked: Send): string {
  if (asked.LABELID !== vnptKeys.labelId) return '14'
  if (asked.USERNAME !== vnptKeys.username) return '10'
  if (asked.CONTRACTTYPEID !== '1') return '9'
  const text = filled(asked)
  if (text === undefined) return '7'
  if (!/^[\x20-\x7e\n]*$/.test(text) && asked.DATACODING === '0') return '17'
  if (text.length > 160) return '11'
  const phone = mobileOf(asked.MOBILELIST, international)
  if (!phone) return '23'
  const code = codeOfNumber(phone)
  if (code) return code
  return carrier.take({ phone, from: 'MOTCUA', text, requestId: asked.REQID }) ? '0' : '33'
}

/** Undefined where the template is unknown or its parts do not fit. */
function filled({ TEMPLATEID, PARAMS }: Send): string | undefined {
  const template = vnptTemplates[TEMPLATEID]
  if (!template || template.match(/\{P\d\}/g)?.length !== PARAMS.length) return undefined
  if (PARAMS.some(({ NUM }, index) => NUM !== String(index + 1))) return undefined
  return PARAMS.reduce((text, { NUM, CONTENT }) => text.replace(`{P${NUM}}`, () => CONTENT), template)
}

const error = (code: string) => ({
  name: 'send_sms_list',
  ERROR: code,
  ERROR_DESC: code === '0' ? 'success' : `error ${code}`,
})
