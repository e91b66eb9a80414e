// The overview page in whatever state; also after a refusal that is about the door and not about a field.
import type { Db } from '@motcua/db/query.ts'
import { readClock } from '@motcua/db/clock.ts'
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { listAgencies } from '../../../records/agencies/store.ts'
import { countReadiness, readinessByAgency } from '../../../records/readiness/store.ts'
import { readExtension } from '../../../records/standby/extension.ts'
import { countCovered, countSince, listCovered, listOverlapping, listPeriods } from '../../../records/standby/store.ts'
import { frameOf } from '../frame-state.ts'
import type { OpenFigures } from './door-figures.tsx'
import { type Door, readDoors } from './doors.ts'
import { StandbyDoor, type StandbyDoorProps } from './standby-door.page.tsx'

type Shown = Pick<StandbyDoorProps, 'done' | 'refusal' | 'typed' | 'errors'>

const pastShown = 20

export async function showStandbyDoor(deps: Deps, reply: FastifyReply, shown: Shown, status = 200) {
  const { db } = deps
  const frame = await frameOf(deps, reply, '/console/standby')
  const doors = await readDoors(db)
  const openIds = new Set(doors.flatMap((door) => door.ids))
  const past = (await listPeriods(db, pastShown)).filter((period) => !openIds.has(period.id))
  const agencies = await listAgencies(db)
  const root = agencies.find((agency) => agency.parent_code === null)
  const page = StandbyDoor({
    ...shown,
    frame,
    doors,
    past,
    agencies,
    names: await listCovered(
      db,
      past.map((period) => period.id),
    ),
    meters: root ? await readinessByAgency(db, root.code, deps.config.FACTOR_PROFILE) : [],
    open: doors.length > 0 ? await openFigures(db, doors) : undefined,
    closed: {
      readiness: await countReadiness(db, null, deps.config.FACTOR_PROFILE),
      last: past[0],
      requests: frame.requests,
    },
  })
  return reply.sendPage(page, status)
}

/** Since the door has been open without a pause, for anybody. */
async function openFigures(db: Db, doors: readonly Door[]): Promise<OpenFigures> {
  const { gap, total: most } = limits.standby
  const now = await readClock(db)
  const { since } = readExtension(await listOverlapping(db, { kind: 'everyone' }), now, { gap, most })
  const { covered } = await countCovered(
    db,
    doors.flatMap((door) => door.ids),
  )
  return { ...(await countSince(db, since)), covered, since, now }
}
