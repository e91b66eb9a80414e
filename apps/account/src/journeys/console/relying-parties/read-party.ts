// What was typed about a relying party → its registration, or which field is wrong.
import { z } from 'zod'
import type { Config } from '../../../config.ts'
import { relyingParty } from '../../../provider/relying-parties.ts'
import type { Code } from '../../../web/messages/codes.ts'
import { textField } from '../../../web/forms.ts'

export const partyForm = z.object({
  client_id: textField(60),
  name_vi: textField(200),
  name_en: textField(200),
  redirect_uris: textField(5000),
  post_logout_redirect_uris: textField(5000),
  backchannel_logout_uri: textField(500),
  standby_traces_uri: textField(500),
})

export type TypedParty = z.infer<typeof partyForm>
type Registration = Omit<z.infer<typeof relyingParty>, 'client_secret'>
export type PartyErrors = Partial<Record<keyof TypedParty, Code>>

const shape = relyingParty.omit({ client_secret: true }).extend({
  client_id: z.string().regex(/^[a-z0-9][a-z0-9-]{2,58}[a-z0-9]$/),
  name_vi: z.string().min(2),
  name_en: z.string().min(2),
})
const faults: Record<keyof TypedParty, Code> = {
  client_id: 'party-id',
  name_vi: 'party-name',
  name_en: 'party-name',
  redirect_uris: 'party-address',
  post_logout_redirect_uris: 'party-address',
  backchannel_logout_uri: 'party-address',
  standby_traces_uri: 'party-address',
}

/** Outside trial use every address is https (RFC 9700 §2.6). */
export function readParty(
  { trial }: Pick<Config, 'trial'>,
  typed: TypedParty,
): { ok: true; party: Registration } | { ok: false; errors: PartyErrors } {
  const backchannel = typed.backchannel_logout_uri.trim()
  const traces = typed.standby_traces_uri.trim()
  const read = shape.safeParse({
    client_id: typed.client_id.trim(),
    name_vi: typed.name_vi.trim(),
    name_en: typed.name_en.trim(),
    redirect_uris: lines(typed.redirect_uris),
    post_logout_redirect_uris: lines(typed.post_logout_redirect_uris),
    ...(backchannel ? { backchannel_logout_uri: backchannel } : {}),
    ...(traces ? { standby_traces_uri: traces } : {}),
  })
  const fields = read.success ? [] : read.error.issues.map((issue) => issue.path[0] as keyof TypedParty)
  const plain = trial ? [] : addressFields.filter((field) => lines(typed[field]).some((text) => !/^https:/.test(text)))
  const wrong = [...fields, ...plain]
  if (!read.success || wrong.length > 0)
    return { ok: false, errors: Object.fromEntries(wrong.map((field) => [field, faults[field]])) }
  return { ok: true, party: read.data }
}

const addressFields = [
  'redirect_uris',
  'post_logout_redirect_uris',
  'backchannel_logout_uri',
  'standby_traces_uri',
] as const

const lines = (text: string) =>
  text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter(Boolean)
