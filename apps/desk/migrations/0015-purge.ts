// What the purge needs: which node does it, and an index on every column by which something gets old.
import { migration } from '@motcua/db/migrate.ts'

export const purge = migration(
  `create table leases (
    name text primary key,
    holder text not null,
    until timestamptz not null
  )`,
  `create index logouts_expires on logouts (expires_at)`,
  `create index drafts_saved on drafts (saved_at)`,
)
