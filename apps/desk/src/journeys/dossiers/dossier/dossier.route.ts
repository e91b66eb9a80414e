// One dossier and its moves: shown, asked for words where a move needs them, carried out or refused.
import { languageOf } from '@motcua/web/language.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readCalendar } from '../../../records/calendar/import-calendar.ts'
import { moveDossier } from '../../../records/dossiers/move-dossier.ts'
import { findStep, hasRight, isTheirs, type Move, moveNames } from '../../../records/dossiers/moves.ts'
import type { DossierRefusal } from '../../../records/dossiers/refusals.ts'
import { withPlainLineEnds } from '../../../web/line-ends.ts'
import { personOf } from '../../../web/person.ts'
import { actorOf } from '../actor.ts'
import type { DossierNeeds } from '../needs.ts'
import { refusalSaid, statusOf } from '../refusal-said.ts'
import { DossierPage } from './dossier.page.tsx'
import { MovePage } from './move.page.tsx'
import { type OpenDossier, readDossier } from './read-dossier.ts'

type OfDossier = { Params: { code: string } }
type DossierRequest = FastifyRequest<OfDossier>

// Its successor is asked for, so the greatest one of the column is none.
const version = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 2)

const order = z.object({
  version,
  note: z.string().transform(withPlainLineEnds).pipe(z.string().trim().max(1000)).default(''),
  to: z.string().max(100).default(''),
})
type Order = z.infer<typeof order>

const doneQuery = z.object({ done: z.enum(['received', ...moveNames]) })

export function dossierPageRoutes(app: FastifyInstance, needs: DossierNeeds): void {
  app.get<OfDossier>('/dossiers/:code', async (request, reply) => {
    const open = await readDossier(needs, personOf(request), request.params.code)
    if (!open) return reply.sendProblem('not-found')
    const done = doneQuery.safeParse(request.query).data?.done
    return reply.sendPage(DossierPage({ shell: reply.shell(), person: personOf(request), ...open, done }))
  })
  for (const move of moveNames) {
    app.get<OfDossier>(`/dossiers/:code/${move}`, async (request, reply) => showMove(needs, request, reply, move))
    app.post<OfDossier>(`/dossiers/:code/${move}`, async (request, reply) => {
      const read = order.safeParse(request.body)
      if (!read.success) return reply.sendProblem('bad-request')
      return carryOut(needs, request, reply, { ...read.data, move })
    })
  }
}

async function showMove(needs: DossierNeeds, request: DossierRequest, reply: FastifyReply, move: Move) {
  const person = personOf(request)
  const open = await readDossier(needs, person, request.params.code)
  if (!open) return reply.sendProblem('not-found')
  const step = findStep(move, open.dossier.status)
  if (!step) return refuse(request, reply, open, { ok: false, code: 'not-possible' })
  if (!hasRight(person, step)) return refuse(request, reply, open, { ok: false, code: 'no-right' })
  if (!isTheirs(person, open.dossier, step)) return refuse(request, reply, open, { ok: false, code: 'not-holder' })
  return reply.sendPage(MovePage({ shell: reply.shell(), person, step, ...open }))
}

async function carryOut(
  needs: DossierNeeds,
  request: DossierRequest,
  reply: FastifyReply,
  typed: Order & { move: Move },
) {
  const person = personOf(request)
  const { code } = request.params
  const calendar = await readCalendar(needs.db, needs.hours)
  const moved = await moveDossier(needs.db, calendar, { actor: actorOf(person), code, ...typed })
  if (moved.ok) return reply.redirect(`/${languageOf(request)}/dossiers/${code}?done=${typed.move}`, 303)
  const open = await readDossier(needs, person, code)
  if (!open) return reply.sendProblem('not-found')
  return refuse(request, reply, open, moved, typed)
}

/** What can be mended in the form is told there, with what was typed; all else on the dossier as it is now. */
function refuse(
  request: DossierRequest,
  reply: FastifyReply,
  open: OpenDossier,
  refusal: DossierRefusal,
  typed?: Order & { move: Move },
) {
  const person = personOf(request)
  const language = languageOf(request)
  const text = refusalSaid(language, refusal)
  const step = typed && findStep(typed.move, open.dossier.status)
  if (step && (refusal.code === 'note-missing' || refusal.code === 'colleague-unknown')) {
    const errors = refusal.code === 'note-missing' ? { note: text } : { to: text }
    return reply.sendPage(MovePage({ shell: reply.shell(), person, step, typed, errors, ...open }), 422)
  }
  const shell = { ...reply.shell(), path: `/dossiers/${open.dossier.code}` }
  return reply.sendPage(DossierPage({ shell, person, ...open, refusal: text }), statusOf(refusal))
}
