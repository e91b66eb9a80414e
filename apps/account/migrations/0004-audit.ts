// What happened, by whom; and the ledger that numbers and chains it.
import { migration } from '@motcua/db/migrate.ts'

export const audit = migration(
  `create table audit_events (
    id uuid primary key default gen_random_uuid(),
    at timestamptz not null default clock_now(),
    event text not null,
    account_id uuid,
    actor_id uuid,
    session_id uuid,
    period_id uuid,
    door text,
    address text,
    detail jsonb not null default '{}'
  )`,
  `create index audit_events_at on audit_events (at desc)`,
  `create index audit_events_account on audit_events (account_id, at desc)`,
  `create table audit_ledger (
    number int8 primary key,
    event_id uuid not null unique references audit_events (id),
    hash text not null,
    sealed_at timestamptz not null default clock_now()
  )`,
  // Rows of the two are written once: nobody changes or removes them through the service.
  `create function audit_is_final() returns trigger language plpgsql as $$ begin raise exception 'audit rows are final'; end $$`,
  `create trigger audit_events_final before update or delete on audit_events for each row execute function audit_is_final()`,
  `create trigger audit_ledger_final before update or delete on audit_ledger for each row execute function audit_is_final()`,
)
