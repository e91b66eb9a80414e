// Readiness: who could not work if the portal failed now, and what each person lacks.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import type { FactorProfile } from '../factors/ways.ts'

export type Readiness = {
  /** A confirmed number receives sign-in codes. */
  phone: boolean
  /** That number was confirmed within the last 180 days, by a code that arrived there; true where there is none. */
  phoneFresh: boolean
  /** An authenticator app or a passkey, which need no message. */
  otherWay: boolean
  password: boolean
  recoveryCodes: boolean
  /** Came through the portal at least once. */
  linked: boolean
  /** When they last came in by the standby door, for real or in a drill. */
  lastStandbyAt: Date | null
  /** Could sign in at the standby door now: a password, and a phone for codes or another way. The other two are for the days around it. */
  ready: boolean
}

// Each is a condition on an account `a`.
const phone = sql`exists (select 1 from phones p where p.account_id = a.id and p.removed_at is null and p.confirmed_at is not null
  and p.codes_from is not null)`
const phoneFresh = sql`not exists (select 1 from phones p where p.account_id = a.id and p.removed_at is null and p.codes_from is not null
  and p.confirmed_at <= clock_now() - ${limits.readiness.phone} * interval '1 second')`
const otherWay = sql`(exists (select 1 from authenticators t where t.account_id = a.id and t.disabled_at is null)
  or exists (select 1 from passkeys k where k.account_id = a.id and k.removed_at is null))`
const password = sql`exists (select 1 from passwords w where w.account_id = a.id and w.disabled_at is null)`
const recoveryCodes = sql`exists (select 1 from recovery_codes r where r.account_id = a.id and r.used_at is null and r.voided_at is null)`
const linked = sql`a.linked_at is not null`

/** In the hardened profile a phone opens nothing at the standby door. */
const facts = (
  profile: FactorProfile,
) => sql`${phone} as phone, ${phoneFresh} as "phoneFresh", a.standby_sign_in_at as "lastStandbyAt", ${otherWay} as "otherWay", ${password} as password,
  ${recoveryCodes} as "recoveryCodes", ${linked} as linked,
  ((${profile}::text <> 'hardened' and ${phone}) or ${otherWay}) and ${password} as ready`

const nothing: Readiness = {
  phone: false,
  phoneFresh: true,
  lastStandbyAt: null,
  otherWay: false,
  password: false,
  recoveryCodes: false,
  linked: false,
  ready: false,
}

/** What this person has; nothing at all where there is no such account. */
export const findReadiness = async (
  db: Db,
  accountId: string,
  profile: FactorProfile = 'standard',
): Promise<Readiness> =>
  (await first(db, sql<Readiness>`select ${facts(profile)} from accounts a where a.id = ${accountId}`)) ?? nothing

/** Is this an officer who could not work at the standby door or whose number is stale, and who has not asked to be left alone until later? */
export const mustRemind = async (db: Db, accountId: string, profile: FactorProfile = 'standard'): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from (select a.kind, a.remind_after, ${facts(profile)} from accounts a where a.id = ${accountId}) o
      where kind = 'officer' and not (ready and "phoneFresh") and (remind_after is null or remind_after <= clock_now())`,
  )) !== undefined

/** "Để sau": not before tomorrow morning in the province. */
export const postponeReminder = (db: Db, accountId: string) =>
  run(
    db,
    sql`update accounts set remind_after = (date_trunc('day', clock_now() at time zone 'Asia/Ho_Chi_Minh') + interval '1 day')
      at time zone 'Asia/Ho_Chi_Minh' where id = ${accountId}`,
  )

// Officers who may work: a suspended one is not missing at the counter.
export const officers = (
  profile: FactorProfile,
) => sql`(select a.id, a.name, a.id_number, a.agency_code, g.name_vi, g.name_en, g.lineage, ${facts(profile)}
  from accounts a left join agencies g on g.code = a.agency_code where a.kind = 'officer' and a.suspended_at is null)`

/** What a list of people may be about: who could not work, whose number is stale, who has not practised. */
export type Lack = 'ready' | 'phone' | 'practice'

const lacking: Record<Lack, ReturnType<typeof sql>> = {
  ready: sql`not o.ready`,
  phone: sql`(o.ready and not o."phoneFresh")`,
  practice: sql`(o."lastStandbyAt" is null or o."lastStandbyAt" <= clock_now() - ${limits.readiness.practice} * interval '1 second')`,
}

/** The same officers, only those who lack this. */
export const lackingOfficers = (lack: Lack, profile: FactorProfile) =>
  sql`(select o.* from ${officers(profile)} o where ${lacking[lack]})`

const within = (agency: string | null) => sql`(${agency}::text is null or ${agency}::text = any(o.lineage))`

export type ReadinessTotal = {
  total: number
  ready: number
  no_phone: number
  no_password: number
  no_recovery_codes: number
  never_linked: number
  /** Could work, with a number that nobody confirmed for 180 days. */
  stale_phone: number
  /** Did not come in by the standby door within a year, for real or in a drill. */
  unpractised: number
  /** Agencies with at least one person who is not ready. */
  agencies_short: number
}

/** The forecast in figures, of an agency and those below it (everything where it is null). */
export const countReadiness = (db: Db, agency: string | null, profile: FactorProfile = 'standard') =>
  one(
    db,
    sql<ReadinessTotal>`select count(*) as total, count(*) filter (where o.ready) as ready, count(*) filter (where not o.phone and not o."otherWay") as no_phone,
      count(*) filter (where not o.password) as no_password, count(*) filter (where not o."recoveryCodes") as no_recovery_codes,
      count(*) filter (where not o.linked) as never_linked, count(*) filter (where ${lacking.phone}) as stale_phone,
      count(*) filter (where ${lacking.practice}) as unpractised, count(distinct o.agency_code) filter (where not o.ready) as agencies_short
      from ${officers(profile)} o where ${within(agency)}`,
  )

export type AgencyReadiness = {
  code: string
  name_vi: string
  name_en: string
  kind: string
  total: number
  ready: number
}

/** Every agency just below `parent` that has officers, with those of all agencies under it. */
export const readinessByAgency = (db: Db, parent: string, profile: FactorProfile = 'standard') =>
  all(
    db,
    sql<AgencyReadiness>`select g.code, g.name_vi, g.name_en, g.kind, count(*) as total, count(*) filter (where o.ready) as ready
      from agencies g join ${officers(profile)} o on g.code = any(o.lineage) where g.parent_code = ${parent}
      group by g.code, g.name_vi, g.name_en, g.kind order by g.code`,
  )

export type NotReady = Readiness & {
  id: string
  name: string
  id_number: string | null
  agency_code: string | null
  name_vi: string | null
  name_en: string | null
}

/** Officers who lack this, in the order of agencies and names. */
export const listLacking = (
  db: Db,
  filter: { lack: Lack; agency: string | null; offset: number; count: number },
  profile: FactorProfile = 'standard',
) =>
  all(
    db,
    sql<NotReady>`select o.id, o.name, o.id_number, o.agency_code, o.name_vi, o.name_en, o.phone, o."phoneFresh", o."lastStandbyAt",
        o."otherWay", o.password, o."recoveryCodes", o.linked, o.ready
      from ${officers(profile)} o where ${lacking[filter.lack]} and ${within(filter.agency)}
      order by o.agency_code, o.name, o.id limit ${filter.count} offset ${filter.offset}`,
  )

/** The readiness of the officers of one page of a list, by account. */
export const readinessOf = async (
  db: Db,
  accountIds: readonly string[],
  profile: FactorProfile = 'standard',
): Promise<Map<string, Readiness>> => {
  const rows = await all(
    db,
    sql<
      Readiness & { id: string }
    >`select a.id, ${facts(profile)} from accounts a where a.id = any(${[...accountIds]}::uuid[])`,
  )
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}
