// The OpenID Provider's records, its relying parties, the outbox for back-channel logout.
import { migration } from '@motcua/db/migrate.ts'

export const provider = migration(
  `create table relying_parties (
    client_id text primary key,
    metadata jsonb not null,
    name_vi text not null,
    name_en text not null,
    created_at timestamptz not null default clock_now(),
    disabled_at timestamptz
  )`,
  // id: SHA-256 of the token, so that a copy of the database opens nothing.
  `create table provider_records (
    id text primary key,
    model text not null,
    payload jsonb not null,
    session_uid text,
    grant_id text,
    expires_at timestamptz not null,
    consumed_at timestamptz
  )`,
  `create index provider_records_session on provider_records (session_uid) where session_uid is not null`,
  `create index provider_records_grant on provider_records (grant_id) where grant_id is not null`,
  `create index provider_records_expires on provider_records (expires_at)`,
  `create table logout_notices (
    id uuid primary key default gen_random_uuid(),
    client_id text not null,
    account_id uuid not null,
    sid text not null,
    tries int4 not null default 0,
    next_at timestamptz not null default clock_now(),
    created_at timestamptz not null default clock_now(),
    done_at timestamptz,
    failed_at timestamptz
  )`,
  `create index logout_notices_due on logout_notices (next_at) where done_at is null and failed_at is null`,
)
