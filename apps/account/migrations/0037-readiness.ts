// When an officer last came in by the standby door, for real or in a drill: part of being ready, and kept when sessions are purged.
import { migration } from '@motcua/db/migrate.ts'

export const readiness = migration(
  `alter table accounts add column standby_sign_in_at timestamptz`,
  `update accounts a set standby_sign_in_at = s.at from (select account_id, max(created_at) as at from sessions where door = 'standby' group by 1) s
    where s.account_id = a.id`,
)
