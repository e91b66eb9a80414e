// Drills: planned openings of the standby door for practice, and what each officer's try came to.
import { migration } from '@motcua/db/migrate.ts'

export const drills = migration(
  // Its period is opened by the service at its time; missed: the door was open for real, or the service was away all the time.
  `create table drills (
    id uuid primary key default gen_random_uuid(),
    scope text not null check (scope in ('everyone', 'agencies')),
    reason text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    planned_by uuid not null references accounts (id),
    planned_at timestamptz not null default clock_now(),
    told_at timestamptz,
    period_id uuid unique references standby_periods (id),
    missed_at timestamptz,
    missed_why text check (missed_why in ('outage', 'late')),
    cancelled_at timestamptz,
    cancelled_by uuid references accounts (id),
    cancel_reason text,
    counted_at timestamptz
  )`,
  `create index drills_starts on drills (starts_at)`,
  `create table drill_agencies (
    drill_id uuid not null references drills (id),
    agency_code text not null references agencies (code),
    primary key (drill_id, agency_code)
  )`,
  // seconds: from opening the form to being in; null for who did not come in.
  `create table drill_results (
    drill_id uuid not null references drills (id),
    account_id uuid not null references accounts (id),
    agency_code text references agencies (code),
    outcome text not null check (outcome in ('in', 'no-way', 'no-password', 'password-wrong', 'code-wrong', 'code-not-received',
      'not-finished', 'not-tried')),
    seconds float8,
    primary key (drill_id, account_id)
  )`,
  `create index drill_results_account on drill_results (account_id)`,
)
