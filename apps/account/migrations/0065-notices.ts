// Security notices with their "it was not me" links, and accounts that are held until their person proved anew who they are.
import { migration } from '@motcua/db/migrate.ts'

export const notices = migration(
  // token_hash: an HMAC; the link itself is in the message only.
  `create table notice_links (
    token_hash text primary key,
    account_id uuid not null references accounts (id),
    happening text not null,
    created_at timestamptz not null default clock_now(),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index notice_links_expires on notice_links (expires_at)`,
  // The audit row up to which people were told what is suspicious in it; what is older than this version is not told.
  `create table notices_told (only_row boolean primary key default true check (only_row), number int8 not null)`,
  `insert into notices_told (number) select coalesce(max(number), 0) from audit_ledger`,
  `alter table accounts add column held_at timestamptz`,
  `create index accounts_held on accounts (held_at) where held_at is not null`,
  `alter table announcements drop constraint announcements_kind_check`,
  `alter table announcements add constraint announcements_kind_check check (kind in
    ('security', 'door-opened', 'drill-opened', 'drill-planned', 'drill-cancelled', 'weekly', 'campaign'))`,
)
