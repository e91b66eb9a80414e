// Whom a period covers: an agency with all below it, people by name, everyone; and which periods have anybody in common.
import { stopClock } from '@motcua/db/clock.ts'
import { first, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { addAgencies, addOneMore, officer } from '../../testing/people.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { addConsoleUser } from '../accounts/store.ts'
import { covers } from './covers.ts'
import {
  closePeriodRow,
  coveringPeriodId,
  countCovered,
  findCoveringPeriod,
  findScope,
  insertPeriod,
  listCovered,
  listOverlapping,
  minutesLeftFor,
  type NewPeriod,
  type Scope,
} from './store.ts'

const deps = await openTestRecords()
const { db } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const at = (minutes: number) => new Date(begun.getTime() + minutes * 60_000)
const after = (minutes: number) => stopClock(db, at(minutes))

await after(0)
await addAgencies(deps)
const commune = await addOneMore(deps, officer({ agency: 'H09.31.01', name: 'An' }))
const district = await addOneMore(deps, officer({ agency: 'H09.31', name: 'Bình' }))
const beside = await addOneMore(deps, officer({ agency: 'H09.32', name: 'Chi' }))
const admin = await addConsoleUser(db, { kind: 'administrator', username: 'quantri', name: 'Quản trị' })
const people = { commune, district, beside }

beforeEach(async () => {
  await after(0)
  for (const table of ['standby_scopes', 'standby_periods']) await run(db, sql`delete from ${sql.table(table)}`)
  await run(db, sql`update accounts set suspended_at = null, held_at = null`)
})

const everyone = { kind: 'everyone' } as const
const agencies = (...codes: string[]): Scope => ({ kind: 'agencies', codes })
const only = (...who: { id: string }[]): Scope => ({ kind: 'people', accountIds: who.map(({ id }) => id) })
const open = (made: Partial<NewPeriod> = {}) =>
  insertPeriod(db, { scope: everyone, reason: 'Cổng không truy cập được', minutes: 60, openedBy: null, ...made })
const asDrill = (id: string) => run(db, sql`update standby_periods set kind = 'drill' where id = ${id}`)
/** Asked by itself, and as a part of a larger statement: they say the same. */
async function covering(who: { id: string }) {
  const found = (await findCoveringPeriod(db, who.id))?.id
  const part = sql<{ id: string | null }>`select ${coveringPeriodId} as id from accounts a
    left join agencies g on g.code = a.agency_code where a.id = ${who.id}`
  expect((await one(db, part)).id).toBe(found ?? null)
  return found
}

const scopes: [string, Scope, string[]][] = [
  ['everyone', everyone, ['commune', 'district', 'beside']],
  ['the province', agencies('H09'), ['commune', 'district', 'beside']],
  ['a district', agencies('H09.31'), ['commune', 'district']],
  ['a commune', agencies('H09.31.01'), ['commune']],
  ['a commune and another district', agencies('H09.31.01', 'H09.32'), ['commune', 'beside']],
  ['people', only(district, beside), ['district', 'beside']],
]
test.each(scopes)('covered by a period for %s', async (_name, scope, covered) => {
  const { id } = await open({ scope })
  const found: string[] = []
  for (const [name, who] of Object.entries(people)) {
    const isCovered = sql`select 1 from standby_periods p, accounts a left join agencies g on g.code = a.agency_code
      where p.id = ${id} and a.id = ${who.id} and ${covers}`
    if ((await covering(who)) === id) found.push(name)
    expect((await first(db, isCovered)) !== undefined).toBe(covered.includes(name))
  }
  expect(found).toEqual(covered)
  expect(await countCovered(db, [id])).toEqual({ covered: covered.length })
})

test('of several periods each covers by its own scope', async () => {
  const above = await open({ scope: agencies('H09.31') })
  const other = await open({ scope: only(beside), minutes: 90 })
  expect([await covering(commune), await covering(beside)]).toEqual([above.id, other.id])
  expect(await countCovered(db, [other.id])).toEqual({ covered: 1 })
  expect((await listOverlapping(db, only(beside))).map(({ id, targets }) => [id, targets])).toEqual([
    [other.id, [beside.id]],
  ])
  expect(await findScope(db, above.id)).toEqual(agencies('H09.31'))
  const isCovered = sql`select 1 from standby_periods p, accounts a left join agencies g on g.code = a.agency_code
    where p.id = ${above.id} and a.id = ${beside.id} and ${covers}`
  expect(await first(db, isCovered)).toBeUndefined()
})

test('a period was opened with its own scope, whatever others are open for', async () => {
  const asked = [agencies('H09.31', 'H09.31.01'), agencies('H09.32'), only(commune), only(beside), everyone]
  const ids: string[] = []
  for (const scope of asked) ids.push((await open({ scope })).id)
  for (const [i, id] of ids.entries()) expect(await findScope(db, id)).toEqual(asked[i])
})

test('counted together each person counts once, a suspended one not; of no period nobody', async () => {
  const ids = [(await open({ scope: agencies('H09.31') })).id, (await open({ scope: only(commune, beside) })).id]
  expect(await countCovered(db, ids)).toEqual({ covered: 3 })
  await run(db, sql`update accounts set suspended_at = clock_now() where id = ${commune.id}`)
  expect(await countCovered(db, ids)).toEqual({ covered: 2 })
  expect(await countCovered(db, [])).toEqual({ covered: 0 })
})

test('of several that cover, a real one before a drill, and the one that lasts longest', async () => {
  await asDrill((await open({ minutes: 300 })).id)
  const drill = await open({ minutes: 400 })
  await asDrill(drill.id)
  expect(await covering(commune)).toBe(drill.id)
  expect(await findCoveringPeriod(db, commune.id)).toEqual({ id: drill.id, until: at(400) })
  await open({ minutes: 20 })
  const longest = await open({ minutes: 30, scope: only(commune) })
  await open({ minutes: 25 })
  expect(await covering(commune)).toBe(longest.id)
  expect(await findCoveringPeriod(db, commune.id)).toEqual({ id: longest.id, until: at(30) })
})

test('closed, over, suspended, held, or no officer: not covered', async () => {
  const { id } = await open()
  for (const column of ['suspended_at', 'held_at']) {
    await run(db, sql`update accounts set ${sql.id(column)} = clock_now() where id = ${commune.id}`)
    expect(await covering(commune)).toBeUndefined()
    await run(db, sql`update accounts set ${sql.id(column)} = null where id = ${commune.id}`)
  }
  expect(await covering({ id: admin?.id ?? '' })).toBeUndefined()
  expect(await covering(commune)).toBe(id)
  await after(60)
  expect(await covering(commune)).toBeUndefined()
  const next = await open()
  await closePeriodRow(db, { id: next.id, closedBy: null, reason: 'x' })
  expect(await covering(commune)).toBeUndefined()
})

test('names of what is covered, in both languages; of people their own', async () => {
  const [by, of, all] = [
    await open({ scope: agencies('H09.32', 'H09.31') }),
    await open({ scope: only(district, commune) }),
    await open(),
  ]
  const agency = (code: string) => ({ period_id: by.id, name_vi: `Đơn vị ${code}`, name_en: `Agency ${code}` })
  const person = (name: string) => ({ period_id: of.id, name_vi: name, name_en: name })
  expect(await listCovered(db, [by.id, of.id, all.id])).toEqual([
    agency('H09.31'),
    agency('H09.32'),
    person('An'),
    person('Bình'),
  ])
  expect(await listCovered(db, [of.id])).toHaveLength(2)
})

const pairs: [string, string, Scope, Scope, boolean][] = [
  ['everyone', 'everyone', everyone, everyone, true],
  ['everyone', 'a commune', everyone, agencies('H09.31.01'), true],
  ['a commune', 'everyone', agencies('H09.31.01'), everyone, true],
  ['a person', 'everyone', only(beside), everyone, true],
  ['the same district', 'it', agencies('H09.31'), agencies('H09.31'), true],
  ['a district', 'the commune below it', agencies('H09.31'), agencies('H09.31.01'), true],
  ['a commune', 'the district above it', agencies('H09.31.01'), agencies('H09.31'), true],
  ['a district', 'the one beside it', agencies('H09.31'), agencies('H09.32'), false],
  ['a district', 'somebody of it', agencies('H09.31'), only(district), true],
  ['a district', 'somebody below it', agencies('H09.31'), only(commune), true],
  ['a district', 'somebody of another', agencies('H09.31'), only(beside), false],
  ['a commune', 'somebody above it', agencies('H09.31.01'), only(district), false],
  ['somebody', 'their district', only(commune), agencies('H09.31'), true],
  ['somebody', 'another district', only(commune), agencies('H09.32'), false],
  ['somebody', 'them and another', only(commune), only(commune, beside), true],
  ['somebody', 'a colleague', only(commune), only(district), false],
  ['a district', 'two, one of them below it', agencies('H09.31'), agencies('H09.32', 'H09.31.01'), true],
]
test.each(pairs)('a period for %s, and an opening for %s', async (_name, _other, was, now, isOverlapping) => {
  await open({ scope: was })
  expect(await listOverlapping(db, now)).toHaveLength(isOverlapping ? 1 : 0)
})

test('an overlapping one with all that the rule of extensions asks of it, the newest first', async () => {
  const scope = agencies('H09.32', 'H09.31')
  const old = await open({ scope, openedBy: admin?.id ?? null })
  await after(5)
  await closePeriodRow(db, { id: old.id, closedBy: null, reason: 'x' })
  const person = await open({ scope: only(commune), minutes: 10 })
  await after(7)
  const bare = { policy_id: null, now: at(7) }
  expect(await listOverlapping(db, everyone)).toEqual([
    {
      ...bare,
      id: person.id,
      opened_by: null,
      opened_by_name: null,
      opened_at: at(5),
      ends_at: at(15),
      is_open: true,
      scope: 'people',
      targets: [commune.id],
    },
    {
      ...bare,
      id: old.id,
      opened_by: admin?.id,
      opened_by_name: 'Quản trị',
      opened_at: begun,
      ends_at: at(5),
      is_open: false,
      scope: 'agencies',
      targets: ['H09.31', 'H09.32'],
    },
  ])
})

test('of the last day only, and drills extend nothing', async () => {
  const day = 24 * 60
  await open({ minutes: 10 })
  await after(10 + day - 1 / 60)
  expect(await listOverlapping(db, everyone)).toHaveLength(1)
  await after(10 + day)
  expect(await listOverlapping(db, everyone)).toEqual([])
  await asDrill((await open()).id)
  expect(await listOverlapping(db, everyone)).toEqual([])
})

test('how long the door may still be open for a scope: the total, less what it was without a pause', async () => {
  const total = limits.standby.total / 60
  expect(await minutesLeftFor(db, everyone)).toBe(total)
  await open({ scope: agencies('H09.31') })
  await after(50)
  expect(await minutesLeftFor(db, everyone)).toBe(total - 50)
  expect(await minutesLeftFor(db, agencies('H09.32'))).toBe(total)
  await after(60 + limits.standby.gap / 60 - 1)
  expect(await minutesLeftFor(db, everyone)).toBe(total - 119)
  await after(60 + limits.standby.gap / 60)
  expect(await minutesLeftFor(db, everyone)).toBe(total)
})
