// The reception form: shown with its draft, saved as a draft, thrown away, or received.
import { randomUUID } from 'node:crypto'
import { readClock } from '@motcua/db/clock.ts'
import { languageOf } from '@motcua/web/language.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dueAt } from '../../../records/calendar/due-at.ts'
import { readCalendar } from '../../../records/calendar/import-calendar.ts'
import { receiveDossier } from '../../../records/dossiers/receive-dossier.ts'
import { deleteDraft, findDraft, saveDraft } from '../../../records/drafts/store.ts'
import { findProcedureOf, listProceduresOf } from '../../../records/procedures/store.ts'
import { type Person, personOf } from '../../../web/person.ts'
import { actorOf } from '../actor.ts'
import type { DossierNeeds } from '../needs.ts'
import { refusalSaid, statusOf } from '../refusal-said.ts'
import { readCounts } from '../worklist/read-worklist.ts'
import { type Fields, parseFields, readFields } from './fields.ts'
import { words } from './messages.ts'
import { ReceivePage, type ReceiveProps } from './receive.page.tsx'

type Shown = Pick<ReceiveProps, 'formId' | 'fields' | 'savedAt' | 'errors' | 'refusal'>

/** The form's own id; a missing or broken one is a form that no page of ours sent. */
const readFormId = (body: unknown) => z.object({ form_id: z.uuid() }).safeParse(body).data?.form_id

export function receiveRoutes(app: FastifyInstance, needs: DossierNeeds): void {
  const { db } = needs

  app.get<{ Querystring: { procedure?: string; chosen?: string } }>('/dossiers/new', async (request, reply) => {
    const person = personOf(request)
    const draft = await findDraft(db, person.sub)
    const fields = { ...draft?.fields, ...(draft ? {} : readFields(request.query)) }
    const formId = draft?.form_id ?? randomUUID()
    // Who has just chosen the procedure knows that the form is theirs.
    const savedAt = request.query.chosen ? undefined : draft?.saved_at
    return show(needs, request, reply, { formId, fields, savedAt })
  })

  app.post('/dossiers/new', { config: { keepTyped: keepDraft } }, async (request, reply) => {
    const person = personOf(request)
    const formId = readFormId(request.body)
    if (!formId) return reply.sendProblem('bad-request')
    return receive(needs, request, reply, { person, formId, fields: readFields(request.body) })
  })

  app.post('/dossiers/draft', { config: { keepTyped: keepDraft } }, async (request, reply) => {
    const { sub } = personOf(request)
    const formId = readFormId(request.body)
    if (!formId) return reply.sendProblem('bad-request')
    const what = readWhat(request.body)
    if (what === 'discard') await deleteDraft(db, sub)
    else await saveDraft(db, { sub, formId, fields: readFields(request.body) })
    // The script that saves while somebody types wants no page.
    if (what === 'save') return reply.code(204).send()
    return reply.redirect(`/${languageOf(request)}/dossiers/new${what ? '' : '?chosen=1'}`, 303)
  })

  /** The form came after its session’s time was over: nothing typed is lost, the person signs in and goes on. */
  async function keepDraft(request: FastifyRequest, person: Person): Promise<string | undefined> {
    const formId = readFormId(request.body)
    if (!formId) return undefined
    await saveDraft(db, { sub: person.sub, formId, fields: readFields(request.body) })
    return `/${languageOf(request)}/dossiers/new`
  }
}

const readWhat = (body: unknown) => z.object({ do: z.enum(['save', 'discard']) }).safeParse(body).data?.do

type Sent = { person: Person; formId: string; fields: Fields }

async function receive(needs: DossierNeeds, request: FastifyRequest, reply: FastifyReply, sent: Sent) {
  const { person, formId, fields } = sent
  const language = languageOf(request)
  const say = words[language]
  const procedureCode = fields['procedure'] ?? ''
  const procedure = await findProcedureOf(needs.db, person.agency, procedureCode)
  if (!procedure) return show(needs, request, reply, { formId, fields, errors: { procedure: say.errors.procedure } })
  const parsed = parseFields(language, fields, procedure)
  if (!parsed.ok) return show(needs, request, reply, { formId, fields, errors: parsed.errors })
  const calendar = await readCalendar(needs.db, needs.hours)
  const reception = { actor: actorOf(person), formId, procedureCode, application: parsed.application }
  const received = await receiveDossier(needs.db, calendar, reception)
  if (received.ok) return reply.redirect(`/${language}/dossiers/${received.code}?done=received`, 303)
  return show(needs, request, reply.code(statusOf(received)), {
    // Gone back to and filled for somebody else: sent once more, it is a form of its own.
    formId: received.code === 'form-used' ? randomUUID() : formId,
    fields,
    refusal: refusalSaid(language, received),
  })
}

async function show(needs: DossierNeeds, request: FastifyRequest, reply: FastifyReply, shown: Shown) {
  const { db, hours } = needs
  const person = personOf(request)
  const procedures = await listProceduresOf(db, person.agency)
  const procedure = procedures.find((one) => one.code === shown.fields['procedure'])
  const term = procedure && { unit: procedure.term_unit, amount: procedure.term_amount }
  const dueIfNow = term && dueAt(await readCalendar(db, hours), await readClock(db), term)
  const counts = await readCounts(needs, person)
  const page = ReceivePage({ shell: formShell(reply), person, counts, procedures, procedure, dueIfNow, ...shown })
  return reply.sendPage(page, shown.errors ? 422 : shown.refusal ? reply.statusCode : 200)
}

/** The language menu of a refused form leads back to the form. */
const formShell = (reply: FastifyReply) => ({ ...reply.shell(), path: '/dossiers/new' })
