// VNPT's SMS Brandname ("smsbn"): JSON over HTTP. The carrier holds the template; only its parts travel. The state is asked for.
import { z } from 'zod'
import { askJson, failedStatus, parseJson } from './ask.ts'
import { type Fate, type Gateway, refused, type Sms, type SmsResult, withCountry } from './gateway.ts'

export type VnptSettings = {
  url: string
  labelId: string
  contractId: string
  agentId: string
  apiUser: string
  apiPassword: string
  username: string
  /** Ids of the registered templates. */
  templates: Record<Sms['template'], Record<Sms['language'], string>>
}

const reply = z.object({ RPLY: z.object({ ERROR: z.coerce.string() }) })
const state = z.object({ RPLY: z.object({ STATUS: z.coerce.string() }) })

// −1 internal, 8 and 12 hours, 16 rate, 20–22 quota: not now. 23 is a bad number; all others are ours to mend, or another network's.
const notNow = new Set(['-1', '8', '12', '16', '20', '21', '22'])

export function createVnpt(settings: VnptSettings): Gateway {
  const url = `${settings.url}/smsbn/api`
  return {
    name: 'vnpt',
    async send(sms, signal) {
      const answer = await askJson(url, { RQST: sendRequest(settings, sms) }, { signal })
      return answer.ok ? (failedStatus(answer) ?? readReply(parseJson(answer.body), sms)) : answer
    },
    async askFate({ requestId, acceptedAt }, signal) {
      const question = {
        name: 'get_sms_status_api',
        REQID: requestId,
        CONTRACTID: settings.contractId,
        AGENTID: settings.agentId,
        APIUSER: settings.apiUser,
        APIPASS: settings.apiPassword,
        SENDTIME: dayText(acceptedAt),
      }
      const answer = await askJson(url, { RQST: question }, { signal })
      const read = state.safeParse(answer.ok ? parseJson(answer.body) : undefined)
      return read.success ? fateOf(read.data.RPLY.STATUS) : 'waiting'
    },
  }
}

const sendRequest = (settings: VnptSettings, sms: Sms) => ({
  name: 'send_sms_list',
  REQID: sms.requestId,
  LABELID: settings.labelId,
  CONTRACTTYPEID: '1',
  CONTRACTID: settings.contractId,
  TEMPLATEID: settings.templates[sms.template][sms.language],
  PARAMS: sms.parts.map((part, index) => ({ NUM: String(index + 1), CONTENT: part })),
  SCHEDULETIME: '',
  MOBILELIST: withCountry(sms.phone),
  ISTELCOSUB: '0',
  AGENTID: settings.agentId,
  APIUSER: settings.apiUser,
  APIPASS: settings.apiPassword,
  USERNAME: settings.username,
  DATACODING: '0',
})

function readReply(body: unknown, sms: Sms): SmsResult {
  const read = reply.safeParse(body)
  if (!read.success) return refused('ambiguous', 'unreadable reply')
  const code = read.data.RPLY.ERROR
  // 33: this REQID was taken before, so the message is on its way.
  if (code === '0' || code === '33') return { ok: true, ref: sms.requestId }
  return refused(notNow.has(code) ? 'refused' : 'unfit', `code ${code.slice(0, 10)}`)
}

/** 0 is "sent", which is not "delivered"; this gateway never tells more. 1 failed; the others are on their way. */
function fateOf(status: string): Fate {
  if (status === '1') return 'failed'
  return status === '0' ? 'unknown' : 'waiting'
}

/** "24/11/2026 08:02" in the province's time. */
const dayText = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' })
    .format(at)
    .replace(',', '')
