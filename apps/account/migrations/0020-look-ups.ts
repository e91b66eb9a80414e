// Indexes for look-ups by person on the way in: without them a sign-in reads all attempts and codes of the day.
import { migration } from '@motcua/db/migrate.ts'

export const lookUps = migration(
  `create index attempts_account on attempts (account_id)`,
  `create index challenges_account on challenges (account_id)`,
)
