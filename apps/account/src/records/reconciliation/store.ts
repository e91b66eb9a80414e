// Reconciliation: a standby sign-in is confirmed when its officer next comes through the portal, within 7 days of the period's end.
import { all, type Db, type How, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { officers, type Touched } from './standings.ts'

const unsettled = (accountId: string) =>
  sql`account_id = ${accountId} and period_id is not null and confirmed_at is null`

/** The portal brought this person: every standby sign-in of theirs so far was theirs. */
export const confirmSignIns = (db: Db, accountId: string, how?: How) =>
  run(db, sql`update sessions set confirmed_at = clock_now() where ${unsettled(accountId)}`, how)

/** The portal brought somebody else with this person's ID number. Gives the periods of the sign-ins that are in doubt now. */
export const doubtSignIns = async (db: Db, accountId: string): Promise<string[]> => {
  const rows = await all(
    db,
    sql<{
      period_id: string
    }>`update sessions set mismatched_at = clock_now() where ${unsettled(accountId)} and mismatched_at is null
      returning period_id`,
  )
  return [...new Set(rows.map((row) => row.period_id))]
}

/** A question for everybody who is unconfirmed or in doubt and not at work any more, to every relying party that keeps traces. */
export const queueQuestions = (db: Db) =>
  run(
    db,
    sql`insert into standby_traces (period_id, account_id, client_id)
      select o.period_id, o.account_id, r.client_id from (${officers}) o cross join relying_parties r
      where o.standing in ('unconfirmed', 'mismatched') and not o.is_live and o.opened_at > clock_now() - interval '60 days'
        and r.disabled_at is null and r.metadata ->> 'standby_traces_uri' is not null
      on conflict do nothing`,
  )

export type Question = { period_id: string; account_id: string; client_id: string; uri: string }

/** Takes questions that are due; the next try waits twice as long, an hour at most. */
export const claimQuestions = (db: Db, count: number) =>
  all(
    db,
    sql<Question>`with due as (update standby_traces set tries = tries + 1,
        next_at = clock_now() + interval '1 second' * least(3600, 30 * power(2, least(tries, 10)))
        where (period_id, account_id, client_id) in (select period_id, account_id, client_id from standby_traces where answered_at is null
          and next_at <= clock_now() order by next_at limit ${count} for update skip locked) returning *)
      select due.period_id, due.account_id, due.client_id, r.metadata ->> 'standby_traces_uri' as uri from due
        join relying_parties r on r.client_id = due.client_id where r.disabled_at is null and r.metadata ->> 'standby_traces_uri' is not null`,
  )

const rowOf = ({ period_id, account_id, client_id }: Question) =>
  sql`period_id = ${period_id} and account_id = ${account_id} and client_id = ${client_id}`

export const noteAnswer = (db: Db, question: Question, records: readonly Touched[]) =>
  run(
    db,
    sql`update standby_traces set answered_at = clock_now(), error = null, records = ${JSON.stringify(records)}::jsonb where ${rowOf(question)}`,
  )

export const noteNoAnswer = (db: Db, question: Question, error: string) =>
  run(db, sql`update standby_traces set error = ${error.slice(0, 200)} where ${rowOf(question)}`)

export const purgeTraces = (db: Db, count: number) =>
  run(
    db,
    sql`delete from standby_traces where ctid in (select ctid from standby_traces
      where created_at < clock_now() - ${limits.kept.standbySessions} * interval '1 second' limit ${count})`,
  )
