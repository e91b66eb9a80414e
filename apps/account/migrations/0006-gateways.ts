// SMS gateways: every try of a message at a gateway, breakers, the order that administrators set, alarms.
import { migration } from '@motcua/db/migrate.ts'

export const gateways = migration(
  // contract: nothing had been released when this took the messages' own receipt away.
  // A try has a receipt address of its own, so that two gateways that took one message are told apart.
  `alter table messages drop column receipt`,
  `alter table messages drop constraint messages_kind_check`,
  `alter table messages add constraint messages_kind_check check (kind in ('code', 'notice', 'test'))`,
  `alter table messages add column only_gateway text`,
  `alter table messages add column asked_by uuid references accounts (id)`,
  // sending: asked, no answer yet. unknown: it may or may not have been sent, or the gateway tells no more. ref: the gateway's own.
  `create table message_sends (
    id uuid primary key default gen_random_uuid(),
    message_id uuid not null references messages (id),
    gateway text not null,
    receipt text not null unique,
    state text not null default 'sending' check (state in ('sending', 'accepted', 'delivered', 'failed', 'unknown', 'refused')),
    failure text check (failure in ('refused', 'unfit', 'permanent', 'ambiguous')),
    error text,
    ref text,
    sent_at timestamptz not null default clock_now(),
    accepted_at timestamptz,
    delivered_at timestamptz,
    failed_at timestamptz,
    ask_at timestamptz,
    asks int4 not null default 0
  )`,
  `create index message_sends_gateway on message_sends (gateway, sent_at)`,
  `create index message_sends_time on message_sends (sent_at) where state <> 'refused'`,
  `create index message_sends_message on message_sends (message_id)`,
  `create index message_sends_ref on message_sends (gateway, ref) where ref is not null`,
  `create index message_sends_asked on message_sends (ask_at) where state = 'accepted'`,
  // A row: the gateway failed too often. open until open_until, then half-open: one message at a time may try it (trial_at).
  `create table gateway_breakers (
    gateway text primary key,
    opened_at timestamptz not null default clock_now(),
    open_until timestamptz not null,
    level int4 not null default 1,
    trial_at timestamptz
  )`,
  // The newest row is in force.
  `create table gateway_orders (
    id uuid primary key default gen_random_uuid(),
    gateways text[] not null,
    set_by uuid references accounts (id),
    set_at timestamptz not null default clock_now()
  )`,
  // The busiest minutes of the two weeks before a day: what "too many in a minute" is measured by.
  `create table sms_days (day date primary key, minute_p99 int4 not null)`,
  `create table sms_alarms (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('breaker', 'entered', 'budget')),
    gateway text,
    began_at timestamptz not null default clock_now(),
    ended_at timestamptz
  )`,
  `create unique index sms_alarms_open on sms_alarms (kind, coalesce(gateway, '')) where ended_at is null`,
)
