// What standby sign-ins touched is asked by period and person; the request's token is used once.
import { migration } from '@motcua/db/migrate.ts'

export const traces = migration(
  `create index dossier_moves_period on dossier_moves (period_id, by_sub) where period_id is not null`,
  `alter table used_once drop constraint used_once_kind_check`,
  `alter table used_once add constraint used_once_kind_check check (kind in ('trip', 'logout-token', 'traces-token'))`,
)
