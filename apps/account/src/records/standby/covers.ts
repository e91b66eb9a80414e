// Does period `p` cover account `a` with its agency `g`? A condition for queries that name them so.
import { sql } from '@motcua/db/query.ts'

export const covers = sql`(p.scope = 'everyone' or exists (select 1 from standby_scopes s where s.period_id = p.id
  and (s.agency_code = any(g.lineage) or s.account_id = a.id)))`
