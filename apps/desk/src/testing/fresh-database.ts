// A database for a test file: in memory, or one of its own on the cluster that the test run started.
import { randomBytes } from 'node:crypto'
import { type Database, openDatabase } from '@motcua/db/open-database.ts'
import { sql } from '@motcua/db/query.ts'

export async function openFreshDatabase(): Promise<Database<unknown>> {
  return openDatabase<unknown>({ url: await freshUrl(), folder: 'memory' })
}

async function freshUrl(): Promise<string | undefined> {
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
