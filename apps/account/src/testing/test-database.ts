// A database with the real migrations for tests of records alone: without pages and provider, which take most of a test's start.
import { randomBytes } from 'node:crypto'
import { migrate } from '@motcua/db/migrate.ts'
import { openDatabase } from '@motcua/db/open-database.ts'
import { sql } from '@motcua/db/query.ts'
import { migrations } from '../../migrations/all.ts'
import { createHasher } from '../records/passwords/hasher.ts'

/** Tests hash with little work: the policy's own parameters are tested by name. */
export const quickHash = { memoryKiB: 64, passes: 1, lanes: 1, wait: 60 }

/** What records need: `people.ts` takes it where it takes the whole service. */
export async function openTestRecords() {
  const database = await openDatabase<unknown>({ url: await freshDatabaseUrl(), folder: 'memory' })
  await migrate(database.db, migrations)
  const secret = randomBytes(32).toString('base64url')
  return { db: database.db, hasher: await createHasher(quickHash), secret, close: database.close }
}

/** A database of its own for this test file, on the cluster that the test run started. */
export async function freshDatabaseUrl(): Promise<string | undefined> {
  const cluster = process.env['TEST_DATABASE_URL']
  if (!cluster) return undefined
  const name = `test_${randomBytes(6).toString('hex')}`
  const server = await openDatabase<unknown>({ url: cluster, folder: 'memory', poolSize: 1 })
  await sql.raw(`create database ${name}`).execute(server.db)
  await server.close()
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return url.href
}
