// A database with the real migrations for tests of records alone: without pages and provider, which take most of a test's start.
import { randomBytes } from 'node:crypto'
import { openFreshDatabase } from '@motcua/db/testing/fresh-database.ts'
import { migrations } from '../../migrations/all.ts'
import { createHasher } from '../records/passwords/hasher.ts'

/** Tests hash with little work: the policy's own parameters are tested by name. */
export const quickHash = { memoryKiB: 64, passes: 1, lanes: 1, wait: 60 }

/** What records need: `people.ts` takes it where it takes the whole service. */
export async function openTestRecords() {
  const database = await openFreshDatabase(migrations)
  const secret = randomBytes(32).toString('base64url')
  return { db: database.db, hasher: await createHasher(quickHash), secret, close: database.close }
}
