// npm run move-data: takes the embedded database of a trial over into PostgreSQL, for account, desk or both: DATA_FOLDER says where it lies,
// DATABASE_URL and DESK_DATABASE_URL where it goes (empty databases). All or nothing; counts and the audit chain are compared before it is kept.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'

build(['account', 'desk'])
const { openDatabase } = await import('../packages/db/dist/open-database.js')
const { sql } = await import('../packages/db/dist/query.js')
const { migrate } = await import('../packages/db/dist/migrate.js')
const { findBrokenLink } = await import('../apps/account/dist/src/records/audit/seal-ledger.js')
const apps = {
  account: { setting: 'DATABASE_URL', all: '../apps/account/dist/migrations/all.js' },
  desk: { setting: 'DESK_DATABASE_URL', all: '../apps/desk/dist/migrations/all.js' },
}
const batch = 1000
const folder = process.env.DATA_FOLDER ?? 'data'

try {
  const moved = Object.entries(apps).filter(([, { setting }]) => process.env[setting])
  if (moved.length === 0)
    throw new Error('Set DATABASE_URL, DESK_DATABASE_URL or both to the PostgreSQL databases to fill.')
  for (const [app, { setting, all }] of moved) await move(app, process.env[setting], (await import(all)).migrations)
} catch (error) {
  console.error(`Nothing was moved: ${error.message}`)
  process.exit(1)
}
process.exit(0)

async function move(app, url, migrations) {
  const place = join(folder, app)
  if (!existsSync(place)) throw new Error(`there is no embedded database in ${place}`)
  const laid = await rowsOfMigrations(migrations)
  const source = await openDatabase({ folder: place })
  await migrate(source.db, migrations)
  // Only now: a start of the embedded engine holds this process for so long that the server would seem to be away.
  const target = await openDatabase({ url, folder: place })
  try {
    await migrate(target.db, migrations)
    const tables = await tablesInOrder(target.db)
    await refuseUsed(target.db, tables, { laid, place: url.replace(/:[^:@/]*@/, ':…@') })
    await target.db.transaction().execute(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx)
      for (const { name } of tables.toReversed()) await sql`delete from ${sql.raw(name)}`.execute(tx)
      for (const table of tables) await copyTable(source.db, tx, table)
      await compare(source.db, tx, tables)
      if (app === 'account' && (await findBrokenLink(tx)) !== null)
        throw new Error('the audit chain is broken in the copy')
    })
    const rows = await sumOf(target.db, tables)
    console.log(
      `${app}: ${rows} rows in ${tables.length} tables moved${app === 'account' ? ', the audit chain is whole' : ''}.`,
    )
  } finally {
    await target.close()
    await source.close()
  }
}

/** How many rows migrations lay in each table. */
async function rowsOfMigrations(migrations) {
  const fresh = await openDatabase({ folder: 'memory' })
  try {
    await migrate(fresh.db, migrations)
    const laid = new Map()
    for (const { name } of await tablesInOrder(fresh.db)) laid.set(name, await countOf(fresh.db, name))
    return laid
  } finally {
    await fresh.close()
  }
}

/** Rows that migrations lay are no sign of use: a table may hold as many as a fresh database does. */
async function refuseUsed(db, tables, { laid, place }) {
  for (const { name } of tables)
    if ((await countOf(db, name)) > laid.get(name)) throw new Error(`${place} is not empty: ${name} has rows`)
}

/** Every table of the app, those that others point to first. */
async function tablesInOrder(db) {
  const { rows } = await sql`select c.oid::regclass::text as name,
      array(select distinct f.confrelid::regclass::text from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as needs,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '') as counted
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and c.relname !~ '^kysely_' and c.relname <> 'leases' order by 1`.execute(db)
  const ordered = []
  while (ordered.length < rows.length) {
    const done = new Set(ordered.map(({ name }) => name))
    const next = rows.filter(
      ({ name, needs }) => !done.has(name) && needs.every((need) => need === name || done.has(need)),
    )
    if (next.length === 0) throw new Error('tables point to one another in a circle')
    ordered.push(...next)
  }
  return ordered
}

/** As JSON, by which every value keeps its form: times to the microsecond, arrays, nested JSON. */
async function copyTable(from, to, { name, needs, counted }) {
  const table = sql.raw(name)
  // Rows that point to rows of their own table go in one statement.
  const count = needs.includes(name) ? 1_000_000 : batch
  for (let start = 0; ; start += count) {
    const { rows } =
      await sql`select to_jsonb(t) as row from ${table} t order by ctid limit ${count} offset ${start}`.execute(from)
    if (rows.length > 0) {
      const values = JSON.stringify(rows.map(({ row }) => row))
      await sql`insert into ${table} overriding system value select * from jsonb_populate_recordset(null::${table}, ${values}::jsonb)`.execute(
        to,
      )
    }
    if (rows.length < count) break
  }
  for (const column of counted)
    await sql`select setval(pg_get_serial_sequence(${name}, ${column}), (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${table}), false)`.execute(
      to,
    )
}

async function compare(from, to, tables) {
  for (const { name } of tables) {
    const [here, there] = [await countOf(from, name), await countOf(to, name)]
    if (here !== there) throw new Error(`${name}: ${here} rows here, ${there} there`)
  }
}

async function countOf(db, name) {
  return Number((await sql`select count(*) as n from ${sql.raw(name)}`.execute(db)).rows[0].n)
}

async function sumOf(db, tables) {
  let sum = 0
  for (const { name } of tables) sum += await countOf(db, name)
  return sum
}
