// What a sign-in writes is mostly indexes: those that nothing reads go, and the session that answers a request is found by one.
import { migration } from '@motcua/db/migrate.ts'

export const fewerIndexes = migration(
  // It left out sessions with a cookie of the provider, and so no look-up could use it.
  `drop index sessions_interaction`,
  `create index sessions_interaction on sessions (interaction_uid) where interaction_uid is not null`,
  // What hangs on a grant is found by its session.
  `drop index provider_records_grant`,
)
