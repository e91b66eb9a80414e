// A code asked for by somebody who has proven nothing: where the caps refuse, as much is counted and kept, it is nobody's, and nothing leaves.
import { stopClock } from '@motcua/db/clock.ts'
import { all, inTransaction, run, sql } from '@motcua/db/query.ts'
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { addOfficer, officer } from '../../testing/people.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { type Counter, takeHit } from '../limits/take-hit.ts'
import { type CodeRequest, ownCounters, sendCode, sendCodeUntold } from './send-code.ts'
import { wrongCodes } from './wrong-codes.ts'

const deps = await openTestRecords()
const { db, secret } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const at = (seconds: number) => new Date(begun.getTime() + seconds * 1000)
const after = (seconds: number) => stopClock(db, at(seconds))

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await after(0)
  for (const table of ['limits', 'messages', 'challenges']) await run(db, sql`delete from ${sql.table(table)}`)
  who = await addOfficer(deps, officer())
})

const request = (made: Partial<CodeRequest> = {}): CodeRequest => ({
  accountId: who.id,
  purpose: 'reset',
  binding: who.id,
  phone: who.phone,
  language: 'vi',
  ...made,
})
const untold = (made?: Partial<CodeRequest>) => inTransaction(db, (tx) => sendCodeUntold(tx, secret, request(made)))
const send = (made?: Partial<CodeRequest>) => inTransaction(db, (tx) => sendCode(tx, secret, request(made)))

type Kept = { account_id: string | null; binding: string; voided_at: Date | null; tag: string; is_queued: boolean }
const kept = () =>
  all(
    db,
    sql<Kept>`select account_id, binding, voided_at, tag, exists (select 1 from messages m where m.challenge_id = c.id and m.phone = ${who.phone}) as is_queued
      from challenges c order by created_at, voided_at`,
  )
const queued = () => all(db, sql`select 1 from messages`)
const counted = async () => {
  const rows = await all(
    db,
    sql<{ name: string; subject: string; hits: number }>`select name, subject, hits from limits order by name, subject`,
  )
  return rows.map(({ name, subject, hits }) => `${name} ${subject} ${hits}`)
}

const number = () => keyedHash(secret, 'phone', who.phone)
const counters = (): Counter[] => [
  { name: 'sends-unproven-15min', subject: number(), limit: limits.sendsUnproven15Minutes },
  { name: 'sends-unproven', subject: number(), limit: limits.sendsUnproven },
  ...ownCounters(secret, request()),
]
const once = (aside = '') => counters().map(({ name, subject }) => `${name} ${aside}${subject} 1`)

test('where nothing is against it the code leaves, and counts among the unproven ones', async () => {
  await untold()
  expect(await kept()).toMatchObject([{ account_id: who.id, binding: who.id, voided_at: null, is_queued: true }])
  expect(await counted()).toEqual(once().toSorted())
})

test('a code to somebody who is proven is not counted among those; who comes from somewhere is counted there', async () => {
  await send()
  expect(await counted()).toEqual(once().slice(2).toSorted())
  await after(60)
  await send({ from: { address: '203.0.113.7', isOffice: false } })
  expect(await counted()).toContain('sends-address 203.0.113.7 1')
  await after(120)
  await untold({ from: { address: '203.0.113.8', isOffice: true } })
  expect(await counted()).toContain('sends-address 203.0.113.8 1')
})

test('within a minute nothing leaves, the first one lives, and the counting goes aside', async () => {
  await untold()
  await after(limits.resend.apart - 1)
  await untold()
  const [first, second, ...more] = await kept()
  expect(more).toEqual([])
  expect(first).toMatchObject({ account_id: who.id, binding: who.id, voided_at: null, is_queued: true })
  expect(second).toMatchObject({ account_id: null, binding: `untold ${who.id}`, voided_at: null, is_queued: false })
  expect(second?.tag).not.toBe(first?.tag)
  expect(await queued()).toHaveLength(1)
  expect(await counted()).toEqual([...once(), ...once('untold ')].toSorted())
})

test('after a minute the next one leaves and takes the place of the first', async () => {
  await untold()
  await after(limits.resend.apart)
  await untold()
  expect((await kept()).map(({ voided_at, is_queued }) => [voided_at, is_queued])).toEqual([
    [at(60), true],
    [null, true],
  ])
})

test('a number that is nobody’s keeps as much as one that is somebody’s', async () => {
  const nobody = { accountId: null, binding: 'nobody', phone: '', instead: 'nothing' } as const
  await untold(nobody)
  await after(1)
  await untold(nobody)
  expect((await kept()).map(({ account_id, binding, voided_at }) => [account_id, binding, voided_at])).toEqual([
    [null, 'nobody', at(1)],
    [null, 'nobody', null],
  ])
  expect(await queued()).toEqual([])
  expect(await counted()).toHaveLength(10)
})

test('while codes are locked: told to who is proven, kept from who is not', async () => {
  for (let i = 0; i < limits.wrongCodes.hits; i += 1) await takeHit(db, wrongCodes(request()))
  expect(await send()).toEqual({ ok: false, code: 'code-locked', retryAfter: limits.wrongCodes.lock })
  expect(await kept()).toEqual([])
  await untold()
  expect(await kept()).toMatchObject([{ account_id: null, binding: who.id, is_queued: false }])
  expect(await counted()).toEqual([...once('untold '), `wrong-codes-reset ${who.id} 10`].toSorted())
})

test.each([0, 1, 2, 3, 4])('full is counter %i: those before it count, those after it go aside', async (index) => {
  const full = counters()[index] as Counter
  for (let i = 0; i < full.limit.hits; i += 1) await takeHit(db, full)
  await untold()
  expect(await queued()).toEqual([])
  expect(await kept()).toMatchObject([{ account_id: null, binding: who.id, is_queued: false }])
  const expected = counters().map(({ name, subject }, i) => {
    if (i === index) return `${name} ${subject} ${full.limit.hits + 1}`
    return `${name} ${i < index ? '' : 'untold '}${subject} 1`
  })
  expect(await counted()).toEqual(expected.toSorted())
})

test('a part of a number’s codes is its owner’s', async () => {
  for (let i = 0; i < limits.sendsUnproven.hits + 1; i += 1) {
    await after(i * 15 * 60)
    await untold()
  }
  expect(await queued()).toHaveLength(limits.sendsUnproven.hits)
  await after(limits.sendsUnproven.hits * 15 * 60 + 60)
  expect(await send()).toMatchObject({ ok: true })
})

const subjects = (asked: Partial<CodeRequest>) => ownCounters(secret, request(asked)).map(({ subject }) => subject)

test('a number is counted for all who have it; without one each counts alone', () => {
  expect(subjects({})).toEqual([who.id, who.id, number()])
  expect(subjects({ accountId: 'another' })).toEqual(['another', 'another', number()])
  expect(subjects({ accountId: null, binding: 'reset' })).toEqual(['reset', 'reset', number()])
  const alone = keyedHash(secret, 'phone', 'reset')
  expect(subjects({ accountId: null, binding: 'reset', phone: '' })).toEqual(['reset', 'reset', alone])
})

const isLocked = (whose: string) => sql<{
  held: boolean
}>`select exists (select 1 from pg_locks where locktype = 'advisory'
  and pid = pg_backend_pid() and objid::int8 = (hashtext(${`codes of ${whose}`})::int8 & 4294967295)) as held`

test.each([
  ['told', sendCode],
  ['untold', sendCodeUntold],
] as const)('one person’s codes are made one after the other: %s', async (_name, make) => {
  const heldBy = (made: Partial<CodeRequest>) =>
    inTransaction(db, async (tx) => {
      await make(tx, secret, request(made))
      const held = []
      for (const whose of [who.id, 'reset']) held.push(...(await all(tx, isLocked(whose))))
      return held.map((row) => row.held)
    })
  expect(await heldBy({ binding: 'reset' })).toEqual([true, false])
  expect(await heldBy({ binding: 'reset', accountId: null })).toEqual([false, true])
})
