// Reconciliation: whether who came in by the standby door came back through the portal, and what they touched meanwhile.
import { migration } from '@motcua/db/migrate.ts'

export const reconciliation = migration(
  // confirmed: its officer came through the portal afterwards. mismatched: the portal brought somebody else with their ID number.
  `alter table sessions add column confirmed_at timestamptz, add column mismatched_at timestamptz`,
  `create index sessions_unconfirmed on sessions (account_id) where period_id is not null and confirmed_at is null`,
  `create index sessions_period on sessions (period_id) where period_id is not null`,
  // One question to one relying party. records: null until it answered.
  `create table standby_traces (
    period_id uuid not null references standby_periods (id),
    account_id uuid not null references accounts (id),
    client_id text not null,
    tries int4 not null default 0,
    next_at timestamptz not null default clock_now(),
    answered_at timestamptz,
    records jsonb,
    error text,
    created_at timestamptz not null default clock_now(),
    primary key (period_id, account_id, client_id)
  )`,
  `create index standby_traces_due on standby_traces (next_at) where answered_at is null`,
)
