// A policy's row: proposed by one, agreed by another, ended once; and what it did in this failure.
import { stopClock } from '@motcua/db/clock.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { addAgencies } from '../../testing/people.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { addConsoleUser } from '../accounts/store.ts'
import { closePeriodRow, insertPeriod } from '../standby/store.ts'
import { endPolicy, failureSoFar, listPolicies, listPolicyPeriods, proposePolicy, secondPolicy } from './store.ts'

const deps = await openTestRecords()
const { db } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const at = (minutes: number) => new Date(begun.getTime() + minutes * 60_000)
const after = (minutes: number) => stopClock(db, at(minutes))

const addAdmin = async (name: string) =>
  (await addConsoleUser(db, { kind: 'administrator', username: name, name }))?.id ?? ''
await addAgencies(deps)
const [an, binh] = [await addAdmin('An'), await addAdmin('Bình')]

beforeEach(async () => {
  await after(0)
  for (const table of ['standby_periods', 'standby_policies']) await run(db, sql`delete from ${sql.table(table)}`)
})

async function propose(agency: string | null = null): Promise<string> {
  const made = await proposePolicy(db, { agency, by: an })
  if (!made) throw new Error('there is one already')
  return made.id
}

const bare = {
  agency_code: null,
  agency_vi: null,
  agency_en: null,
  proposed_by: an,
  proposed_by_name: 'An',
  proposed_at: begun,
  seconded_by_name: null,
  seconded_at: null,
}

test('those that wait and those in force, the province first', async () => {
  const district = await propose('H09.32')
  await after(1)
  const province = await propose()
  await after(2)
  expect(await secondPolicy(db, province, binh)).toBe(true)
  expect(await listPolicies(db)).toEqual([
    { ...bare, id: province, proposed_at: at(1), seconded_by_name: 'Bình', seconded_at: at(2) },
    { ...bare, id: district, agency_code: 'H09.32', agency_vi: 'Đơn vị H09.32', agency_en: 'Agency H09.32' },
  ])
})

test('one for each scope, until it is ended', async () => {
  const [province, district] = [await propose(), await propose('H09.32')]
  expect(await proposePolicy(db, { agency: null, by: binh })).toBeUndefined()
  expect(await proposePolicy(db, { agency: 'H09.32', by: binh })).toBeUndefined()
  expect(await endPolicy(db, province, binh)).toBe(true)
  expect((await listPolicies(db)).map(({ id }) => id)).toEqual([district])
  expect(await propose()).not.toBe(province)
})

test('agreed by another person, once, and not when it is over', async () => {
  const id = await propose()
  expect(await secondPolicy(db, id, an)).toBe(false)
  expect(await secondPolicy(db, 'no such policy', binh)).toBe(false)
  expect(await secondPolicy(db, id, binh)).toBe(true)
  expect(await secondPolicy(db, id, binh)).toBe(false)
  const over = await propose('H09.32')
  await endPolicy(db, over, an)
  expect(await secondPolicy(db, over, binh)).toBe(false)
})

test('ended once, by whom and when', async () => {
  const id = await propose()
  const other = await propose('H09.32')
  await after(3)
  expect(await endPolicy(db, id, binh)).toBe(true)
  await after(4)
  expect(await endPolicy(db, id, an)).toBe(false)
  expect(await endPolicy(db, 'no such policy', an)).toBe(false)
  const ended = (which: string) => one(db, sql`select ended_by, ended_at from standby_policies where id = ${which}`)
  expect(await ended(id)).toEqual({ ended_by: binh, ended_at: at(3) })
  expect(await ended(other)).toEqual({ ended_by: null, ended_at: null })
})

const open = (policyId: string | null, minutes = 60) =>
  insertPeriod(db, {
    scope: { kind: 'everyone' },
    reason: 'Cổng không truy cập được',
    minutes,
    openedBy: null,
    policyId,
  })
const close = (id: string, reason: string) => closePeriodRow(db, { id, closedBy: null, reason })

test('open periods of policies, the newest first', async () => {
  const policy = await propose()
  await open(null)
  const old = await open(policy)
  await close((await open(policy)).id, 'x')
  await open(policy, 10)
  await after(10)
  const young = await open(policy)
  const row = (id: string, from: number) => ({
    id,
    policy_id: policy,
    opened_at: at(from),
    until: at(from + 60),
    now: at(10),
  })
  expect(await listPolicyPeriods(db)).toEqual([row(young.id, 10), row(old.id, 0)])
})

test('what it did in this failure: since when, and whether somebody closed that', async () => {
  const [policy, other] = [await propose(), await propose('H09.32')]
  const soFar = () => failureSoFar(db, policy, 30 * 60)
  expect(await soFar()).toEqual({ minutes: 0, closed_by_hand: false })
  await open(other)
  await open(null)
  expect(await soFar()).toEqual({ minutes: 0, closed_by_hand: false })
  const first = await open(policy, 5)
  await after(5)
  await close(first.id, 'lapsed')
  const second = await open(policy)
  await after(12)
  expect(await soFar()).toEqual({ minutes: 12, closed_by_hand: false })
  await close(second.id, 'well again')
  expect(await soFar()).toEqual({ minutes: 12, closed_by_hand: true })
  await after(30)
  expect(await soFar()).toEqual({ minutes: 30, closed_by_hand: true })
  await after(31)
  expect(await soFar()).toEqual({ minutes: 26, closed_by_hand: true })
  await after(36)
  expect(await soFar()).toEqual({ minutes: 0, closed_by_hand: false })
})
