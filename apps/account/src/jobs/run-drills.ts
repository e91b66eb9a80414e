// Drills by themselves: people are told beforehand, the door opens at its time, what came of it is counted when it is over. One node at a
// time (run-jobs); the end is the period keeper's.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../deps.ts'
import { limits } from '../limits.ts'
import { raiseAlarm } from '../records/alarms/store.ts'
import { type AnnouncementKind, insertAnnouncements } from '../records/announcements/store.ts'
import { writeAudit } from '../records/audit/write-audit.ts'
import { listAudience } from '../records/drills/audience.ts'
import { countDrill } from '../records/drills/results.ts'
import {
  claimDrillToTell,
  type Drill,
  type DrillScope,
  findDrill,
  listDueDrills,
  missDrillRow,
  openDrillRow,
} from '../records/drills/store.ts'
import { listOverlapping, lockDoors } from '../records/standby/store.ts'
import {
  drillOpenedMail,
  drillOpenedSms,
  drillPlannedMail,
  drillPlannedSms,
  type MailWords,
} from '../web/messages/announcements.ts'
import { clock } from '../web/times.ts'

export async function runDrills(deps: Deps): Promise<void> {
  while (await tellOne(deps));
  for (const { id } of await listDueDrills(deps.db)) await inTransaction(deps.db, (tx) => begin(tx, deps, id))
  while (await countDrill(deps.db));
}

const tellOne = (deps: Deps): Promise<boolean> =>
  inTransaction(deps.db, async (tx) => {
    const claimed = await claimDrillToTell(tx)
    const drill = claimed && (await findDrill(tx, claimed.id))
    if (drill) await tell(tx, deps, drill, 'drill-planned')
    return drill !== undefined
  })

async function begin(tx: Db, deps: Deps, id: string): Promise<void> {
  await lockDoors(tx)
  const drill = await findDrill(tx, id)
  if (drill?.state !== 'planned') return
  const why = await missedBy(tx, drill)
  if (why) return miss(tx, drill, why)
  const periodId = await openDrillRow(tx, id)
  if (!periodId) return
  const detail = { drill: id, reason: drill.reason, name: drill.planned_by_name, until: clock('vi', drill.ends_at) }
  await writeAudit(tx, { event: 'drill-opened', actorId: drill.planned_by, periodId, detail })
  await raiseAlarm(tx, { kind: 'drill-opened', key: `drill opened ${id}`, detail })
  await tell(tx, deps, drill, 'drill-opened')
}

/** A door that is open for real, or was within the hour, is no place for a drill: nobody keeps a door open by one. */
async function missedBy(tx: Db, drill: Drill): Promise<'late' | 'outage' | null> {
  if (drill.ends_at <= drill.now) return 'late'
  const after = drill.now.getTime() - limits.standby.gap * 1000
  const openings = await listOverlapping(tx, scopeOf(drill))
  return openings.some((one) => one.is_open || one.ends_at.getTime() > after) ? 'outage' : null
}

const scopeOf = ({ scope, codes }: Drill): DrillScope =>
  scope === 'everyone' ? { kind: 'everyone' } : { kind: 'agencies', codes }

async function miss(tx: Db, drill: Drill, why: 'late' | 'outage'): Promise<void> {
  if (!(await missDrillRow(tx, drill.id, why))) return
  await writeAudit(tx, { event: 'drill-missed', actorId: drill.planned_by, detail: { drill: drill.id, why } })
}

type Words = {
  sms: (host: string, drill: Drill, isUnitAdmin: boolean) => string
  mail: (origin: string, drill: Drill) => MailWords
}

const words: Record<'drill-planned' | 'drill-opened', Words> = {
  'drill-planned': { sms: drillPlannedSms, mail: drillPlannedMail },
  'drill-opened': { sms: drillOpenedSms, mail: drillOpenedMail },
}

/** Officers and their unit administrators, each in words of their own. A notice is of no use once what it tells of has begun, or is over. */
async function tell(tx: Db, deps: Deps, drill: Drill, kind: AnnouncementKind & keyof typeof words): Promise<void> {
  const { secret, config, sendMail } = deps
  const { sms, mail } = words[kind]
  const audience = await listAudience(tx, drill.id, { canMail: sendMail !== null })
  const expiresAt = kind === 'drill-planned' ? drill.starts_at : drill.ends_at
  for (const isUnitAdmin of [true, false]) {
    const text = sms(new URL(config.ACCOUNT_ORIGIN).host, drill, isUnitAdmin)
    const content = {
      sms: seal(secret, 'message', { kind: 'notice', language: 'vi', text }),
      mail: seal(secret, 'mail', mail(config.ACCOUNT_ORIGIN, drill)),
    }
    const told = audience.filter((one) => one.isUnitAdmin === isUnitAdmin)
    await insertAnnouncements(tx, { kind, source: drill.id, expiresAt, content }, told)
  }
}
