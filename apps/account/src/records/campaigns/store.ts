// Campaigns: a reminder to the officers of some agencies who lack something, to each at most once in so many days.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import type { Channel, Told } from '../announcements/store.ts'
import type { FactorProfile } from '../factors/ways.ts'
import { bestNumber } from '../phones/best-number.ts'
import { type Lack, lackingOfficers, officers } from '../readiness/store.ts'

export type CampaignScope = {
  /** With the agencies below them; empty for everybody. */
  codes: readonly string[]
  lack: Lack
  channel: Channel
  /** Who got a campaign within so many days is left out. */
  capDays: number
}

type Reached = { accountId: string; target: string | null; isCapped: boolean }

export type CampaignAudience = {
  lacking: number
  /** No number, or no mail address. */
  unreachable: number
  /** Got a campaign within the cap. */
  capped: number
  told: Told[]
}

export async function readCampaignAudience(
  db: Db,
  { codes, lack, channel, capDays }: CampaignScope,
  profile: FactorProfile,
): Promise<CampaignAudience> {
  const rows = await all(
    db,
    sql<Reached>`select a.id as "accountId", case when ${channel} = 'mail' then a.email else ${bestNumber} end as target,
        exists (select 1 from announcements n where n.account_id = a.id and n.kind = 'campaign' and n.failed_at is null
          and n.created_at > clock_now() - ${capDays} * interval '1 day') as "isCapped"
      from ${lackingOfficers(lack, profile)} o join accounts a on a.id = o.id
      where cardinality(${[...codes]}::text[]) = 0 or o.lineage && ${[...codes]}::text[]`,
  )
  const told = rows.flatMap(({ accountId, target, isCapped }) =>
    target && !isCapped ? [{ accountId, channel, target }] : [],
  )
  const unreachable = rows.filter(({ target }) => !target).length
  return { lacking: rows.length, unreachable, capped: rows.length - unreachable - told.length, told }
}

/** Campaigns leave one after the other, so that two at once keep the cap. Held until the transaction ends. */
export const lockCampaigns = (db: Db) => run(db, sql`select pg_advisory_xact_lock(hashtext('campaigns'))`)

export type NewCampaign = CampaignScope & { key: string; sentBy: string; recipients: number }

/** Was this form sent already? Hold `lockCampaigns`. */
export const isSent = async (db: Db, key: string): Promise<boolean> =>
  (await first(db, sql`select 1 from campaigns where key = ${key}`)) !== undefined

export const insertCampaign = (db: Db, made: NewCampaign) =>
  one(
    db,
    sql<{ id: string }>`insert into campaigns (key, agency_codes, lack, channel, cap_days, sent_by, recipients)
      values (${made.key}, ${[...made.codes]}, ${made.lack}, ${made.channel}, ${made.capDays}, ${made.sentBy}, ${made.recipients})
      returning id`,
  )

export type Campaign = {
  id: string
  names_vi: string[]
  names_en: string[]
  lack: Lack
  channel: Channel
  sent_by_name: string
  sent_at: Date
  recipients: number
  sent: number
  failed: number
  /** Of those told, how many could work at the standby door by now. */
  ready_now: number
}

/** The newest first. Who was told is kept for 90 days. */
export const listCampaigns = (db: Db, count: number, profile: FactorProfile) =>
  all(
    db,
    sql<Campaign>`with shown as (select * from campaigns order by sent_at desc limit ${count}),
        told as (select n.source, count(n.sent_at) as sent, count(n.failed_at) as failed, count(*) filter (where o.ready) as ready_now
          from shown c join announcements n on n.kind = 'campaign' and n.source = c.id::text
          left join ${officers(profile)} o on o.id = n.account_id group by 1)
      select c.id, c.lack, c.channel, c.sent_at, c.recipients, a.name as sent_by_name,
        array(select name_vi from agencies where code = any(c.agency_codes) order by code) as names_vi,
        array(select name_en from agencies where code = any(c.agency_codes) order by code) as names_en,
        coalesce(t.sent, 0) as sent, coalesce(t.failed, 0) as failed, coalesce(t.ready_now, 0) as ready_now
      from shown c join accounts a on a.id = c.sent_by left join told t on t.source = c.id::text order by c.sent_at desc`,
  )
