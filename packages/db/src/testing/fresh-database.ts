// A migrated database of its own for whoever asks, embedded or on the cluster that the test run started: a copy of one that this process
// made, since a first start of the embedded engine and the migrations take seconds.
import { randomBytes } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Migrations, migrate } from '../migrate.ts'
import { type Database, type DatabasePlace, openDatabase } from '../open-database.ts'

const cluster = process.env['TEST_DATABASE_URL']
const parent = process.env['TEST_FOLDER'] ?? tmpdir()

const originals = new Map<Migrations, Promise<string>>()

export async function openFreshDatabase(
  migrations: Migrations,
  more: Partial<DatabasePlace> = {},
): Promise<Database<unknown>> {
  const original = originals.get(migrations) ?? makeOriginal(migrations)
  originals.set(migrations, original)
  const name = newName()
  await copy(await original, name)
  const database = await openDatabase<unknown>({ ...placeOf(name), ...more })
  const close = async () => {
    await database.close()
    rmSync(join(parent, name), { recursive: true, force: true })
  }
  return { ...database, close }
}

async function makeOriginal(migrations: Migrations): Promise<string> {
  const name = newName()
  if (cluster) await onCluster(cluster, `create database ${name}`)
  const database = await openDatabase<unknown>(placeOf(name))
  await migrate(database.db, migrations)
  await database.close()
  return name
}

async function copy(original: string, name: string): Promise<void> {
  if (cluster) return onCluster(cluster, `create database ${name} template ${original}`)
  cpSync(join(parent, original), join(parent, name), { recursive: true })
}

async function onCluster(url: string, statement: string): Promise<void> {
  const server = await openDatabase<unknown>({ url, folder: 'memory', poolSize: 1 })
  await sql.raw(statement).execute(server.db)
  await server.close()
}

const newName = () => `test_${randomBytes(6).toString('hex')}`

const placeOf = (name: string): DatabasePlace => ({
  url: cluster && Object.assign(new URL(cluster), { pathname: `/${name}` }).href,
  folder: join(parent, name),
})
