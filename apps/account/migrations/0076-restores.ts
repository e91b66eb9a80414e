// When the database was brought back from a backup, and everything that could have come alive again with it was ended.
import { migration } from '@motcua/db/migrate.ts'

export const restores = migration(
  // newest_at: the newest audit row that the backup held; what happened from then to restored_at is lost.
  `create table restores (
    id uuid primary key default gen_random_uuid(),
    restored_at timestamptz not null default clock_now(),
    newest_at timestamptz,
    done_by text not null
  )`,
)
