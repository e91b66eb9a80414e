// Alarms for administrators, and their way to each of those who are told.
import { migration } from '@motcua/db/migrate.ts'

export const alarms = migration(
  // key: one alarm a change; raising it twice tells it once.
  `create table alarms (
    id uuid primary key default gen_random_uuid(),
    key text not null unique,
    kind text not null,
    detail jsonb not null default '{}',
    raised_at timestamptz not null default clock_now(),
    sent_out_at timestamptz
  )`,
  `create index alarms_waiting on alarms (raised_at) where sent_out_at is null`,
  `create table alarm_letters (
    id uuid primary key default gen_random_uuid(),
    alarm_id uuid not null references alarms (id),
    channel text not null check (channel in ('mail', 'webhook')),
    target text not null,
    tries int4 not null default 0,
    next_at timestamptz not null default clock_now(),
    done_at timestamptz,
    failed_at timestamptz,
    error text
  )`,
  `create index alarm_letters_due on alarm_letters (next_at) where done_at is null and failed_at is null`,
)
