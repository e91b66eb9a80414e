// What a standby period came to, counted at its end, before the facts of its sign-ins are purged.
import { migration } from '@motcua/db/migrate.ts'

export const reports = migration(
  `create table standby_reports (
    period_id uuid primary key references standby_periods (id),
    figures jsonb not null,
    made_at timestamptz not null default clock_now()
  )`,
)
