import { readFileSync } from 'node:fs'
import { findOfficerByIdNumber } from '../../../records/accounts/store.ts'
import { listPhones } from '../../../records/phones/store.ts'
import { buildTestService, type TestService } from '../../../testing/build-app.ts'
import { all, sql } from '@motcua/db/query.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importAgencies } from './import-agencies.ts'
import { importOfficers } from './import-officers.ts'
import { faultText } from './fault-text.ts'

const sample = (name: string) => readFileSync(new URL(`../../../../../../samples/${name}`, import.meta.url), 'utf8')
let service: TestService
beforeAll(async () => {
  service = await buildTestService()
})
afterAll(() => service.close())

const actorId = null

test('the sample province goes in, twice without change', async () => {
  const { deps } = service
  expect(await importAgencies(deps, { csv: sample('agencies.csv'), actorId })).toEqual({ ok: true, count: 122 })
  const first = await importOfficers(deps, { csv: sample('officers.csv'), actorId })
  expect(first).toMatchObject({ ok: true, renewed: 0 })
  expect(first.ok && first.added).toBeGreaterThanOrEqual(300)
  expect(await importOfficers(deps, { csv: sample('officers.csv'), actorId })).toMatchObject({ ok: true, added: 0 })
  const officer = await findOfficerByIdNumber(deps.db, '281000043')
  expect(officer).toMatchObject({ name: 'Nguyễn Thị Hạnh', id_number: '074185001234', agency_code: 'H09.31.01' })
  const [phone, ...more] = await listPhones(deps.db, officer?.id ?? '')
  expect(phone).toMatchObject({ number: '+84901234926', source: 'list', confirmed_at: null })
  expect(more).toEqual([])
})

test('every wrong row is told with its line and reason, and nothing goes in', async () => {
  const { deps } = service
  const before = await all(deps.db, sql`select count(*) from accounts`)
  const result = await importOfficers(deps, { csv: sample('officers-wrong.csv'), actorId })
  expect(result.ok).toBe(false)
  const faults = result.ok ? [] : result.faults
  expect(faults.map(({ line, code }) => [line, code])).toEqual([
    [3, 'officer-id'],
    [4, 'officer-id'],
    [5, 'officer-id-twice'],
    [6, 'officer-old-id'],
    [7, 'officer-old-id-twice'],
    [8, 'officer-name'],
    [9, 'officer-agency'],
    [10, 'officer-role'],
    [11, 'officer-rights'],
    [12, 'officer-phone'],
    [13, 'officer-phone-twice'],
    [14, 'officer-email'],
    [15, 'officer-birth-date'],
    [16, 'officer-birth-year'],
    [17, 'officer-sex'],
  ])
  for (const fault of faults) expect(faultText('vi', fault)).toMatch(new RegExp(`^Dòng ${fault.line}: .*[^{}]$`))
  expect(await all(deps.db, sql`select count(*) from accounts`)).toEqual(before)
})

test('a renewed list brings a new number and takes the unconfirmed old one away', async () => {
  const { deps } = service
  const [head, row] = sample('officers.csv').split('\n')
  await importOfficers(deps, { csv: `${head}\n${row?.replace('0901234926', '0987654321')}\n`, actorId })
  const officer = await findOfficerByIdNumber(deps.db, '074185001234')
  expect((await listPhones(deps.db, officer?.id ?? '')).map((phone) => phone.number)).toEqual(['+84987654321'])
})

test('an old number of another officer is refused', async () => {
  const { deps } = service
  const [head] = sample('officers.csv').split('\n')
  const csv = `${head}\n074190000777,281000043,Lê Thị Khác,H09.31.01,officer,receive,,,,\n`
  expect(await importOfficers(deps, { csv, actorId })).toMatchObject({
    faults: [{ line: 2, code: 'officer-old-id-taken' }],
  })
})

test.each([
  ['', 'csv-columns'],
  ['id_number,name\n1,2\n', 'csv-columns'],
  ['id_number,old_id_number,name,agency_code,role,phone,email\n"1,2\n', 'csv-unreadable'],
  ['id_number,old_id_number,name,agency_code,role,phone,email\n1,2\n', 'csv-unreadable'],
])('a file that is no list is told apart: %j', async (csv, code) => {
  expect(await importOfficers(service.deps, { csv, actorId })).toMatchObject({ faults: [{ code }] })
})

test('agencies: a missing parent and a wrong field are told', async () => {
  const head = 'code,national_id,name_vi,name_en,parent_code,kind,help_phone,help_hours,valid_from,valid_to'
  const csv = `${head}\nH10.01,000.00.01.H10,Sở A,Department A,H10,department,,,2020-01-01,\nH11,000.00.00.H11,Tỉnh B,Province B,,land,,,2020-13-01,\n`
  expect(await importAgencies(service.deps, { csv, actorId })).toEqual({
    ok: false,
    faults: [
      { line: 2, code: 'agency-parent', detail: 'H10' },
      { line: 3, code: 'agency-field', detail: 'kind' },
      { line: 3, code: 'agency-field', detail: 'valid_from' },
    ],
  })
})
