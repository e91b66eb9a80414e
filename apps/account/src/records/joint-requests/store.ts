// Joint requests: what needs the yes of two people, never the same one twice, never for themselves.
import { all, type Db, first, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

/** new-number: the phone is lost · release: a held account is to open again. */
export type JointKind = 'new-number' | 'release'

export type JointRequest = {
  id: string
  account_id: string
  kind: JointKind
  /** E.164; null for a release. */
  number: string | null
  created_at: Date
  first_by: string | null
  second_at: Date | null
}

const columns = sql`r.id, r.account_id, r.kind, r.number, r.created_at, r.first_by, r.second_at`
const live = sql`r.ended_at is null and (r.expires_at is null or r.expires_at > clock_now())`

/** A new request takes the place of the person's last one of this kind: a yes to one number is no yes to another. */
export async function askJointly(
  db: Db,
  made: { accountId: string; kind: JointKind; number: string | null },
): Promise<void> {
  const { accountId, kind, number } = made
  await endJoint(db, { accountId, kind, reason: 'replaced' })
  const life = kind === 'release' ? null : limits.joint.open
  await run(
    db,
    sql`insert into joint_requests (account_id, kind, number, expires_at)
      values (${accountId}, ${kind}, ${number}, clock_now() + ${life}::float8 * interval '1 second')`,
  )
}

export const endJoint = (db: Db, gone: { accountId: string; kind: JointKind; reason: string }) =>
  run(
    db,
    sql`update joint_requests set ended_at = clock_now(), end_reason = ${gone.reason} where account_id = ${gone.accountId}
      and kind = ${gone.kind} and ended_at is null`,
  )

export const findJoint = (db: Db, accountId: string, kind: JointKind) =>
  first(
    db,
    sql<JointRequest>`select ${columns} from joint_requests r where r.account_id = ${accountId} and r.kind = ${kind} and ${live}`,
  )

export type ListedJoint = JointRequest & {
  name: string
  agency_name: string | null
  agency_name_en: string | null
  first_name: string | null
}

/** Waiting for a yes, of an agency and those below it, or everywhere where it is null; what `reader` may not decide is left out. */
export const listJoint = (db: Db, { agency, reader }: { agency: string | null; reader: string }) =>
  all(
    db,
    sql<ListedJoint>`select ${columns}, a.name, g.name_vi as agency_name, g.name_en as agency_name_en, f.name as first_name from joint_requests r
      join accounts a on a.id = r.account_id left join agencies g on g.code = a.agency_code left join accounts f on f.id = r.first_by
      where ${live} and r.second_at is null and r.account_id <> ${reader}
        and (${agency}::text is null or ${agency}::text = any(g.lineage)) order by r.created_at`,
  )

export type Approver = { id: string; role: 'unit-admin' | 'administrator'; agency: string | null }
export type Approved = { account_id: string; kind: JointKind; isSecond: boolean }

// A unit administrator must be one of the two, where the person has one above.
const hasUnit = sql`a.kind = 'officer' and a.role = 'officer' and a.agency_code is not null`

/**
 * A yes: the first, or the second that completes it, each in one statement; of two at once one is the first. Undefined where the
 * request is over, is the approver's own, has their yes already, is outside their units, or lacks a unit administrator.
 */
export async function approveJoint(db: Db, id: string, by: Approver): Promise<Approved | undefined> {
  const row = await first(
    db,
    sql<{ account_id: string; kind: JointKind; second_at: Date | null }>`update joint_requests r set
        first_by = coalesce(r.first_by, ${by.id}), first_role = coalesce(r.first_role, ${by.role}), first_at = coalesce(r.first_at, clock_now()),
        second_by = case when r.first_by is not null then ${by.id}::uuid end,
        second_role = case when r.first_by is not null then ${by.role} end,
        second_at = case when r.first_by is not null then clock_now() end,
        expires_at = case when r.first_by is not null then clock_now() + ${limits.joint.approved} * interval '1 second' else r.expires_at end
      from accounts a left join agencies g on g.code = a.agency_code
      where r.id::text = ${id} and a.id = r.account_id and ${live} and r.second_at is null and r.account_id <> ${by.id}
        and r.first_by is distinct from ${by.id} and (${by.agency}::text is null or ${by.agency}::text = any(g.lineage))
        and (r.first_by is null or r.first_role = 'unit-admin' or ${by.role} = 'unit-admin' or not (${hasUnit}))
      returning r.account_id, r.kind, r.second_at`,
  )
  return row && { account_id: row.account_id, kind: row.kind, isSecond: row.second_at !== null }
}

/** Why a yes was refused: as far as the approver may know it. */
export async function whyNot(db: Db, id: string, by: Approver): Promise<'same' | 'unit' | 'gone'> {
  const row = await first(
    db,
    sql<{ first_by: string | null }>`select r.first_by from joint_requests r join accounts a on a.id = r.account_id
      left join agencies g on g.code = a.agency_code
      where r.id::text = ${id} and ${live} and r.second_at is null and r.account_id <> ${by.id}
        and (${by.agency}::text is null or ${by.agency}::text = any(g.lineage))`,
  )
  if (!row) return 'gone'
  return row.first_by === by.id ? 'same' : 'unit'
}

/** A no to a new number, by anybody who might have said yes; a held account waits on. */
export const declineJoint = (db: Db, id: string, by: Approver) =>
  first(
    db,
    sql<{ account_id: string }>`update joint_requests r set ended_at = clock_now(), end_reason = 'declined'
      from accounts a left join agencies g on g.code = a.agency_code
      where r.id::text = ${id} and a.id = r.account_id and r.kind = 'new-number' and ${live} and r.second_at is null
        and r.account_id <> ${by.id} and (${by.agency}::text is null or ${by.agency}::text = any(g.lineage)) returning r.account_id`,
  )

/** Uses an approved one up: the number for one caller. */
export const spendJoint = async (db: Db, id: string): Promise<boolean> =>
  (await run(
    db,
    sql`update joint_requests r set ended_at = clock_now(), end_reason = 'used' where r.id::text = ${id} and r.second_at is not null and ${live}`,
  )) === 1

export const countJoint = async (db: Db, asked: { agency: string | null; reader: string }): Promise<number> =>
  (await listJoint(db, asked)).length

/** Who decided stands in the audit log. A held account's request stays as long as it is held. */
export const purgeJoint = (db: Db, count: number) =>
  run(
    db,
    sql`delete from joint_requests where ctid in (select r.ctid from joint_requests r
      where r.created_at < clock_now() - ${limits.kept.requests} * interval '1 second' and not (${live}) limit ${count})`,
  )
