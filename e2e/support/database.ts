// A fresh database on the cluster that the test run started.
import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** The URL of a new, empty database. Throws where TEST_DATABASE_URL is not set. */
export async function databaseOn(app: string): Promise<string> {
  const cluster = process.env['TEST_DATABASE_URL']
  if (!cluster) throw new Error('TEST_DATABASE_URL is not set')
  const name = `walk_${app}_${randomBytes(4).toString('hex')}`
  const client = new pg.Client({ connectionString: cluster })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return url.href
}
