// Announcements: what many are told at once, waiting behind the codes; and who asked to be told when the door opens.
import { migration } from '@motcua/db/migrate.ts'

export const announcements = migration(
  // source: the period, drill, campaign or week that it is about. content: sealed, and wiped once it left. sent_at: handed to the outbox, or mailed.
  `create table announcements (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('door-opened', 'drill-opened', 'drill-planned', 'drill-cancelled', 'weekly', 'campaign')),
    source text not null,
    account_id uuid not null references accounts (id),
    channel text not null check (channel in ('sms', 'mail')),
    target text not null,
    content text,
    created_at timestamptz not null default clock_now(),
    expires_at timestamptz not null,
    next_at timestamptz not null default clock_now(),
    tries int4 not null default 0,
    sent_at timestamptz,
    message_id uuid references messages (id) on delete set null,
    failed_at timestamptz,
    error text
  )`,
  // Nobody is told the same thing twice, whichever node wants to.
  `create unique index announcements_once on announcements (kind, source, account_id)`,
  `create index announcements_due on announcements (channel, next_at) where sent_at is null and failed_at is null`,
  `create index announcements_message on announcements (message_id) where message_id is not null`,
  `create index announcements_created on announcements (created_at)`,
  `create index announcements_account on announcements (account_id, created_at)`,
  `alter table standby_periods add column announced_at timestamptz`,
  // Older openings are not told any more.
  `update standby_periods set announced_at = clock_now()`,
  `create index standby_periods_unannounced on standby_periods (opened_at) where announced_at is null`,
  `alter table accounts add column tell_openings_from timestamptz`,
)
