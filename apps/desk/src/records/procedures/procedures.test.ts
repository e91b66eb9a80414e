// The catalogue of procedures: real ones, in versions, all rows of a list or none; and the other lists alike.
import { all, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, expect, test } from 'vitest'
import { openDeskDatabase, sample, ward } from '../../testing/desk-database.ts'
import { importAgencies } from '../agencies/import-agencies.ts'
import { importCalendar } from '../calendar/import-calendar.ts'
import { importProcedures } from './import-procedures.ts'
import { findProcedureOf, listProceduresOf } from './store.ts'

const database = await openDeskDatabase()
const { db } = database
afterAll(database.close)

const header = sample('procedures.csv').split('\n', 1)[0]
const list = (...rows: string[]) => [header, ...rows].join('\n')
const row = (changed: Partial<Record<'code' | 'term' | 'unit' | 'papers' | 'from' | 'to' | 'levels', string>> = {}) => {
  const { code = '9.000001', term = '5', unit = 'day', papers = 'Đơn|Request|original|1' } = changed
  const { from = '2021-01-01', to = '', levels = 'commune' } = changed
  return `${code},Thủ tục thử,Trial,${levels},,${term},${unit},0,,,${papers},${from},${to}`
}

test('the sample list holds eighteen procedures; a ward receives those of communes', async () => {
  const ofWard = await listProceduresOf(db, ward)
  expect(ofWard.length).toBeGreaterThanOrEqual(12)
  expect(ofWard.every((procedure) => procedure.levels.includes('commune'))).toBe(true)
  const { n } = await one(db, sql<{ n: number }>`select count(*)::int4 as n from procedures`)
  expect(n).toBe(18)
})

test('an agency’s own procedure is not received by others of its level', async () => {
  expect(await findProcedureOf(db, 'H09.03', '2.000488')).toMatchObject({ term_unit: 'calendar-day', term_amount: 10 })
  expect(await findProcedureOf(db, 'H09.05', '2.000488')).toBeUndefined()
})

test('read twice, the list adds nothing', async () => {
  expect(await importProcedures(db, sample('procedures.csv'))).toEqual({ ok: true, procedures: 18 })
  const { n } = await one(db, sql<{ n: number }>`select count(*)::int4 as n from procedures`)
  expect(n).toBe(18)
})

test('a newer version ends the older one the day before, and only the valid one is received', async () => {
  await importProcedures(db, list(row({ term: '5', from: '2021-01-01' })))
  await importProcedures(db, list(row({ term: '2', from: '2024-07-01' }), row({ term: '1', from: '2999-01-01' })))
  const versions = await all(
    db,
    sql`select term_amount, valid_to from procedures where code = '9.000001' order by valid_from`,
  )
  expect(versions).toEqual([
    { term_amount: 5, valid_to: '2024-06-30' },
    { term_amount: 2, valid_to: '2998-12-31' },
    { term_amount: 1, valid_to: null },
  ])
  expect(await findProcedureOf(db, ward, '9.000001')).toMatchObject({ term_amount: 2 })
  await run(db, sql`delete from procedures where code = '9.000001'`)
})

test('a procedure past its validity is not received', async () => {
  await importProcedures(db, list(row({ to: '2022-12-31' })))
  expect(await findProcedureOf(db, ward, '9.000001')).toBeUndefined()
  await run(db, sql`delete from procedures where code = '9.000001'`)
})

const wrong: [string, string, RegExp][] = [
  ['a code of another shape', row({ code: '1001193' }), /code: not like 1\.001193/],
  ['a negative term', row({ term: '-1' }), /term_amount/],
  ['an unknown unit', row({ unit: 'week' }), /term_unit/],
  ['an unknown level', row({ levels: 'ward' }), /levels/],
  ['papers of another shape', row({ papers: 'Đơn|original' }), /is not like name\|English name\|original\|1/],
  ['a date that is none', row({ from: '2023-02-30' }), /valid_from/],
  ['too few columns', '9.000001,Thủ tục', /Invalid Record Length/],
]
test.each(wrong)('%s: told by its line, and no row of the list is taken', async (_name, bad, reason) => {
  const answer = await importProcedures(db, list(row({ code: '9.000002' }), bad))
  expect(answer).toMatchObject({ ok: false, problems: [{ line: 3, reason: expect.stringMatching(reason) }] })
  expect(await findProcedureOf(db, ward, '9.000002')).toBeUndefined()
})

test('a calendar replaces its year and no other; a wrong one changes nothing', async () => {
  const days = async () => (await one(db, sql<{ n: number }>`select count(*)::int4 as n from calendar_days`)).n
  const before = await days()
  const heading = 'date,kind,name_vi,name_en,basis,note'
  expect((await importCalendar(db, `${heading}\n2024-01-01,holiday,Tết,New Year,decided,`)).ok).toBe(false)
  expect((await importCalendar(db, `${heading}\n2024-02-30,off,Tết,New Year,decided,`)).ok).toBe(false)
  expect(await days()).toBe(before)
  const of2024 = sample('calendar-2024.csv').trim().split('\n').length - 1
  await importCalendar(db, `${heading}\n2024-01-01,off,Tết Dương lịch,New Year,decided,`)
  expect(await days()).toBe(before - of2024 + 1)
})

test('a wrong row among the agencies changes none', async () => {
  const heading = 'code,national_id,name_vi,name_en,kind'
  const answer = await importAgencies(db, `${heading}\n${ward},000,Tên khác,Other,commune\nX,,Y,Z,commune`)
  expect(answer).toMatchObject({ ok: false, problems: [{ line: 3 }] })
  expect(await one(db, sql`select name_vi from agencies where code = ${ward}`)).toEqual({
    name_vi: 'UBND phường Phú Cường',
  })
})
