// The standby door at the console: its state, opening, closing.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { listAgencies } from '../../../records/agencies/store.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import type { DoorActor } from './actor.ts'
import { closeDoor } from './close-door.ts'
import { CloseDoor } from './close-door.page.tsx'
import { readDoors } from './doors.ts'
import { freshBy } from './fresh-in-form.ts'
import { openDoor } from './open-door.ts'
import { OpenDoor } from './open-door.page.tsx'
import {
  blankOpening,
  errorsOf,
  fieldOf,
  minutesOf,
  openingForm,
  readOpening,
  type TypedOpening,
} from './read-opening.ts'
import { showStandbyDoor } from './show-standby-door.ts'

const closingForm = z.object({ id: textField(60), reason: textField(2000) })
const doneWords = ['opened', 'extended', 'closed'] as const

export const consoleActor = (reply: FastifyReply): DoorActor => {
  const { account } = personOf(reply.request)
  return { accountId: account.id, name: account.name, via: 'console' }
}

export function standbyDoorRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { done?: string } }>('/console/standby', async (request, reply) =>
    showStandbyDoor(deps, reply, { done: doneWords.find((word) => word === request.query.done) }),
  )

  app.get('/console/standby/open', async (_request, reply) => showForm(deps, reply, blankOpening, []))

  app.post('/console/standby/open', async (request, reply) => {
    const typed = openingForm.parse(request.body)
    const { scope, faults } = await readOpening(deps.db, typed, { isExtension: typed.seen.length > 0 })
    if (!scope.ok || faults.length > 0) return showForm(deps, reply, typed, faults)
    const fresh = await freshBy(deps, reply, typed)
    if (!fresh.ok) return showForm(deps, reply, typed, [fresh])
    const { reason, seen } = typed
    const terms = { reason, seen, minutes: minutesOf(typed.minutes), scope: scope.scope }
    const result = await openDoor(deps, { ...terms, actor: consoleActor(reply), address: addressOf(request) })
    if (!result.ok) return showForm(deps, reply, typed, [result])
    return reply.redirect(doneAt(reply, result.isExtension ? 'extended' : 'opened'), 303)
  })

  app.get<{ Params: { id: string } }>('/console/standby/:id/close', async (request, reply) => {
    const door = (await readDoors(deps.db)).find((one) => one.ids.includes(request.params.id))
    if (!door) return reply.redirect(`/${reply.shell().language}/console/standby`, 303)
    return reply.sendPage(CloseDoor({ frame: await frameOf(deps, reply), door }))
  })

  app.post('/console/standby/close', async (request, reply) => {
    const { id, reason } = closingForm.parse(request.body)
    const result = await closeDoor(deps, {
      actor: consoleActor(reply),
      periodId: id,
      reason,
      address: addressOf(request),
    })
    if (result.ok) return reply.redirect(doneAt(reply, 'closed'), 303)
    const error = sentence(reply.shell().language, result)
    const door = (await readDoors(deps.db)).find((one) => one.ids.includes(id))
    if (!door || result.code === 'period-gone') return showStandbyDoor(deps, reply, { refusal: error }, 409)
    const frame = await frameOf(deps, reply, `/console/standby/${door.id}/close`)
    return reply.sendPage(CloseDoor({ frame, door, reason, error }), statusOf(result.code))
  })
}

export const doneAt = (reply: FastifyReply, done: (typeof doneWords)[number]) =>
  `/${reply.shell().language}/console/standby?done=${done}`

/** The form with what was typed, every fault at its field, and the doors that are open by now. */
async function showForm(deps: Deps, reply: FastifyReply, typed: TypedOpening, faults: readonly Refusal[]) {
  const frame = await frameOf(deps, reply, '/console/standby/open')
  const { language } = frame.shell
  const [fault] = faults
  const whole = faults.find((one) => !fieldOf[one.code])
  if (fault?.retryAfter) reply.header('retry-after', String(fault.retryAfter))
  const page = OpenDoor({
    frame,
    doors: await readDoors(deps.db),
    agencies: await listAgencies(deps.db),
    typed,
    errors: errorsOf(language, faults),
    refusal: whole ? sentence(language, whole) : undefined,
  })
  return reply.sendPage(page, fault ? statusOf(fault.code) : 200)
}
