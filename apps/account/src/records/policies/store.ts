// Automatic opening: proposed by one administrator, in force when a second one has agreed, ended by anyone of them.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'

export type Policy = {
  id: string
  /** Null: the whole province. */
  agency_code: string | null
  agency_vi: string | null
  agency_en: string | null
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  seconded_by_name: string | null
  seconded_at: Date | null
}

/** Those in force and those waiting for a second person, the province first. */
export const listPolicies = (db: Db) =>
  all(
    db,
    sql<Policy>`select p.id, p.agency_code, g.name_vi as agency_vi, g.name_en as agency_en, p.proposed_by, a.name as proposed_by_name,
      p.proposed_at, b.name as seconded_by_name, p.seconded_at from standby_policies p join accounts a on a.id = p.proposed_by
      left join accounts b on b.id = p.seconded_by left join agencies g on g.code = p.agency_code
      where p.ended_at is null order by p.agency_code nulls first`,
  )

/** Undefined where there is one for this scope already. */
export const proposePolicy = (db: Db, proposal: { agency: string | null; by: string }) =>
  first(
    db,
    sql<{
      id: string
    }>`insert into standby_policies (agency_code, proposed_by) values (${proposal.agency}, ${proposal.by})
      on conflict (coalesce(agency_code, '')) where ended_at is null do nothing returning id`,
  )

/** True for one administrator who is not the one that proposed it. */
export async function secondPolicy(db: Db, id: string, by: string): Promise<boolean> {
  const done = sql`update standby_policies set seconded_by = ${by}, seconded_at = clock_now() where id::text = ${id} and seconded_at is null
    and ended_at is null and proposed_by <> ${by}`
  return (await run(db, done)) === 1
}

export async function endPolicy(db: Db, id: string, by: string): Promise<boolean> {
  const done = sql`update standby_policies set ended_by = ${by}, ended_at = clock_now() where id::text = ${id} and ended_at is null`
  return (await run(db, done)) === 1
}

export type PolicyPeriod = { id: string; policy_id: string; opened_at: Date; until: Date; now: Date }

/** Open periods that a policy opened, the newest first. */
export const listPolicyPeriods = (db: Db) =>
  all(
    db,
    sql<PolicyPeriod>`select id, policy_id, opened_at, until, clock_now() as now from standby_periods
      where policy_id is not null and closed_at is null and until > clock_now() order by opened_at desc`,
  )

export type FailureSoFar = { minutes: number; closed_by_hand: boolean }

/**
 * What this policy did in the failure that has lasted so many seconds: minutes since it first opened the door, 0 where it did not yet;
 * and whether somebody closed that door, which a policy does not overrule.
 */
export const failureSoFar = (db: Db, policyId: string, heldFor: number) =>
  one(
    db,
    sql<FailureSoFar>`select coalesce(extract(epoch from clock_now() - min(opened_at)), 0)::float8 / 60 as minutes,
      coalesce(bool_or(close_reason <> 'lapsed'), false) as closed_by_hand from standby_periods
      where policy_id = ${policyId} and opened_at >= clock_now() - ${heldFor} * interval '1 second'`,
  )
