// Queues a reminder for everybody whom it reaches, in one transaction: one form is one campaign, and two at once keep the cap.
import { inTransaction } from '@motcua/db/query.ts'
import { readClock } from '@motcua/db/clock.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { insertAnnouncements } from '../../../records/announcements/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import {
  type CampaignScope,
  insertCampaign,
  isSent,
  lockCampaigns,
  readCampaignAudience,
} from '../../../records/campaigns/store.ts'
import { type Result, refuse } from '../../../result.ts'
import { campaignMail, campaignSms } from '../../../web/messages/announcements.ts'

export type SendCampaignInput = { scope: CampaignScope; key: string; actorId: string; address?: string | undefined }

/** Refusal: campaign-nobody. Sent a second time from the same form it does nothing and says that it is done. */
export const sendCampaign = (deps: Deps, input: SendCampaignInput): Promise<Result> =>
  inTransaction(deps.db, async (tx) => {
    const { scope, key, actorId, address } = input
    await lockCampaigns(tx)
    if (await isSent(tx, key)) return { ok: true }
    const { told } = await readCampaignAudience(tx, scope, deps.config.FACTOR_PROFILE)
    if (told.length === 0) return refuse('campaign-nobody')
    const made = await insertCampaign(tx, { ...scope, key, sentBy: actorId, recipients: told.length })
    const expiresAt = new Date((await readClock(tx)).getTime() + limits.campaign.life * 1000)
    const content = contentOf(deps, scope)
    await insertAnnouncements(tx, { kind: 'campaign', source: made.id, expiresAt, content }, told)
    const detail = { campaign: made.id, channel: scope.channel, about: scope.lack, recipients: told.length }
    await writeAudit(tx, { event: 'campaign-sent', actorId, door: 'console', address, detail })
    return { ok: true }
  })

function contentOf({ secret, config }: Deps, { lack }: CampaignScope) {
  const text = campaignSms(new URL(config.ACCOUNT_ORIGIN).host, lack)
  return {
    sms: seal(secret, 'message', { kind: 'notice', language: 'vi', text }),
    mail: seal(secret, 'mail', campaignMail(config.ACCOUNT_ORIGIN, lack)),
  }
}
