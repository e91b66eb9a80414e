// Drills at the console: the list, a new plan, cancelling or ending one.
import { readClock } from '@motcua/db/clock.ts'
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { listAgencies } from '../../../records/agencies/store.ts'
import { readDrillFigures, readDrillProgress } from '../../../records/drills/results.ts'
import { type Drill, findDrill, listDrills } from '../../../records/drills/store.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { queryText } from '../../../web/query-text.ts'
import { freshBy } from '../standby-door/fresh-in-form.ts'
import { CancelDrill } from './cancel-drill.page.tsx'
import { cancelDrill } from './cancel-drill.ts'
import { Drills, type DrillsProps, type Shown } from './drills.page.tsx'
import { PlanDrill } from './plan-drill.page.tsx'
import { planDrill } from './plan-drill.ts'
import { blankPlan, errorsOf, fieldOf, planForm, readPlan, type TypedPlan } from './read-plan.ts'

const cancelForm = z.object({ reason: textField(2000) })
const doneWords = ['planned', 'cancelled', 'ended'] as const
const listed = 40

type WithId = { Params: { id: string } }

export function drillsRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/drills', async (request, reply) =>
    showDrills(deps, reply, { done: doneWords.find((word) => word === queryText(request.query, 'done')) }),
  )

  app.get('/console/drills/new', async (_request, reply) =>
    showForm(deps, reply, blankPlan(await readClock(deps.db)), []),
  )

  app.post('/console/drills/new', async (request, reply) => {
    const typed = planForm.parse(request.body)
    const { scope, window, faults } = await readPlan(deps.db, typed)
    if (!scope.ok || !window.ok || faults.length > 0) return showForm(deps, reply, typed, faults)
    const fresh = await freshBy(deps, reply, typed)
    if (!fresh.ok) return showForm(deps, reply, typed, [fresh])
    const result = await planDrill(deps, { ...window, ...by(reply), scope: scope.scope, reason: typed.reason })
    if (!result.ok) return showForm(deps, reply, typed, [result])
    return reply.redirect(doneAt(reply, 'planned'), 303)
  })

  app.get<WithId>('/console/drills/:id/cancel', async (request, reply) => {
    const drill = await findDrill(deps.db, request.params.id)
    if (!isLive(drill)) return reply.redirect(`/${reply.shell().language}/console/drills`, 303)
    return reply.sendPage(CancelDrill({ frame: await frameOf(deps, reply), drill }))
  })

  app.post<WithId>('/console/drills/:id/cancel', async (request, reply) => {
    const { id } = request.params
    const { reason } = cancelForm.parse(request.body)
    const result = await cancelDrill(deps, { id, reason, ...by(reply) })
    if (result.ok) return reply.redirect(doneAt(reply, result.wasRunning ? 'ended' : 'cancelled'), 303)
    const error = sentence(reply.shell().language, result)
    const drill = await findDrill(deps.db, id)
    if (!isLive(drill)) return showDrills(deps, reply, { refusal: error }, 409)
    const frame = await frameOf(deps, reply, `/console/drills/${id}/cancel`)
    return reply.sendPage(CancelDrill({ frame, drill, reason, error }), statusOf(result.code))
  })
}

const isLive = (drill: Drill | undefined): drill is Drill => drill?.state === 'planned' || drill?.state === 'running'

function by(reply: FastifyReply) {
  const { account } = personOf(reply.request)
  return { actor: { id: account.id, name: account.name }, address: addressOf(reply.request) }
}

const doneAt = (reply: FastifyReply, done: (typeof doneWords)[number]) =>
  `/${reply.shell().language}/console/drills?done=${done}`

async function showDrills(deps: Deps, reply: FastifyReply, told: Pick<DrillsProps, 'done' | 'refusal'>, status = 200) {
  const drills: Shown[] = []
  for (const drill of await listDrills(deps.db, listed)) drills.push({ drill, figures: await figuresOf(deps, drill) })
  return reply.sendPage(Drills({ frame: await frameOf(deps, reply, '/console/drills'), drills, ...told }), status)
}

async function figuresOf({ db }: Deps, drill: Drill): Promise<Shown['figures']> {
  if (drill.counted_at) return readDrillFigures(db, drill.id)
  return drill.state === 'running' && drill.period_id ? readDrillProgress(db, drill.period_id) : null
}

/** The form with what was typed, every fault at its field. */
async function showForm(deps: Deps, reply: FastifyReply, typed: TypedPlan, faults: readonly Refusal[]) {
  const frame = await frameOf(deps, reply, '/console/drills/new')
  const { language } = frame.shell
  const [fault] = faults
  const whole = faults.find((one) => !fieldOf[one.code])
  if (fault?.retryAfter) reply.header('retry-after', String(fault.retryAfter))
  const page = PlanDrill({
    frame,
    agencies: await listAgencies(deps.db),
    typed,
    errors: errorsOf(language, faults),
    refusal: whole ? sentence(language, whole) : undefined,
  })
  return reply.sendPage(page, fault ? statusOf(fault.code) : 200)
}
