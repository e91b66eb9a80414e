// The form of a reminder → for whom, about what, how; or every fault at its field at once.
import type { Db } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { z } from 'zod'
import type { CampaignScope } from '../../../records/campaigns/store.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { textField } from '../../../web/forms.ts'
import { lackOf } from '../../../web/readiness-view.tsx'
import { errorsAt, readCodes } from '../read-scope.ts'
import { many } from '../standby-door/read-opening.ts'

export const campaignForm = z.object({
  scope: textField(20),
  agency: many,
  lack: textField(20),
  channel: textField(10),
  cap: textField(10),
  key: textField(60),
  password: textField(1000),
  code: textField(20),
})

export type TypedCampaign = Pick<z.infer<typeof campaignForm>, 'scope' | 'agency' | 'lack' | 'channel' | 'cap'>

export const blankCampaign: TypedCampaign = { scope: 'everyone', agency: [], lack: 'ready', channel: 'sms', cap: '7' }

export type CampaignErrors = Partial<Record<'scope' | 'agencies' | 'channel' | 'cap' | 'password' | 'code', string>>

/** Where a refusal stands in the form; nothing where it is about the whole. */
export const fieldOf: Partial<Record<Refusal['code'], keyof CampaignErrors>> = {
  'scope-missing': 'scope',
  'agencies-missing': 'agencies',
  'channel-missing': 'channel',
  'cap-range': 'cap',
  'password-missing': 'password',
  'code-format': 'code',
}

type Read = { ok: true; scope: CampaignScope } | { ok: false; faults: Refusal[] }

export async function readCampaign(db: Db, typed: TypedCampaign, { canMail }: { canMail: boolean }): Promise<Read> {
  const codes = await readCodes(db, typed)
  const channel = typed.channel === 'sms' || (typed.channel === 'mail' && canMail) ? typed.channel : null
  const capDays = /^\d{1,2}$/.test(typed.cap) ? Number(typed.cap) : 0
  const all = [
    codes.ok ? null : codes,
    channel ? null : refuse('channel-missing'),
    capDays >= 1 && capDays <= 90 ? null : refuse('cap-range'),
  ]
  const faults = all.filter((fault): fault is Refusal => fault !== null)
  if (!codes.ok || !channel || faults.length > 0) return { ok: false, faults }
  return { ok: true, scope: { codes: codes.codes, lack: lackOf(typed.lack), channel, capDays } }
}

export const errorsOf = (language: Language, faults: readonly Refusal[]): CampaignErrors =>
  errorsAt(language, faults, fieldOf)
