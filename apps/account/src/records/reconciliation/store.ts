// Reconciliation: a standby sign-in is confirmed when its officer next comes through the portal, within 7 days of the period's end.
import { all, type Db, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

const unsettled = (accountId: string) =>
  sql`account_id = ${accountId} and period_id is not null and confirmed_at is null`

/** The portal brought this person: every standby sign-in of theirs so far was theirs. */
export const confirmSignIns = (db: Db, accountId: string) =>
  run(db, sql`update sessions set confirmed_at = clock_now() where ${unsettled(accountId)}`)

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

/** waiting: there is still time · unconfirmed: there is none left · mismatched: the portal identity is another one. */
export type Standing = 'confirmed' | 'waiting' | 'unconfirmed' | 'mismatched'

const ends = sql`least(p.closed_at, p.until)`
const due = sql`${ends} + ${limits.reconciliation.within} * interval '1 second'`

/** One row for each officer of a period: their sign-ins together, and how they stand. */
const officers = sql`select s.period_id, s.account_id, p.kind, p.opened_at, ${due} as due_at, count(*)::int4 as sign_ins,
    min(s.created_at) as first_at, max(s.created_at) as last_at, max(s.confirmed_at) as confirmed_at, max(s.mismatched_at) as mismatched_at,
    bool_or(s.ended_at is null and s.expires_at > clock_now()) as is_live,
    case when bool_or(s.mismatched_at is not null) then 'mismatched' when bool_and(s.confirmed_at is not null) then 'confirmed'
      when ${due} <= clock_now() then 'unconfirmed' else 'waiting' end as standing
  from sessions s join standby_periods p on p.id = s.period_id where s.door = 'standby' group by s.period_id, s.account_id, p.id`

export type Reconciled = Record<Standing, number> & { officers: number; due_at: Date | null; now: Date }

const counts = sql`count(*)::int4 as officers, count(*) filter (where standing = 'confirmed')::int4 as confirmed,
  count(*) filter (where standing = 'waiting')::int4 as waiting, count(*) filter (where standing = 'unconfirmed')::int4 as unconfirmed,
  count(*) filter (where standing = 'mismatched')::int4 as mismatched, max(due_at) as due_at, clock_now() as now`

/** Of one period. */
export const countReconciled = (db: Db, periodId: string) =>
  one(db, sql<Reconciled>`select ${counts} from (${officers}) o where period_id::text = ${periodId}`)

export type PeriodReconciled = Reconciled & { period_id: string; kind: 'outage' | 'drill'; opened_at: Date }

/** Periods that somebody came in by, the newest first. */
export const listReconciled = (db: Db, count: number) =>
  all(
    db,
    sql<PeriodReconciled>`select period_id, kind, opened_at, ${counts} from (${officers}) o group by period_id, kind, opened_at
      order by opened_at desc limit ${count}`,
  )

/** A record of a relying party that somebody changed, e.g. a dossier's code, and how often. */
export type Touched = { record: string; changes: number; first_at: string; last_at: string }
export type Asked = { name_vi: string; name_en: string; records: Touched[] | null }

export type StandingRow = {
  period_id: string
  account_id: string
  kind: 'outage' | 'drill'
  opened_at: Date
  name: string
  id_number: string | null
  agency_vi: string | null
  agency_en: string | null
  sign_ins: number
  first_at: Date
  last_at: Date
  confirmed_at: Date | null
  mismatched_at: Date | null
  due_at: Date
  standing: Standing
  /** What each relying party that keeps traces answered; null records: not yet. */
  asked: Asked[]
}

export type StandingFilter = { standings: readonly Standing[]; periodId: string | null; count: number }

/** Officers by period and how they stand, the newest period first. */
export const listStandings = (db: Db, { standings, periodId, count }: StandingFilter) =>
  all(
    db,
    sql<StandingRow>`select o.*, a.name, a.id_number, g.name_vi as agency_vi, g.name_en as agency_en,
      (select coalesce(jsonb_agg(jsonb_build_object('name_vi', coalesce(r.name_vi, t.client_id), 'name_en', coalesce(r.name_en, t.client_id),
          'records', t.records) order by t.client_id), '[]') from standby_traces t left join relying_parties r on r.client_id = t.client_id
        where t.period_id = o.period_id and t.account_id = o.account_id) as asked
      from (${officers}) o join accounts a on a.id = o.account_id left join agencies g on g.code = a.agency_code
      where o.standing = any(${[...standings]}::text[]) and (${periodId}::text is null or o.period_id::text = ${periodId})
      order by o.opened_at desc, a.name limit ${count}`,
  )

/** Periods whose time for confirming ended within the last week, with somebody unconfirmed. */
export const listOverdue = (db: Db) =>
  all(
    db,
    sql<{
      period_id: string
      opened_at: Date
      unconfirmed: number
    }>`select period_id, opened_at, ${counts} from (${officers}) o
      where due_at <= clock_now() and due_at > clock_now() - interval '7 days' group by period_id, opened_at
      having count(*) filter (where standing = 'unconfirmed') > 0`,
  )

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
