// Policies: what the service may do by itself while the portal fails, agreed by two administrators.
import { migration } from '@motcua/db/migrate.ts'

export const policies = migration(
  // agency_code null: the whole province. In force from seconded_at until ended_at.
  `create table standby_policies (
    id uuid primary key default gen_random_uuid(),
    agency_code text references agencies (code),
    proposed_by uuid not null references accounts (id),
    proposed_at timestamptz not null default clock_now(),
    seconded_by uuid references accounts (id) check (seconded_by <> proposed_by),
    seconded_at timestamptz,
    ended_by uuid references accounts (id),
    ended_at timestamptz
  )`,
  `create unique index standby_policies_one on standby_policies (coalesce(agency_code, '')) where ended_at is null`,
  `alter table standby_periods add column policy_id uuid references standby_policies (id)`,
)
