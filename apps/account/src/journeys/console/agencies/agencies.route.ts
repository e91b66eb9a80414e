// GET /console/agencies; GET, POST /console/agencies/:code.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { type ListedAgency, listAllAgencies } from '../../../records/agencies/store.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { proofErrors } from '../proof-errors.ts'
import { queryText } from '../../../web/query-text.ts'
import { freshBy } from '../standby-door/fresh-in-form.ts'
import { Agencies } from './agencies.page.tsx'
import { AgencyPage, type AgencyProps } from './agency.page.tsx'
import { setAgencyHelp } from './set-agency-help.ts'

type Params = { Params: { code: string } }
type Shown = Pick<AgencyProps, 'typed' | 'isSaved' | 'refusal' | 'errors'>

const form = z.object({ phone: textField(40), hours: textField(40), password: textField(1000), code: textField(20) })

export function agenciesRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/agencies', async (request, reply) => {
    const agencies = await listAllAgencies(deps.db)
    const name = queryText(request.query, 'name')
    const shown = agencies.filter(name ? namedLike(name) : (agency) => agency.depth <= 1)
    return reply.sendPage(Agencies({ frame: await frameOf(deps, reply), name, shown, total: agencies.length }))
  })

  app.get<Params>('/console/agencies/:code', async (request, reply) =>
    show(deps, reply, request.params.code, { isSaved: queryText(request.query, 'done') === 'saved' }),
  )

  app.post<Params>('/console/agencies/:code', async (request, reply) => {
    const { password, code, ...typed } = form.parse(request.body)
    const agency = request.params.code
    const fresh = await freshBy(deps, reply, { password, code })
    if (!fresh.ok) return show(deps, reply, agency, refused(reply, typed, fresh), statusOf(fresh.code))
    const by = { actorId: personOf(request).account.id, address: addressOf(request) }
    const saved = await setAgencyHelp(deps, { ...typed, ...by, code: agency })
    if (!saved.ok) return show(deps, reply, agency, refused(reply, typed, saved), statusOf(saved.code))
    return reply.redirect(`/${reply.shell().language}/console/agencies/${agency}?done=saved`, 303)
  })
}

/** Marks and case are ignored, as people type in a hurry: "di an" finds "Dĩ An". */
function namedLike(text: string): (agency: ListedAgency) => boolean {
  const wanted = unmarked(text)
  return ({ code, name_vi, name_en }) => unmarked(`${code} ${name_vi} ${name_en}`).includes(wanted)
}

const unmarked = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()

function refused(reply: FastifyReply, typed: { phone: string; hours: string }, refusal: Refusal): Shown {
  const { language } = reply.shell()
  if (refusal.code === 'help-format') return { typed, errors: { phone: sentence(language, refusal) } }
  return { typed, ...proofErrors(language, refusal) }
}

async function show(deps: Deps, reply: FastifyReply, code: string, shown: Shown, status = 200) {
  const agencies = await listAllAgencies(deps.db)
  const agency = agencies.find((one) => one.code === code)
  if (!agency) return reply.sendProblem('not-found')
  const above = agencies.find((one) => one.code === agency.parent_code)
  const below = agencies.filter((one) => one.parent_code === code)
  const frame = await frameOf(deps, reply, `/console/agencies/${code}`)
  return reply.sendPage(AgencyPage({ ...shown, frame, agency, above, below }), status)
}
