// Reminders to many: the list, the form, its preview (which sends nothing), and the sending.
import { randomToken } from '@motcua/web/keyed-hash.ts'
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { listAgencies } from '../../../records/agencies/store.ts'
import { listCampaigns, readCampaignAudience } from '../../../records/campaigns/store.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf } from '../../../web/person.ts'
import { queryText } from '../../../web/query-text.ts'
import { frameOf } from '../frame-state.ts'
import { freshBy } from '../standby-door/fresh-in-form.ts'
import { Campaigns } from './campaigns.page.tsx'
import { NewCampaign, type NewCampaignProps } from './new-campaign.page.tsx'
import { blankCampaign, campaignForm, errorsOf, fieldOf, readCampaign, type TypedCampaign } from './read-campaign.ts'
import { sendCampaign } from './send-campaign.ts'

const listed = 20

export function campaignsRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/campaigns', async (request, reply) => {
    const campaigns = await listCampaigns(deps.db, listed, deps.config.FACTOR_PROFILE)
    const isDone = queryText(request.query, 'done') === 'sent'
    return reply.sendPage(Campaigns({ frame: await frameOf(deps, reply, '/console/campaigns'), campaigns, isDone }))
  })

  app.get('/console/campaigns/new', async (request, reply) => {
    const asked = campaignForm.safeParse(request.query)
    if (!asked.success || !asked.data.scope) return show(deps, reply, blankCampaign, [])
    return showPreview(deps, reply, asked.data, [])
  })

  app.post('/console/campaigns/new', async (request, reply) => {
    const typed = campaignForm.parse(request.body)
    const read = await readCampaign(deps.db, typed, { canMail: deps.sendMail !== null })
    if (!read.ok) return show(deps, reply, typed, read.faults)
    const fresh = await freshBy(deps, reply, typed)
    if (!fresh.ok) return showPreview(deps, reply, typed, [fresh])
    const actorId = personOf(request).account.id
    const key = typed.key || randomToken()
    const result = await sendCampaign(deps, { scope: read.scope, key, actorId, address: addressOf(request) })
    if (!result.ok) return showPreview(deps, reply, typed, [result])
    return reply.redirect(`/${reply.shell().language}/console/campaigns?done=sent`, 303)
  })
}

/** Who would get it and what: counted anew at sending. */
async function showPreview(deps: Deps, reply: FastifyReply, typed: TypedCampaign, faults: readonly Refusal[]) {
  const read = await readCampaign(deps.db, typed, { canMail: deps.sendMail !== null })
  if (!read.ok) return show(deps, reply, typed, read.faults)
  const audience = await readCampaignAudience(deps.db, read.scope, deps.config.FACTOR_PROFILE)
  const preview = { scope: read.scope, audience, key: randomToken(), origin: deps.config.ACCOUNT_ORIGIN }
  return show(deps, reply, typed, faults, preview)
}

async function show(
  deps: Deps,
  reply: FastifyReply,
  typed: TypedCampaign,
  faults: readonly Refusal[],
  preview?: NewCampaignProps['preview'],
) {
  const frame = await frameOf(deps, reply, '/console/campaigns/new')
  const { language } = frame.shell
  const [fault] = faults
  const whole = faults.find((one) => !fieldOf[one.code])
  if (fault?.retryAfter) reply.header('retry-after', String(fault.retryAfter))
  const page = NewCampaign({
    frame,
    typed,
    preview,
    agencies: await listAgencies(deps.db),
    canMail: deps.sendMail !== null,
    errors: errorsOf(language, faults),
    refusal: whole ? sentence(language, whole) : undefined,
  })
  return reply.sendPage(page, fault ? statusOf(fault.code) : 200)
}
