// How much may be sent in all: three times the busiest minutes of the last two weeks, and a budget for 24 hours.
import { type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { anyOpen } from '../standby/store.ts'

const { perMinuteLeast, p99Times, p99Days, standbyTimes } = limits.smsFleet

export type Fleet = { minute: number; minuteMost: number; day: number; dayMost: number }

/** Both ceilings rise by themselves while the standby door is open: an outage is the day on which messages are needed. */
export async function readFleet(db: Db, dailyBudget: number): Promise<Fleet> {
  return fleetOf(await one(db, fleetRow), dailyBudget)
}

export type FleetRow = { minute: number; day: number; p99: number; any_open: boolean }

/** What it is made from, as part of a larger statement: one row. */
export const fleetRow = sql<FleetRow>`select count(*) filter (where sent_at > clock_now() - interval '1 minute') as minute,
    count(*) as day, coalesce((select minute_p99 from sms_days order by day desc limit 1), 0) as p99, ${anyOpen} as any_open
  from message_sends where sent_at > clock_now() - interval '1 day' and state <> 'refused'`

export function fleetOf({ minute, day, p99, any_open: isAnyOpen }: FleetRow, dailyBudget: number): Fleet {
  const times = isAnyOpen ? standbyTimes : 1
  return {
    minute,
    minuteMost: Math.max(perMinuteLeast, p99Times * p99) * times,
    day,
    dayMost: dailyBudget * times,
  }
}

export const isOverBudget = ({ minute, minuteMost, day, dayMost }: Fleet): boolean =>
  minute >= minuteMost || day >= dayMost

/** Once a day: what a busy minute was before today. */
export async function measureBusyMinute(db: Db): Promise<void> {
  const today = sql`(clock_now() at time zone 'Asia/Ho_Chi_Minh')::date`
  if (await first(db, sql`select 1 from sms_days where day = ${today}`)) return
  await run(
    db,
    sql`insert into sms_days (day, minute_p99) select ${today}, coalesce(percentile_disc(0.99) within group (order by n), 0) from (
        select count(*)::int4 as n from message_sends where sent_at > clock_now() - ${p99Days} * interval '1 second' and state <> 'refused'
        group by date_trunc('minute', sent_at)) minutes on conflict (day) do nothing`,
  )
}
