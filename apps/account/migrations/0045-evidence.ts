// What the watch said when a door opened, and when it first saw the fault: for the report of the period.
import { migration } from '@motcua/db/migrate.ts'

export const evidence = migration(
  `alter table standby_periods add column verdict jsonb`,
  `alter table standby_reports add column course jsonb not null default '{}'`,
)
