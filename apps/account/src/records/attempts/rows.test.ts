// An attempt's row: who finds it, what it tells, and when it is over, to the second.
import { stopClock } from '@motcua/db/clock.ts'
import { all, first, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { addOfficer, officer } from '../../testing/people.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { closePeriodRow, insertPeriod } from '../standby/store.ts'
import { type Attempt, endAttempts, findAttempt, finishAttempt, insertAttempt, purgeAttempts } from './store.ts'
import type { NewAttempt } from './store.ts'

const deps = await openTestRecords()
const { db } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const at = (seconds: number) => new Date(begun.getTime() + seconds * 1000)
const after = (seconds: number) => stopClock(db, at(seconds))

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await after(0)
  await run(db, sql`delete from attempts`)
  await run(db, sql`update standby_periods set closed_at = opened_at where closed_at is null`)
  who = await addOfficer(deps, officer())
})

async function begin(made: Partial<NewAttempt> = {}): Promise<NewAttempt> {
  const id = crypto.randomUUID()
  const own = { id, cookieHash: `hash of ${id}`, browser: 'b', accountId: who.id, errand: { browser: 'b' } }
  const whole: NewAttempt = { ...own, door: 'standby', periodId: null, language: 'vi', ...made }
  await insertAttempt(db, whole)
  return whole
}

async function find({ cookieHash, browser }: NewAttempt): Promise<Attempt> {
  const found = await findAttempt(db, cookieHash, browser)
  if (!found) throw new Error('no attempt')
  return found
}

const everyone = {
  scope: { kind: 'everyone' },
  reason: 'Cổng không truy cập được',
  minutes: 60,
  openedBy: null,
} as const

test('all that the pages learn of an attempt', async () => {
  const { id: periodId } = await insertPeriod(db, everyone)
  const made = await begin({ periodId, language: 'en', errand: { browser: 'b', next: '/console' } })
  const { numbers, ...found } = await find(made)
  expect(found).toEqual({
    id: made.id,
    account_id: who.id,
    door: 'standby',
    period_id: periodId,
    errand: { browser: 'b', next: '/console' },
    language: 'en',
    password_ok_at: begun,
    code_ok_at: null,
    finished_at: null,
    voided_at: null,
    is_expired: false,
    is_replaced: false,
    is_drill: false,
    covered_by: periodId,
    has_phone: true,
    has_authenticator: false,
    has_passkey: false,
    way: null,
  })
  expect(numbers.toSorted()).toEqual([who.idNumber, who.oldIdNumber].toSorted())
})

test('it is found by its cookie in its browser', async () => {
  const made = await begin()
  expect(await findAttempt(db, made.cookieHash, 'another')).toBeUndefined()
  expect(await findAttempt(db, 'another', made.browser)).toBeUndefined()
})

test('it lives for ten minutes', async () => {
  const made = await begin()
  await after(limits.attempt.life - 1)
  expect((await find(made)).is_expired).toBe(false)
  await after(limits.attempt.life)
  expect((await find(made)).is_expired).toBe(true)
})

test('a new one takes the place of the unfinished one of this person in this browser, of no other', async () => {
  const elsewhere = await begin({ browser: 'another' })
  const theirs = await begin({ accountId: (await addOfficer(deps, officer())).id })
  const finished = await begin()
  await finishAttempt(db, await find(finished), 'sms')
  const earlier = await begin()
  await after(5)
  const last = await begin()
  expect(await find(earlier)).toMatchObject({ voided_at: at(5), is_replaced: true })
  await after(9)
  await begin()
  expect(await find(earlier)).toMatchObject({ voided_at: at(5) })
  expect(await find(last)).toMatchObject({ voided_at: at(9) })
  for (const other of [elsewhere, theirs, finished])
    expect(await find(other)).toMatchObject({ voided_at: null, is_replaced: false })
})

test('stopped with its period, it was not replaced', async () => {
  const { id } = await insertPeriod(db, everyone)
  await begin({ browser: 'another' })
  const made = await begin({ periodId: id })
  await closePeriodRow(db, { id, closedBy: null, reason: 'well again' })
  expect(await find(made)).toMatchObject({ voided_at: begun, is_replaced: false, covered_by: null })
  await after(1)
  await begin({ browser: 'another' })
  await begin({ accountId: (await addOfficer(deps, officer())).id })
  expect((await find(made)).is_replaced).toBe(false)
})

test('begun under a drill, its pages say so', async () => {
  const { id } = await insertPeriod(db, everyone)
  await run(db, sql`update standby_periods set kind = 'drill' where id = ${id}`)
  expect((await find(await begin({ periodId: id }))).is_drill).toBe(true)
})

type Noted = { last_sign_in_at: Date | null; standby_sign_in_at: Date | null }
const noted = () => one(db, sql<Noted>`select last_sign_in_at, standby_sign_in_at from accounts where id = ${who.id}`)
const row = ({ id }: NewAttempt) =>
  first(db, sql<{ way: string | null; code_ok_at: Date | null }>`select way, code_ok_at from attempts where id = ${id}`)

test('finished once, with its way, and the sign-in is noted by its door', async () => {
  const made = await begin()
  const found = await find(made)
  await after(30)
  expect(await finishAttempt(db, found, 'sms')).toBe(true)
  expect(await find(made)).toMatchObject({ code_ok_at: at(30), finished_at: at(30) })
  expect(await noted()).toEqual({ last_sign_in_at: at(30), standby_sign_in_at: at(30) })
  await after(31)
  expect(await finishAttempt(db, found, 'passkey')).toBe(false)
  expect(await row(made)).toEqual({ way: 'sms', code_ok_at: at(30) })
  expect(await noted()).toMatchObject({ last_sign_in_at: at(30) })
})

test.each(['phone', 'console'] as const)('through the door %s nobody came by standby', async (door) => {
  expect(await finishAttempt(db, await find(await begin({ door })), 'authenticator')).toBe(true)
  expect(await noted()).toEqual({ last_sign_in_at: begun, standby_sign_in_at: null })
})

test('void or too late, it is not finished, and nothing is noted', async () => {
  const replaced = await begin()
  const made = await begin()
  expect(await finishAttempt(db, await find(replaced), 'sms')).toBe(false)
  await after(limits.attempt.life)
  expect(await finishAttempt(db, await find(made), 'sms')).toBe(false)
  expect(await row(made)).toEqual({ way: null, code_ok_at: null })
  expect(await noted()).toEqual({ last_sign_in_at: null, standby_sign_in_at: null })
})

const confirmed = async () =>
  (await one(db, sql<{ at: Date }>`select confirmed_at as at from phones where id = ${who.phoneId}`)).at

test('a code that arrived confirms its number anew after thirty days; another way does not', async () => {
  const days = 30 * 24 * 3600
  const finish = async (way: string) => finishAttempt(db, await find(await begin()), way)
  await after(days)
  expect(await finish('sms')).toBe(true)
  expect(await confirmed()).toEqual(begun)
  await after(days + 1)
  expect(await finish('authenticator')).toBe(true)
  expect(await confirmed()).toEqual(begun)
  const late = await find(await begin())
  await begin()
  expect(await finishAttempt(db, late, 'sms')).toBe(false)
  expect(await confirmed()).toEqual(begun)
  expect(await finish('sms')).toBe(true)
  expect(await confirmed()).toEqual(at(days + 1))
})

test('half-finished ones end with their person’s password, at once, and only theirs', async () => {
  const finished = await begin()
  await finishAttempt(db, await find(finished), 'sms')
  const open = await begin()
  const theirs = await begin({ accountId: (await addOfficer(deps, officer())).id })
  await after(60)
  expect(await endAttempts(db, who.id)).toBe(1)
  expect(await endAttempts(db, who.id)).toBe(0)
  expect(await find(open)).toMatchObject({ is_expired: true, voided_at: null })
  for (const other of [finished, theirs]) expect((await find(other)).is_expired).toBe(false)
})

test('purged when they are long over, a few at a time', async () => {
  for (const browser of ['one', 'two', 'three']) await begin({ browser })
  const over = limits.attempt.life + limits.kept.steps
  await after(over)
  expect(await purgeAttempts(db, 10)).toBe(0)
  await after(over + 1)
  expect(await purgeAttempts(db, 2)).toBe(2)
  expect(await purgeAttempts(db, 2)).toBe(1)
  expect(await all(db, sql`select 1 from attempts`)).toEqual([])
})
