// What administrators must know about messages: dated rows, each with its beginning and its end.
import { all, type Db, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { raiseAlarm } from '../alarms/store.ts'

/**
 * breaker: a gateway rests · dead: none of the route works · entered: codes are sent and few are entered · budget-soon: 80 % of the day's
 * budget is used · budget: it is used up, or a ceiling of the fleet was reached.
 */
export type AlarmKind = 'breaker' | 'dead' | 'entered' | 'budget-soon' | 'budget'
export type SmsAlarm = { kind: AlarmKind; gateway: string | null; began_at: Date; ended_at: Date | null }

const { enteredPercent, sentLeast, window, budgetPercent } = limits.smsAlarm

/** `used`: 1 is the whole of the day's budget. */
export type Situation = { route: readonly string[]; used: number }

// What is wrong at this moment. A code of the last two minutes may still be entered, so it does not count yet.
const wrongNow = ({ route, used }: Situation) => sql`
  select 'breaker' as kind, gateway from gateway_breakers
  union all
  select 'dead', null where (select count(*) from gateway_breakers where gateway = any(${[...route]}::text[])) >= ${route.length}::int4
  union all
  select 'budget-soon', null where ${used}::float8 * 100 >= ${budgetPercent}::float8 and ${used}::float8 < 1
  union all
  select 'entered', null from challenges where accepted_at between clock_now() - ${window} * interval '1 second' and clock_now() - interval '2 minutes'
    having count(*) >= ${sentLeast} and count(*) filter (where used_at is not null) * 100 < ${enteredPercent} * count(*)
  union all
  select 'budget', null where ${used}::float8 >= 1 or exists (select 1 from messages where error = 'budget' and failed_at > clock_now() - interval '5 minutes')`

/** Begins what is wrong, tells administrators of it once, and ends what no longer is. Call in a transaction. */
export async function keepAlarms(db: Db, situation: Situation): Promise<void> {
  const wrong = wrongNow(situation)
  await run(
    db,
    sql`update sms_alarms a set ended_at = clock_now() where ended_at is null
      and not exists (select 1 from (${wrong}) w where w.kind = a.kind and w.gateway is not distinct from a.gateway)`,
  )
  const begun = await all(
    db,
    sql<SmsAlarm & { id: string }>`insert into sms_alarms (kind, gateway) select kind, gateway from (${wrong}) w
      on conflict (kind, coalesce(gateway, '')) where ended_at is null do nothing returning id, kind, gateway, began_at, ended_at`,
  )
  for (const { id, kind, gateway } of begun)
    await raiseAlarm(db, { kind: 'messages-fail', key: `sms ${id}`, detail: { what: kind, gateway } })
}

export const listOpenAlarms = (db: Db) =>
  all(
    db,
    sql<SmsAlarm>`select kind, gateway, began_at, ended_at from sms_alarms where ended_at is null order by began_at`,
  )

/** Of the last day, the newest first, the open ones before all. */
export const listAlarms = (db: Db, count: number) =>
  all(
    db,
    sql<SmsAlarm>`select kind, gateway, began_at, ended_at from sms_alarms where ended_at is null or ended_at > clock_now() - interval '1 day'
      order by (ended_at is null) desc, began_at desc limit ${count}`,
  )
