// How much may be sent in all: three times the busiest minutes of the last two weeks, and a budget for 24 hours, in messages and VND.
import { type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { anyOpen } from '../standby/store.ts'

const { perMinuteLeast, p99Times, p99Days, standbyTimes } = limits.smsFleet

export type Fleet = {
  minute: number
  minuteMost: number
  day: number
  dayMost: number
  /** VND of the last 24 hours. */
  cost: number
  /** Infinity where no ceiling is set. */
  costMost: number
}

export type Budget = { SMS_DAILY_BUDGET: number; SMS_DAILY_COST?: number | undefined }

/** All ceilings rise by themselves while the standby door is open: an outage is the day on which messages are needed. */
export async function readFleet(db: Db, budget: Budget): Promise<Fleet> {
  return fleetOf(await one(db, fleetRow), budget)
}

export type FleetRow = { minute: number; day: number; cost: number; p99: number; any_open: boolean }

/** What it is made from, as part of a larger statement: one row. */
export const fleetRow = sql<FleetRow>`select count(*) filter (where sent_at > clock_now() - interval '1 minute') as minute,
    count(*) as day, coalesce(sum(cost), 0)::float8 as cost, coalesce((select minute_p99 from sms_days order by day desc limit 1), 0) as p99,
    ${anyOpen} as any_open
  from message_sends where sent_at > clock_now() - interval '1 day' and state <> 'refused'`

export function fleetOf({ minute, day, cost, p99, any_open: isAnyOpen }: FleetRow, budget: Budget): Fleet {
  const times = isAnyOpen ? standbyTimes : 1
  return {
    minute,
    minuteMost: Math.max(perMinuteLeast, p99Times * p99) * times,
    day,
    dayMost: budget.SMS_DAILY_BUDGET * times,
    cost,
    costMost: (budget.SMS_DAILY_COST ?? Number.POSITIVE_INFINITY) * times,
  }
}

/** 1 is the whole of the day's budget, whichever of its two ceilings is nearer. */
export const budgetUsed = ({ day, dayMost, cost, costMost }: Fleet): number => Math.max(day / dayMost, cost / costMost)

export const isOverBudget = (fleet: Fleet): boolean => fleet.minute >= fleet.minuteMost || budgetUsed(fleet) >= 1

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
