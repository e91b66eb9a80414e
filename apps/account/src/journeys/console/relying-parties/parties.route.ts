// GET /console/relying-parties; GET, POST …/new and …/:id; POST …/:id/secret, /stop, /resume.
import { addressOf } from '@motcua/web/create-app.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { listParties } from '../../../provider/relying-parties.ts'
import type { Result } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { isFresh, personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { proofErrors } from '../proof-errors.ts'
import { queryText } from '../../../web/query-text.ts'
import { freshBy } from '../standby-door/fresh-in-form.ts'
import {
  addRelyingParty,
  changeRelyingParty,
  renewPartySecret,
  resumeRelyingParty,
  stopRelyingParty,
} from './change-party.ts'
import { NewParty, type NewPartyProps, Parties } from './parties.page.tsx'
import { doneWords, Party, type PartyProps } from './party.page.tsx'
import { type PartyErrors, partyForm, readParty } from './read-party.ts'

type Params = { Params: { id: string } }
const home = '/console/relying-parties'
const seenForm = z.object({ seen: textField(40) })
const form = partyForm.extend({ password: textField(1000), code: textField(20) })

export function relyingPartiesRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(home, async (_request, reply) =>
    reply.sendPage(Parties({ frame: await frameOf(deps, reply), parties: await listParties(deps.db) })),
  )

  app.get(`${home}/new`, async (_request, reply) => showNew(deps, reply, {}))

  app.post(`${home}/new`, async (request, reply) => {
    const { password, code, ...typed } = form.parse(request.body)
    const { language } = reply.shell()
    const read = readParty(deps.config, typed)
    if (!read.ok) return showNew(deps, reply, { typed, errors: texts(language, read.errors) }, 422)
    const fresh = await freshBy(deps, reply, { password, code })
    if (!fresh.ok) return showNew(deps, reply, { typed, ...proofErrors(language, fresh) }, statusOf(fresh.code))
    const added = await addRelyingParty(deps, read.party, byOf(request))
    if (!added.ok)
      return showNew(deps, reply, { typed, errors: texts(language, { client_id: added.code }) }, statusOf(added.code))
    return show(deps, reply, read.party.client_id, { done: 'added', clientSecret: added.clientSecret })
  })

  app.get<Params>(`${home}/:id`, async (request, reply) => {
    const done = doneWords.find((word) => word === queryText(request.query, 'done'))
    return show(deps, reply, request.params.id, { done })
  })

  app.post<Params>(`${home}/:id`, async (request, reply) => {
    const { id } = request.params
    const { password, code, ...fields } = form.parse(request.body)
    const typed = { ...fields, client_id: id }
    const { language } = reply.shell()
    const read = readParty(deps.config, typed)
    if (!read.ok) return show(deps, reply, id, { typed, errors: texts(language, read.errors) }, 422)
    const fresh = await freshBy(deps, reply, { password, code })
    if (!fresh.ok) return show(deps, reply, id, { typed, ...proofErrors(language, fresh) }, statusOf(fresh.code))
    return answer(reply, id, 'changed', await changeRelyingParty(deps, read.party, asSeen(request)))
  })

  app.post<Params>(`${home}/:id/secret`, async (request, reply) => {
    const { id } = request.params
    if (!isFresh(personOf(request).session)) return sendToProof(reply, id)
    const made = await renewPartySecret(deps, id, asSeen(request))
    if (!made.ok) return answer(reply, id, 'secret', made)
    return show(deps, reply, id, { done: 'secret', clientSecret: made.clientSecret })
  })

  app.post<Params>(`${home}/:id/stop`, async (request, reply) => {
    const { id } = request.params
    if (!isFresh(personOf(request).session)) return sendToProof(reply, id)
    return answer(reply, id, 'stopped', await stopRelyingParty(deps, id, byOf(request)))
  })

  app.post<Params>(`${home}/:id/resume`, async (request, reply) => {
    const { id } = request.params
    if (!isFresh(personOf(request).session)) return sendToProof(reply, id)
    return answer(reply, id, 'resumed', await resumeRelyingParty(deps, id, byOf(request)))
  })

  async function answer(reply: FastifyReply, id: string, done: (typeof doneWords)[number], result: Result) {
    const { language } = reply.shell()
    if (result.ok) return reply.redirect(`/${language}${home}/${id}?done=${done}`, 303)
    return show(deps, reply, id, { refusal: sentence(language, result) }, statusOf(result.code))
  }
}

const sendToProof = (reply: FastifyReply, id: string) =>
  reply.redirect(`/${reply.shell().language}/console/confirm?next=${encodeURIComponent(`${home}/${id}`)}`, 303)

const byOf = (request: FastifyRequest) => ({ actorId: personOf(request).account.id, address: addressOf(request) })

const asSeen = (request: FastifyRequest) => ({ ...byOf(request), ...seenForm.parse(request.body) })

const texts = (language: Language, errors: PartyErrors) =>
  Object.fromEntries(Object.entries(errors).map(([field, code]) => [field, sentence(language, { code })]))

const showNew = async (deps: Deps, reply: FastifyReply, shown: Omit<NewPartyProps, 'frame'>, status = 200) =>
  reply.sendPage(NewParty({ ...shown, frame: await frameOf(deps, reply, `${home}/new`) }), status)

type Shown = Omit<PartyProps, 'frame' | 'party' | 'issuer'>

async function show(deps: Deps, reply: FastifyReply, id: string, shown: Shown, status = 200) {
  const party = (await listParties(deps.db)).find((one) => one.client_id === id)
  if (!party) return reply.sendProblem('not-found')
  const frame = await frameOf(deps, reply, `${home}/${id}`)
  return reply.sendPage(Party({ ...shown, frame, party, issuer: deps.config.ACCOUNT_ORIGIN }), status)
}
