// What an administrator found out about standby sign-ins that reconciliation lists: written once for each way they stood, never changed.
import { migration } from '@motcua/db/migrate.ts'

export const reviews = migration(
  `create table standby_reviews (
    period_id uuid not null references standby_periods (id),
    account_id uuid not null references accounts (id),
    standing text not null check (standing in ('unconfirmed', 'mismatched')),
    outcome text not null check (outcome in ('own', 'foreign', 'unclear')),
    finding text not null,
    reviewed_by uuid not null references accounts (id),
    reviewed_at timestamptz not null default clock_now(),
    primary key (period_id, account_id, standing)
  )`,
  `create index standby_reviews_reviewed_at on standby_reviews (reviewed_at)`,
)
