// Agencies, people, their phones, passwords and recovery codes.
import { migration } from '@motcua/db/migrate.ts'

export const people = migration(
  // lineage: this agency and all above it, so that "agencies with those below them" is one array test.
  `create table agencies (
    code text primary key,
    national_id text not null,
    name_vi text not null,
    name_en text not null,
    parent_code text references agencies (code),
    lineage text[] not null,
    kind text not null check (kind in ('province', 'department', 'district', 'commune')),
    help_phone text not null default '',
    help_hours text not null default '',
    valid_from date not null,
    valid_to date
  )`,
  `create table accounts (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('officer', 'citizen', 'enterprise', 'administrator', 'auditor')),
    name text not null,
    id_number text,
    old_id_number text,
    username text unique,
    birth_date date,
    email text,
    agency_code text references agencies (code),
    role text check (role in ('officer', 'unit-admin')),
    rights text[] not null default '{}',
    tech_id text unique,
    linked_at timestamptz,
    last_sign_in_at timestamptz,
    suspended_at timestamptz,
    suspended_reason text,
    created_at timestamptz not null default clock_now()
  )`,
  `create unique index accounts_officer_id_number on accounts (id_number) where kind = 'officer'`,
  `create unique index accounts_officer_old_id_number on accounts (old_id_number) where kind = 'officer'`,
  `create index accounts_agency on accounts (agency_code)`,
  // audience: an officer and a citizen may share a number; within one audience a number in use belongs to one person.
  `create table phones (
    id uuid primary key default gen_random_uuid(),
    account_id uuid not null references accounts (id),
    audience text not null check (audience in ('officer', 'public')),
    number text not null,
    source text not null check (source in ('list', 'portal', 'own')),
    created_at timestamptz not null default clock_now(),
    confirmed_at timestamptz,
    codes_from timestamptz,
    reset_from timestamptz,
    removed_at timestamptz
  )`,
  `create unique index phones_own on phones (account_id, number) where removed_at is null`,
  `create unique index phones_codes on phones (audience, number) where codes_from is not null and removed_at is null`,
  `create table passwords (
    account_id uuid primary key references accounts (id),
    hash text not null,
    set_at timestamptz not null default clock_now(),
    disabled_at timestamptz
  )`,
  `create table old_passwords (
    account_id uuid not null references accounts (id),
    hash text not null,
    set_at timestamptz not null
  )`,
  `create index old_passwords_account on old_passwords (account_id, set_at desc)`,
  `create table recovery_codes (
    id uuid primary key default gen_random_uuid(),
    account_id uuid not null references accounts (id),
    hash text not null,
    created_at timestamptz not null default clock_now(),
    used_at timestamptz,
    voided_at timestamptz
  )`,
  `create index recovery_codes_account on recovery_codes (account_id) where used_at is null and voided_at is null`,
  // secret: sealed with a key outside the database.
  `create table authenticators (
    account_id uuid primary key references accounts (id),
    secret text not null,
    last_step int8 not null default 0,
    created_at timestamptz not null default clock_now()
  )`,
)
