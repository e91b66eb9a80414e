// Passkeys, the way that a person wants asked first, and authenticator apps that were switched off.
import { migration } from '@motcua/db/migrate.ts'

export const factors = migration(
  // After 100 wrong codes in a row the app is off until it is set up anew (NIST SP 800-63B).
  `alter table authenticators add column disabled_at timestamptz`,
  // credential_id, public_key: base64url; the key is the COSE key of WebAuthn. counter: the highest that its device has shown.
  `create table passkeys (
    id uuid primary key default gen_random_uuid(),
    account_id uuid not null references accounts (id),
    name text not null,
    credential_id text not null unique,
    public_key text not null,
    counter int8 not null,
    transports text[] not null,
    is_synced boolean not null,
    created_at timestamptz not null default clock_now(),
    used_at timestamptz,
    removed_at timestamptz
  )`,
  `create index passkeys_account on passkeys (account_id) where removed_at is null`,
  `create table used_passkey_challenges (
    id text primary key,
    expires_at timestamptz not null
  )`,
  `create index used_passkey_challenges_expires on used_passkey_challenges (expires_at)`,
  `create table preferred_ways (
    account_id uuid primary key references accounts (id),
    way text not null check (way in ('sms', 'authenticator', 'passkey')),
    chosen_at timestamptz not null default clock_now()
  )`,
)
