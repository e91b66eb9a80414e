// The sample dossiers: all there once, in every state, with whole histories.
import { all, one, sql } from '@motcua/db/query.ts'
import { afterAll, expect, test } from 'vitest'
import { openDeskDatabase } from '../../testing/desk-database.ts'
import { adoptSampleDossiers } from '../dossiers/store.ts'
import { seedDossiers } from './seed-dossiers.ts'

const database = await openDeskDatabase()
const { db } = database
afterAll(database.close)

test('forty dossiers, once; some late, due soon, waiting, finished; each history ends in its status', async () => {
  expect(await seedDossiers(db)).toBe(40)
  expect(await seedDossiers(db)).toBe(0)
  const hours = sql`clock_now() + interval '4 days'`
  const found = await one(
    db,
    sql`select count(*)::int4 as all_of_them, count(distinct status)::int4 as statuses, count(distinct agency_code)::int4 as agencies,
      count(*) filter (where due_at < clock_now() and status in (2, 4, 6)) > 3 as late,
      count(*) filter (where due_at between clock_now() and ${hours} and status in (2, 4, 6)) > 2 as soon,
      count(*) filter (where status = 5) > 2 as waiting, count(*) filter (where created_at > clock_now()) as future from dossiers`,
  )
  expect(found).toEqual({ all_of_them: 40, statuses: 9, agencies: 6, late: true, soon: true, waiting: true, future: 0 })
  const broken = await all(
    db,
    sql`select d.code from dossiers d where d.status <> (select to_status from dossier_moves m where m.dossier_id = d.id
      order by version desc limit 1) or d.version <> (select count(*) from dossier_moves m where m.dossier_id = d.id)
      or exists (select from dossier_moves m where m.dossier_id = d.id and m.at > clock_now())`,
  )
  expect(broken).toEqual([])
})

test('an officer of the sample finds her dossiers when she first signs in', async () => {
  await adoptSampleDossiers(db, { sub: 'hanh-sub', name: 'Nguyễn Thị Hạnh', agency: 'H09.31.01' })
  const { mine } = await one(
    db,
    sql<{ mine: number }>`select count(*)::int4 as mine from dossiers where holder_sub = 'hanh-sub'`,
  )
  expect(mine).toBe(8)
})
