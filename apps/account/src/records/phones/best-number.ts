// The number at which account `a` is reached: the one that receives codes, else one that the list or the portal gave. For what holds no secret.
import { sql } from '@motcua/db/query.ts'

export const bestNumber = sql`(select number from phones where account_id = a.id and removed_at is null
  order by codes_from is not null desc, confirmed_at is not null desc, created_at limit 1)`
