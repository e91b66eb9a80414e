// What two people decide together: a new number for whoever lost the phone, and the end of a hold.
import { migration } from '@motcua/db/migrate.ts'

export const jointRequests = migration(
  // number: E.164, as the person typed it. expires_at: the 24 h of an open request, the 60 min of an approved one; null: as long as the account is held.
  `create table joint_requests (
    id uuid primary key default gen_random_uuid(),
    account_id uuid not null references accounts (id),
    kind text not null check (kind in ('new-number', 'release')),
    number text,
    created_at timestamptz not null default clock_now(),
    expires_at timestamptz,
    first_by uuid references accounts (id),
    first_role text,
    first_at timestamptz,
    second_by uuid references accounts (id),
    second_role text,
    second_at timestamptz,
    ended_at timestamptz,
    end_reason text,
    check (first_by is distinct from second_by or first_by is null),
    check (account_id is distinct from first_by and account_id is distinct from second_by)
  )`,
  // One at a time of each kind for each person.
  `create unique index joint_requests_live on joint_requests (account_id, kind) where ended_at is null`,
  `create index joint_requests_created on joint_requests (created_at)`,
)
