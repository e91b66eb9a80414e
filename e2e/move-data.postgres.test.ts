// The embedded database of a trial moves to PostgreSQL whole, and people sign in there as before.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../packages/db/src/query.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../packages/db/src/open-database.ts'
import { root } from '../scripts/paths.mjs'
import { postgresBin, startPostgres } from '../scripts/postgres.mjs'
import { databaseOn } from './support/database.ts'
import { startWorld } from './support/world.ts'

let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined
beforeAll(async () => {
  if (!process.env['TEST_DATABASE_URL'] && postgresBin()) postgres = await startPostgres()
  if (postgres) process.env['TEST_DATABASE_URL'] = postgres.url
})
afterAll(() => postgres?.stop())

test('a seeded trial: every row, the audit chain, and a second time is refused', async () => {
  const world = await startWorld('embedded')
  const folder = world.settings['DATA_FOLDER'] ?? ''
  await fetch(`${world.account}/vi/sign-in`)
  await world.end()
  const urls = { DATABASE_URL: await databaseOn('account'), DESK_DATABASE_URL: await databaseOn('desk') }
  const move = () =>
    execFileSync(process.execPath, [join(root, 'scripts/move-data.mjs')], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...urls, DATA_FOLDER: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const said = move()
  expect(said).toMatch(/account: \d{3,} rows in \d+ tables moved, the audit chain is whole/)
  expect(said).toMatch(/desk: \d{3,} rows in \d+ tables moved/)
  for (const [app, url, tables] of [
    ['account', urls.DATABASE_URL, ['accounts', 'agencies', 'phones', 'passwords', 'audit_events', 'relying_parties']],
    ['desk', urls.DESK_DATABASE_URL, ['dossiers', 'dossier_moves', 'procedures', 'calendar_days']],
  ] as const) {
    const [from, to] = [
      await openDatabase<unknown>({ folder: join(folder, app) }),
      await openDatabase<unknown>({ url, folder: '' }),
    ]
    for (const table of tables) {
      // Not the counts alone: the rows themselves.
      const whole = sql.raw<{ n: number; sum: string }>(
        `select count(*)::int4 as n, md5(coalesce(string_agg(t::text, '|' order by t::text collate "C"), '')) as sum from (select set_config('TimeZone', 'UTC', false)) z cross join ${table} t`,
      )
      const [here, there] = [(await whole.execute(from.db)).rows[0], (await whole.execute(to.db)).rows[0]]
      expect({ table, ...there }).toEqual({ table, ...here })
    }
    await from.close()
    await to.close()
  }
  expect(move).toThrow('is not empty')
  rmSync(folder, { recursive: true, force: true })
})
