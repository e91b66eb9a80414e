// What the sending of messages asks and notes, one statement each: every code waits for these.
import { all, type Db, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { acceptedCode, acceptedMessage, claimedMessages, type DueMessage } from '../otp/store.ts'
import { type BreakerStates, statesOf } from './breakers.ts'
import { type Budget, type FleetRow, fleetOf, fleetRow, isOverBudget } from './fleet.ts'
import { type BreakerRow, openBreakers } from './store.ts'

/** `silent`: gateways that took an earlier code for the same errand and never told that it arrived. */
export type ClaimedMessage = DueMessage & { silent: string[] }

/** How things stand for messages that are sent together. `order`: what administrators chose; null where they chose nothing. */
export type Standing = { breakers: BreakerStates; order: string[] | null; isOver: boolean }

type Row = ClaimedMessage & FleetRow & { breakers: BreakerRow[]; order: string[] | null }

/** Takes due messages; undefined where none is. The rest is read only where something is due. */
export async function claimMessages(
  db: Db,
  count: number,
  budget: Budget,
): Promise<{ due: ClaimedMessage[]; standing: Standing } | undefined> {
  const rows = await all(
    db,
    sql<Row>`with due as (${claimedMessages(count)})
      select due.*, array(select distinct s.gateway from challenges c
          join challenges o on o.binding = c.binding and o.purpose = c.purpose and o.id <> c.id
            and o.created_at > clock_now() - interval '15 minutes'
          join messages m on m.challenge_id = o.id join message_sends s on s.message_id = m.id
          where c.id = due.challenge_id and s.state in ('accepted', 'unknown', 'failed')) as silent,
        standing.* from due, (select fleet.*,
          coalesce((select jsonb_agg(to_jsonb(b)) from (${openBreakers}) b), '[]') as breakers,
          (select gateways from gateway_orders order by set_at desc limit 1) as "order" from (${fleetRow}) fleet) standing`,
  )
  const [first] = rows
  if (!first) return undefined
  const { breakers, order } = first
  const isOver = isOverBudget(fleetOf(first, budget))
  return { due: rows, standing: { breakers: statesOf(breakers), order, isOver } }
}

/**
 * The gateway took it: text wiped, the code's 120 s begin. A receipt of this try may have come before the answer: then it stays.
 * `cost`: VND. `isWell`: it was being tried after failures, and is in use again.
 */
export const noteTaken = (
  db: Db,
  sent: { id: string; sendId: string; gateway: string; ref: string; isWell: boolean; cost: number },
) =>
  run(
    db,
    sql`with tried as (update message_sends set state = case when state = 'sending' then 'accepted' else state end, accepted_at = clock_now(),
          ref = ${sent.ref}, cost = ${sent.cost}, ask_at = clock_now() + ${limits.receipt.ask} * interval '1 second' where id = ${sent.sendId}),
        well as (delete from gateway_breakers where gateway = ${sent.gateway} and ${sent.isWell}),
        message as (${acceptedMessage(sent)}) ${acceptedCode}`,
  )
