// The watch of the portal: looks, the verdict on them, and what trips tell of where people came from.
import { migration } from '@motcua/db/migrate.ts'

export const portalWatch = migration(
  // address: an HMAC, compared only. agency_code: of whoever came back to this browser or network before; null for strangers.
  `alter table portal_trips add column address text not null default '', add column agency_code text, add column pressed_at timestamptz`,
  `create index portal_trips_browser on portal_trips (browser, left_at desc)`,
  `create index portal_trips_address on portal_trips (address, left_at desc) where account_id is not null`,
  // All probes of one look carry the moment it began.
  `create table portal_probes (
    look_at timestamptz not null,
    kind text not null check (kind in ('dns', 'tls', 'discovery', 'keys', 'authorize', 'token')),
    error text,
    ms int4 not null,
    tls_ends timestamptz,
    primary key (look_at, kind)
  )`,
  `create table portal_probe_days (
    day date not null,
    kind text not null,
    looks int4 not null,
    failed int4 not null,
    ms_sum int8 not null,
    primary key (day, kind)
  )`,
  // One row per word that was said; the open one is the verdict of now and is renewed at every judgement.
  `create table portal_verdicts (
    id uuid primary key default gen_random_uuid(),
    word text not null check (word in ('ok', 'degraded', 'no-codes', 'down', 'unknown')),
    since timestamptz not null,
    ended_at timestamptz,
    confidence float8 not null,
    evidence jsonb not null,
    people_from timestamptz,
    judged_at timestamptz not null,
    confidence_now float8 not null,
    evidence_now jsonb not null
  )`,
  `create unique index portal_verdicts_open on portal_verdicts ((true)) where ended_at is null`,
  `create index portal_verdicts_since on portal_verdicts (since desc)`,
)
