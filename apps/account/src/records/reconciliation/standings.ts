// How each officer of a standby period stands: confirmed or not, in doubt or not, looked into or not.
import { all, type Db, first, one, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

/** waiting: there is still time · unconfirmed: there is none left · mismatched: the portal identity is another one. */
export type Standing = 'confirmed' | 'waiting' | 'unconfirmed' | 'mismatched'

const ends = sql`least(p.closed_at, p.until)`
const due = sql`${ends} + ${limits.reconciliation.within} * interval '1 second'`

/** One row for each officer of a period: their sign-ins together, and how they stand. */
export const officers = sql`select s.period_id, s.account_id, p.kind, p.opened_at, ${due} as due_at, count(*)::int4 as sign_ins,
    min(s.created_at) as first_at, max(s.created_at) as last_at, max(s.confirmed_at) as confirmed_at, max(s.mismatched_at) as mismatched_at,
    bool_or(s.ended_at is null and s.expires_at > clock_now()) as is_live, ${ends} <= clock_now() as is_over,
    case when bool_or(s.mismatched_at is not null) then 'mismatched' when bool_and(s.confirmed_at is not null) then 'confirmed'
      when ${due} <= clock_now() then 'unconfirmed' else 'waiting' end as standing
  from sessions s join standby_periods p on p.id = s.period_id where s.door = 'standby' group by s.period_id, s.account_id, p.id`

/** Whose sign-ins in one period are meant. */
export type OfficerOfPeriod = { periodId: string; accountId: string }

/** own: it was the officer · foreign: somebody else · unclear: it could not be settled. */
export const outcomes = ['own', 'foreign', 'unclear'] as const
export type Outcome = (typeof outcomes)[number]

/** What an administrator found, on how the officer stood then. `reviewed_at` as JSON has it. */
export type Review = { standing: Standing; outcome: Outcome; finding: string; by: string; reviewed_at: string }

/** The same, and what administrators found: on how they stand now, and on how they ever stood. */
const judged = sql`select o.*, o.standing in ('unconfirmed', 'mismatched') as is_doubtful,
    exists (select 1 from standby_reviews v where v.period_id = o.period_id and v.account_id = o.account_id and v.standing = o.standing) as is_reviewed,
    exists (select 1 from standby_reviews v where v.period_id = o.period_id and v.account_id = o.account_id) as has_review from (${officers}) o`

export type Reconciled = Record<Standing, number> & {
  officers: number
  reviewed: number
  due_at: Date | null
  now: Date
}

const counts = sql`count(*)::int4 as officers, count(*) filter (where standing = 'confirmed')::int4 as confirmed,
  count(*) filter (where standing = 'waiting')::int4 as waiting, count(*) filter (where standing = 'unconfirmed')::int4 as unconfirmed,
  count(*) filter (where standing = 'mismatched')::int4 as mismatched, count(*) filter (where is_doubtful and is_reviewed)::int4 as reviewed,
  max(due_at) as due_at, clock_now() as now`

/** Of one period. */
export const countReconciled = (db: Db, periodId: string) =>
  one(db, sql<Reconciled>`select ${counts} from (${judged}) o where period_id::text = ${periodId}`)

export type PeriodReconciled = Reconciled & { period_id: string; kind: 'outage' | 'drill'; opened_at: Date }

/** Periods that somebody came in by, the newest first. */
export const listReconciled = (db: Db, count: number) =>
  all(
    db,
    sql<PeriodReconciled>`select period_id, kind, opened_at, ${counts} from (${judged}) o group by period_id, kind, opened_at
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
  /** The period has ended, and a session of this person has not. */
  is_over: boolean
  is_live: boolean
  is_doubtful: boolean
  is_reviewed: boolean
  /** What each relying party that keeps traces answered; null records: not yet. */
  asked: Asked[]
  /** The newest first. */
  reviews: Review[]
}

/** open: in doubt as they stand now, and no finding on that · reviewed: there is a finding, and nothing open · doubtful: both. */
export type Shown = 'everybody' | 'doubtful' | 'open' | 'reviewed'

const isOpen = sql`(o.is_doubtful and not o.is_reviewed)`
const showing: Record<Shown, ReturnType<typeof sql>> = {
  everybody: sql`true`,
  doubtful: sql`(o.is_doubtful or o.has_review)`,
  open: isOpen,
  reviewed: sql`(o.has_review and not ${isOpen})`,
}

const ofPeriod = (periodId: string | null) => sql`(${periodId}::text is null or o.period_id::text = ${periodId})`

const rowsWhere = (condition: ReturnType<typeof sql>, page: { offset: number; count: number }) =>
  sql<StandingRow>`select o.*, a.name, a.id_number, g.name_vi as agency_vi, g.name_en as agency_en,
      (select coalesce(jsonb_agg(jsonb_build_object('name_vi', coalesce(r.name_vi, t.client_id), 'name_en', coalesce(r.name_en, t.client_id),
          'records', t.records) order by t.client_id), '[]') from standby_traces t left join relying_parties r on r.client_id = t.client_id
        where t.period_id = o.period_id and t.account_id = o.account_id) as asked,
      (select coalesce(jsonb_agg(jsonb_build_object('standing', v.standing, 'outcome', v.outcome, 'finding', v.finding, 'by', k.name,
          'reviewed_at', v.reviewed_at) order by v.reviewed_at desc), '[]') from standby_reviews v join accounts k on k.id = v.reviewed_by
        where v.period_id = o.period_id and v.account_id = o.account_id) as reviews
    from (${judged}) o join accounts a on a.id = o.account_id left join agencies g on g.code = a.agency_code
    where ${condition} order by ${isOpen} desc, o.opened_at desc, a.name, o.account_id limit ${page.count} offset ${page.offset}`

type StandingFilter = { shown: Shown; periodId: string | null }

/** Officers by period and how they stand: what waits for a finding first, then the newest period. */
export const listStandings = (
  db: Db,
  { shown, periodId }: StandingFilter,
  page: { offset: number; count: number },
): Promise<StandingRow[]> => all(db, rowsWhere(sql`${showing[shown]} and ${ofPeriod(periodId)}`, page))

export const findStanding = (db: Db, { periodId, accountId }: OfficerOfPeriod): Promise<StandingRow | undefined> =>
  first(db, rowsWhere(sql`o.period_id = ${periodId} and o.account_id = ${accountId}`, { offset: 0, count: 1 }))

/** How many wait for a finding and how many have one; of one period, or of all. */
export const countShown = (db: Db, periodId: string | null) =>
  one(
    db,
    sql<{ open: number; reviewed: number }>`select count(*) filter (where ${showing.open})::int4 as open,
      count(*) filter (where ${showing.reviewed})::int4 as reviewed from (${judged}) o where ${ofPeriod(periodId)}`,
  )

/** Periods whose time for confirming ended within the last week, with somebody unconfirmed. */
export const listOverdue = (db: Db) =>
  all(
    db,
    sql<{
      period_id: string
      opened_at: Date
      unconfirmed: number
    }>`select period_id, opened_at, ${counts} from (${judged}) o
      where due_at <= clock_now() and due_at > clock_now() - interval '7 days' group by period_id, opened_at
      having count(*) filter (where standing = 'unconfirmed') > 0`,
  )

export type SignIn = {
  id: string
  created_at: Date
  device: string
  address: string
  confirmed_at: Date | null
  mismatched_at: Date | null
}

/** Of one officer in one period, in their order. */
export const listSignIns = (db: Db, { periodId, accountId }: OfficerOfPeriod): Promise<SignIn[]> =>
  all(
    db,
    sql<SignIn>`select id, created_at, device, address, confirmed_at, mismatched_at from sessions
      where door = 'standby' and period_id = ${periodId} and account_id = ${accountId} order by created_at, id`,
  )
