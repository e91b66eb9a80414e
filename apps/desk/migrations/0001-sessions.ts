// Sessions of the desk, what was used once, and which sessions of the account service ended a moment ago.
import { migration } from '@motcua/db/migrate.ts'

export const sessions = migration(
  // sid: the account service's session; one may have several here (several browsers never, several sign-ins yes).
  `create table sessions (
    id uuid primary key default gen_random_uuid(),
    token_hash text not null unique,
    sid text not null,
    sub text not null,
    name text not null,
    agency_code text not null,
    agency_name text not null,
    role text not null check (role in ('officer', 'unit-admin')),
    rights text[] not null,
    door text not null check (door in ('portal', 'standby')),
    period_id text,
    id_token text not null,
    created_at timestamptz not null default clock_now(),
    seen_at timestamptz not null default clock_now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    end_reason text check (end_reason in ('sign-out', 'back-channel', 'too-many', 'replaced')),
    check ((ended_at is null) = (end_reason is null))
  )`,
  `create index sessions_sid on sessions (sid) where ended_at is null`,
  `create index sessions_sub on sessions (sub) where ended_at is null`,
  `create index sessions_expires on sessions (expires_at)`,
  `create table used_once (
    kind text not null check (kind in ('trip', 'logout-token')),
    id_hash text not null,
    expires_at timestamptz not null,
    primary key (kind, id_hash)
  )`,
  `create index used_once_expires on used_once (expires_at)`,
  `create table logouts (
    sid text primary key,
    expires_at timestamptz not null
  )`,
)
