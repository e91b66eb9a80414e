// Who is told of a drill: the officers it covers, and the unit administrators over them; by SMS, or by mail where there is no number.
import { all, type Db, sql } from '@motcua/db/query.ts'
import type { Told } from '../announcements/store.ts'

export type Audience = Told & { isUnitAdmin: boolean }

// The number that receives codes; else one that the list or the portal gave: a reminder holds no secret.
export const bestNumber = sql`(select number from phones where account_id = a.id and removed_at is null
  order by codes_from is not null desc, confirmed_at is not null desc, created_at limit 1)`

export const listAudience = (db: Db, drillId: string, { canMail }: { canMail: boolean }) =>
  all(
    db,
    sql<Audience>`select id as "accountId", case when number is null then 'mail' else 'sms' end as channel, coalesce(number, email) as target,
        role = 'unit-admin' as "isUnitAdmin"
      from (select a.id, a.role, a.email, ${bestNumber} as number from drills d, accounts a left join agencies g on g.code = a.agency_code
        where d.id = ${drillId} and a.kind = 'officer' and a.suspended_at is null and (d.scope = 'everyone' or exists (
          select 1 from drill_agencies da join agencies dg on dg.code = da.agency_code where da.drill_id = d.id
            and (da.agency_code = any(g.lineage) or (a.role = 'unit-admin' and a.agency_code = any(dg.lineage)))))) o
      where number is not null or (${canMail} and email is not null)`,
  )
