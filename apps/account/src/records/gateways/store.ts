// Every try of a message at a gateway and what became of it; breakers; the order that administrators set.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

/** Written down before the gateway is asked: what it took is known even if this node dies. Gives the id. */
export const insertSend = (db: Db, made: { messageId: string; gateway: string; receipt: string }) =>
  one(
    db,
    sql<{ id: string }>`insert into message_sends (message_id, gateway, receipt)
      values (${made.messageId}, ${made.gateway}, ${made.receipt}) returning id`,
  )

/** An ambiguous one may still arrive: it is unknown, not refused. */
export const noteSendRefused = (db: Db, refused: { id: string; failure: string; error: string }) =>
  run(
    db,
    sql`update message_sends set failure = ${refused.failure}, error = ${refused.error},
      state = case when ${refused.failure} = 'ambiguous' then 'unknown' else 'refused' end
      where id = ${refused.id} and state = 'sending'`,
  )

export type SentRow = { id: string; message_id: string; gateway: string }

/** By the unguessable part of the receipt's address. */
export const findSend = (db: Db, receipt: string) =>
  first(db, sql<SentRow>`select id, message_id, gateway from message_sends where receipt = ${receipt}`)

export const findSendByRef = (db: Db, gateway: string, ref: string) =>
  first(
    db,
    sql<SentRow>`select id, message_id, gateway from message_sends where gateway = ${gateway} and ref = ${ref}
      order by sent_at desc limit 1`,
  )

/** False where it was settled before: a repeated or late receipt changes nothing. A delivery corrects a failure, never the reverse. */
export const settleSend = async (db: Db, id: string, fate: 'delivered' | 'failed' | 'unknown'): Promise<boolean> =>
  (await run(
    db,
    sql`update message_sends set state = ${fate}, delivered_at = case when ${fate} = 'delivered' then clock_now() end,
        failed_at = case when ${fate} = 'failed' then clock_now() end
      where id = ${id} and (state in ('sending', 'accepted') or (state in ('unknown', 'failed') and ${fate} = 'delivered')
        or (state = 'unknown' and ${fate} = 'failed'))`,
  )) > 0

/** Is another gateway still carrying the same message? */
export const isCarriedElsewhere = async (db: Db, { id, message_id }: SentRow): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from message_sends where message_id = ${message_id} and id <> ${id} and state in ('sending', 'accepted', 'delivered')`,
  )) !== undefined

export type AskedSend = SentRow & { ref: string; phone: string; accepted_at: Date; is_late: boolean }

/** Accepted ones without a receipt whose turn it is to be asked about; each time the pause doubles. */
export const claimUnsettled = (db: Db, count: number) =>
  all(
    db,
    sql<AskedSend>`with due as (update message_sends set asks = asks + 1,
          ask_at = clock_now() + ${limits.receipt.ask} * interval '1 second' * power(2, asks)
        where id in (select id from message_sends where state = 'accepted' and ask_at <= clock_now() order by ask_at limit ${count}
          for update skip locked) returning id, message_id, gateway, ref, accepted_at)
      select due.*, m.phone, due.accepted_at < clock_now() - ${limits.receipt.life} * interval '1 second' as is_late
      from due join messages m on m.id = due.message_id`,
  )

/** They hold no number. */
export const purgeSends = (db: Db, count: number) =>
  run(
    db,
    sql`delete from message_sends where ctid in (select ctid from message_sends where sent_at < clock_now() - ${limits.kept.sends} * interval '1 second' limit ${count})`,
  )

// ── breakers ──

export type BreakerRow = { gateway: string; is_open: boolean; opened_at: Date; open_until: Date }

export const openBreakers = sql<BreakerRow>`select gateway, open_until > clock_now() and trial_at is null as is_open, opened_at, open_until
  from gateway_breakers`

export const listBreakers = (db: Db) => all(db, openBreakers)

/** The one message that may try a half-open gateway; the trial ends by itself where this node dies. */
export const claimTrial = async (db: Db, gateway: string): Promise<boolean> =>
  (await run(
    db,
    sql`update gateway_breakers set trial_at = clock_now(), open_until = clock_now() + interval '15 seconds'
      where gateway = ${gateway} and open_until <= clock_now()`,
  )) > 0

/** A failed trial opens it again, for twice as long. */
export const reopenBreaker = async (db: Db, gateway: string): Promise<boolean> =>
  (await run(
    db,
    sql`update gateway_breakers set trial_at = null, level = level + 1,
        open_until = clock_now() + least(${limits.breaker.lock}::float8 * power(2, level), ${limits.breaker.lockMost}) * interval '1 second'
      where gateway = ${gateway} and trial_at is not null`,
  )) > 0

/** Opens where enough tries of the window failed, and at least half of them. False where it was open or is well. */
export const openBreaker = async (db: Db, gateway: string): Promise<boolean> =>
  (await run(
    db,
    sql`insert into gateway_breakers (gateway, open_until)
      select ${gateway}, clock_now() + ${limits.breaker.lock} * interval '1 second' from (
        select count(*) filter (where failure in ('refused', 'unfit', 'ambiguous')) as failed, count(*) filter (where state <> 'sending') as tried
        from message_sends where gateway = ${gateway} and sent_at > clock_now() - ${limits.breaker.window} * interval '1 second') c
      where failed >= ${limits.breaker.hits} and failed * 2 >= tried on conflict (gateway) do nothing`,
  )) > 0

// ── the order ──

export type OrderRow = { gateways: string[]; set_by_name: string | null; set_at: Date }

export const findOrder = (db: Db) =>
  first(
    db,
    sql<OrderRow>`select o.gateways, a.name as set_by_name, o.set_at from gateway_orders o left join accounts a on a.id = o.set_by
      order by o.set_at desc limit 1`,
  )

export const insertOrder = (db: Db, made: { gateways: readonly string[]; setBy: string }) =>
  run(db, sql`insert into gateway_orders (gateways, set_by) values (${[...made.gateways]}::text[], ${made.setBy})`)

/** Who changes the order does so one after the other. Held until the transaction ends. */
export const lockOrder = (db: Db) => run(db, sql`select pg_advisory_xact_lock(hashtext('gateway_orders'))`)
