// What each gateway did, by the hour; and what became of an administrator's test.
import { all, type Db, first, sql } from '@motcua/db/query.ts'

export type GatewayFigures = {
  gateway: string
  accepted: number
  delivered: number
  failed: number
  /** Of the codes among the accepted ones. */
  codes: number
  entered: number
  /** Median seconds from acceptance to the receipt; null where none came. */
  median: number | null
  /** VND, of the accepted ones. */
  cost: number
}
export type HourFigures = GatewayFigures & { hour: Date }

const figures = sql`s.gateway, count(*) filter (where s.accepted_at is not null) as accepted,
  count(*) filter (where s.state = 'delivered') as delivered, count(*) filter (where s.state in ('failed', 'refused')) as failed,
  count(c.id) filter (where s.accepted_at is not null) as codes,
  count(c.id) filter (where s.accepted_at is not null and c.used_at is not null) as entered,
  percentile_cont(0.5) within group (order by extract(epoch from s.delivered_at - s.accepted_at)::float8)
    filter (where s.delivered_at is not null and s.accepted_at is not null) as median, coalesce(sum(s.cost), 0)::float8 as cost`

const lastDay = sql`from message_sends s join messages m on m.id = s.message_id left join challenges c on c.id = m.challenge_id
  where s.sent_at > clock_now() - interval '24 hours'`

export const figuresOfDay = (db: Db) => all(db, sql<GatewayFigures>`select ${figures} ${lastDay} group by s.gateway`)

/** Newest hour first; hours without messages are left out. */
export const figuresByHour = (db: Db) =>
  all(
    db,
    sql<HourFigures>`select date_trunc('hour', s.sent_at) as hour, ${figures} ${lastDay}
      group by date_trunc('hour', s.sent_at), s.gateway order by hour desc, s.gateway`,
  )

export type TestMessage = {
  gateway: string
  phone: string
  state: 'queued' | 'accepted' | 'delivered' | 'failed' | 'unknown'
  error: string | null
  created_at: Date
  accepted_at: Date | null
  delivered_at: Date | null
  failed_at: Date | null
}

/** One of this administrator's own tests. */
export const findTest = (db: Db, id: string, askedBy: string) =>
  first(
    db,
    sql<TestMessage>`select only_gateway as gateway, phone, state, error, created_at, accepted_at, delivered_at, failed_at from messages
      where id::text = ${id} and kind = 'test' and asked_by = ${askedBy}`,
  )
