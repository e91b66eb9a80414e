// Who is told of a drill: the officers it covers, and the unit administrators over them; by SMS, or by mail where there is no number.
import { all, type Db, sql } from '@motcua/db/query.ts'
import type { Told } from '../announcements/store.ts'
import { bestNumber } from '../phones/best-number.ts'

export type Audience = Told & { isUnitAdmin: boolean }

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
