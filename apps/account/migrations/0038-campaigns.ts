// Reminders to many by agency, and the weekly summary to unit administrators, once a week.
import { migration } from '@motcua/db/migrate.ts'

export const campaigns = migration(
  // agency_codes: with those below them; empty for everybody. key: one form is one campaign, however often it is sent.
  `create table campaigns (
    id uuid primary key default gen_random_uuid(),
    key text not null unique,
    agency_codes text[] not null,
    lack text not null check (lack in ('ready', 'phone', 'practice')),
    channel text not null check (channel in ('sms', 'mail')),
    cap_days int4 not null check (cap_days between 1 and 90),
    sent_by uuid not null references accounts (id),
    sent_at timestamptz not null default clock_now(),
    recipients int4 not null default 0
  )`,
  `create index campaigns_sent on campaigns (sent_at)`,
  `create table weekly_summaries (week date primary key, made_at timestamptz not null default clock_now())`,
)
