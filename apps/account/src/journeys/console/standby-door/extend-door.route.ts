// Extending an open door: the scope is that of the period, the terms are asked anew.
import { addressOf } from '@motcua/web/create-app.ts'
import { readClock } from '@motcua/db/clock.ts'
import type { Db } from '@motcua/db/query.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { readExtension } from '../../../records/standby/extension.ts'
import { findScope, listOverlapping, type Scope } from '../../../records/standby/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { statusOf } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { frameOf } from '../frame-state.ts'
import { reasonFault } from './check-terms.ts'
import { type Door, readDoors } from './doors.ts'
import { ExtendDoor } from './extend-door.page.tsx'
import { freshBy } from './fresh-in-form.ts'
import { openDoor } from './open-door.ts'
import { errorsOf, fieldOf, minutesOf, termsForm, type TypedOpening } from './read-opening.ts'
import { showStandbyDoor } from './show-standby-door.ts'
import { consoleActor, doneAt } from './standby-door.route.ts'

type Typed = Pick<TypedOpening, 'reason' | 'minutes'>
type Target = { door: Door; scope: Scope; minutesLeft: number }

export function extendDoorRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { id: string } }>('/console/standby/:id/extend', async (request, reply) => {
    const target = await findTarget(deps.db, request.params.id)
    if (!target.ok) return reply.redirect(`/${reply.shell().language}/console/standby`, 303)
    const { reason } = target.door
    return showForm(deps, reply, target, { reason, minutes: String(Math.min(60, Math.max(5, target.minutesLeft))) })
  })

  app.post<{ Params: { id: string } }>('/console/standby/:id/extend', async (request, reply) => {
    const typed = termsForm.parse(request.body)
    const target = await findTarget(deps.db, request.params.id)
    if (!target.ok) return showStandbyDoor(deps, reply, { refusal: sentence(reply.shell().language, target) }, 409)
    const fault = reasonFault(typed.reason)
    if (fault) return showForm(deps, reply, target, typed, fault)
    const fresh = await freshBy(deps, reply, typed)
    if (!fresh.ok) return showForm(deps, reply, target, typed, fresh)
    const { reason, seen } = typed
    const terms = { reason, seen, minutes: minutesOf(typed.minutes), scope: target.scope }
    const result = await openDoor(deps, { ...terms, actor: consoleActor(reply), address: addressOf(request) })
    if (!result.ok) return showForm(deps, reply, target, typed, result)
    return reply.redirect(doneAt(reply, 'extended'), 303)
  })
}

async function findTarget(db: Db, id: string): Promise<Result<Target>> {
  const door = (await readDoors(db)).find((one) => one.ids.includes(id))
  const scope = door ? await findScope(db, door.id) : undefined
  if (!door || !scope) return refuse('period-gone')
  const { gap, total: most } = limits.standby
  const { minutesLeft } = readExtension(await listOverlapping(db, scope), await readClock(db), { gap, most })
  return { ok: true, door, scope, minutesLeft }
}

async function showForm(deps: Deps, reply: FastifyReply, target: Target, typed: Typed, fault?: Refusal) {
  const frame = await frameOf(deps, reply, `/console/standby/${target.door.id}/extend`)
  const { language } = frame.shell
  if (fault?.retryAfter) reply.header('retry-after', String(fault.retryAfter))
  const refusal = fault && !fieldOf[fault.code] ? sentence(language, fault) : undefined
  const errors = fault ? errorsOf(language, [fault]) : {}
  return reply.sendPage(ExtendDoor({ frame, ...target, typed, errors, refusal }), fault ? statusOf(fault.code) : 200)
}
