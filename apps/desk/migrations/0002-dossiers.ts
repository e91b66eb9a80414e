// Agencies, the calendar, procedures, dossiers with their history, drafts, and the public look-up's counters.
import { migration } from '@motcua/db/migrate.ts'

export const dossiers = migration(
  `create table agencies (
    code text primary key,
    national_id text not null,
    name_vi text not null,
    name_en text not null,
    kind text not null check (kind in ('province', 'department', 'district', 'commune')),
    help_phone text not null default '',
    help_hours text not null default ''
  )`,
  `create table calendar_days (
    date date primary key,
    kind text not null check (kind in ('off', 'work')),
    name_vi text not null,
    name_en text not null,
    basis text not null check (basis in ('decided', 'expected')),
    note text not null default ''
  )`,
  // One row a version: codes get replaced and terms change, dossiers keep the version they were received under.
  `create table procedures (
    id uuid primary key default gen_random_uuid(),
    code text not null,
    name_vi text not null,
    name_en text not null,
    levels text[] not null,
    agency_codes text[] not null default '{}',
    term_amount int4 not null check (term_amount >= 0),
    term_unit text not null check (term_unit in ('day', 'hour', 'calendar-day')),
    fee int4 not null check (fee >= 0),
    fee_note_vi text not null default '',
    fee_note_en text not null default '',
    papers jsonb not null,
    valid_from date not null,
    valid_to date,
    unique (code, valid_from)
  )`,
  `create table dossier_numbers (
    agency_code text not null references agencies (code),
    day date not null,
    last int4 not null,
    primary key (agency_code, day)
  )`,
  // search: code, names and procedure in small letters without marks.
  `create table dossiers (
    id uuid primary key default gen_random_uuid(),
    code text not null unique,
    agency_code text not null references agencies (code),
    procedure_id uuid not null references procedures (id),
    channel int2 not null check (channel in (1, 2, 3)),
    applicant_kind text not null check (applicant_kind in ('citizen', 'organisation')),
    applicant_name text not null,
    applicant_id_number text not null,
    applicant_phone text not null,
    applicant_email text not null default '',
    applicant_address text not null default '',
    papers jsonb not null,
    sets int4 not null default 1,
    result_way text not null check (result_way in ('counter', 'post', 'online')),
    fee int4 not null default 0,
    note text not null default '',
    search text not null,
    status int2 not null check (status between 1 and 10),
    version int4 not null default 1,
    holder_sub text,
    holder_name text,
    created_at timestamptz not null,
    received_at timestamptz,
    due_at timestamptz,
    paused_at timestamptz,
    supplements int4 not null default 0,
    finished_at timestamptz,
    closed_at timestamptz
  )`,
  `create index dossiers_agency on dossiers (agency_code, status, due_at)`,
  `create index dossiers_holder on dossiers (holder_sub, due_at) where holder_sub is not null`,
  `create index dossiers_person on dossiers (applicant_id_number)`,
  `create table dossier_moves (
    id int8 generated always as identity primary key,
    dossier_id uuid not null references dossiers (id),
    version int4 not null,
    at timestamptz not null,
    move text not null,
    from_status int2,
    to_status int2 not null,
    by_sub text not null,
    by_name text not null,
    to_name text,
    note text not null default '',
    door text not null check (door in ('portal', 'standby')),
    period_id text,
    unique (dossier_id, version)
  )`,
  // A form makes one dossier, however often it is sent.
  `create table received_forms (
    form_id uuid primary key,
    by_sub text not null,
    at timestamptz not null
  )`,
  `alter table dossiers add column form_id uuid references received_forms (form_id)`,
  `create unique index dossiers_form on dossiers (form_id) where form_id is not null`,
  `create table drafts (
    sub text primary key,
    form_id uuid not null,
    fields jsonb not null,
    saved_at timestamptz not null default clock_now()
  )`,
  `create table colleagues (
    sub text primary key,
    name text not null,
    agency_code text not null,
    rights text[] not null,
    seen_at timestamptz not null default clock_now()
  )`,
  `create index colleagues_agency on colleagues (agency_code)`,
  `create table look_up_limits (
    name text not null,
    subject text not null,
    hits int4 not null,
    ends_at timestamptz not null,
    primary key (name, subject)
  )`,
  `create index look_up_limits_ends on look_up_limits (ends_at)`,
)
