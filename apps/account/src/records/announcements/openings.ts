// Officers who asked to be told when the standby door opens for them.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import type { Told } from './store.ts'

/** Since when this person wants it; null where they do not. */
export const findOpeningWish = async (db: Db, accountId: string): Promise<Date | null> =>
  (await one(db, sql<{ at: Date | null }>`select tell_openings_from as at from accounts where id = ${accountId}`)).at

/** False where it stood so already. */
export const saveOpeningWish = async (db: Db, accountId: string, wants: boolean): Promise<boolean> =>
  (await run(
    db,
    sql`update accounts set tell_openings_from = case when ${wants} then clock_now() end
      where id = ${accountId} and (tell_openings_from is not null) <> ${wants}`,
  )) === 1

export type Opened = { id: string; until: Date }

/** Takes one opening that nobody was told of yet; call in a transaction that also queues its announcements. Drills have their own words. */
export const claimOpening = (db: Db) =>
  first(
    db,
    sql<Opened>`update standby_periods set announced_at = clock_now() where id = (select id from standby_periods
      where announced_at is null and kind = 'outage' and closed_at is null and until > clock_now()
      order by opened_at limit 1 for update skip locked) returning id, until`,
  )

/**
 * Who asked, is covered by this opening, and was not covered within the last hour by an earlier one: an extension is no news. Told at
 * the confirmed number that receives their codes.
 */
export const listWhoAsked = (db: Db, periodId: string) =>
  all(
    db,
    sql<Told>`select a.id as "accountId", 'sms' as channel, n.number as target
      from standby_periods p, accounts a left join agencies g on g.code = a.agency_code
      cross join lateral (select number from phones where account_id = a.id and removed_at is null and codes_from is not null
        order by codes_from desc limit 1) n
      where p.id = ${periodId} and a.kind = 'officer' and a.suspended_at is null and a.held_at is null and a.tell_openings_from is not null
        and (p.scope = 'everyone' or exists (select 1 from standby_scopes s where s.period_id = p.id
          and (s.agency_code = any(g.lineage) or s.account_id = a.id)))
        and not exists (select 1 from standby_periods q where q.kind = 'outage' and q.opened_at < p.opened_at
          and least(q.until, coalesce(q.closed_at, q.until)) > p.opened_at - ${limits.standby.gap} * interval '1 second'
          and (q.scope = 'everyone' or exists (select 1 from standby_scopes s where s.period_id = q.id
            and (s.agency_code = any(g.lineage) or s.account_id = a.id))))`,
  )
