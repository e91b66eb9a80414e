// A period's row: what opens it, what is read of it, and what ends with it, to the second.
import { stopClock } from '@motcua/db/clock.ts'
import { all, inTransaction, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { addAgencies, addOfficer, officer } from '../../testing/people.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { addConsoleUser } from '../accounts/store.ts'
import { finishAttempt, findAttempt, insertAttempt } from '../attempts/store.ts'
import { insertChallenge } from '../otp/store.ts'
import { proposePolicy } from '../policies/store.ts'
import { insertSession } from '../sessions/store.ts'
import {
  anyOpen,
  closePeriodRow,
  closePeriodRows,
  countSince,
  findPeriod,
  findScope,
  insertPeriod,
  listLapsedPeriods,
  listOpenPeriods,
  listPeriods,
  listPeriodSpans,
  lockDoors,
  type NewPeriod,
  readOpenUntil,
} from './store.ts'

const deps = await openTestRecords()
const { db } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const at = (minutes: number) => new Date(begun.getTime() + minutes * 60_000)
const after = (minutes: number) => stopClock(db, at(minutes))

await after(0)
await addAgencies(deps)
const user = { kind: 'administrator', username: 'quantri', name: 'Quản trị' } as const
const admin = await addConsoleUser(db, user)
const adminId = admin?.id ?? ''
const who = await addOfficer(deps, officer({ name: 'Lê Thị Kiểm' }))

beforeEach(async () => {
  await after(0)
  for (const table of ['sessions', 'challenges', 'attempts', 'standby_reports', 'standby_scopes', 'standby_periods'])
    await run(db, sql`delete from ${sql.table(table)}`)
  await run(db, sql`delete from portal_verdicts`)
})

const everyone = { kind: 'everyone' } as const
const reason = 'Cổng không truy cập được'
const open = (made: Partial<NewPeriod> = {}) =>
  insertPeriod(db, { scope: everyone, reason, minutes: 60, openedBy: null, ...made })
const asDrill = (id: string) => run(db, sql`update standby_periods set kind = 'drill' where id = ${id}`)
const close = (ids: string[], closedBy: string | null = null) =>
  closePeriodRows(db, { ids, closedBy, reason: 'well again' })
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

const bare = {
  scope: 'everyone',
  kind: 'outage',
  reason,
  policy_id: null,
  opened_by: null,
  opened_by_name: null,
  opened_at: begun,
  until: at(60),
  closed_at: null,
  closed_by_name: null,
  close_reason: null,
  verdict: null,
  signed_in: 0,
  now: begun,
}

test('opened for everyone by the service: the whole row', async () => {
  const { id, until } = await open()
  expect(until).toEqual(at(60))
  expect(await findPeriod(db, id)).toEqual({ id, ...bare })
  expect(await findPeriod(db, 'no such period')).toBeUndefined()
  expect(await findScope(db, id)).toEqual(everyone)
  expect(await findScope(db, 'no such period')).toBeUndefined()
})

test('opened for agencies by an administrator, by a policy, closed by hand', async () => {
  const policy = await proposePolicy(db, { agency: null, by: adminId })
  const scope = { kind: 'agencies', codes: ['H09.32', 'H09.31'] } as const
  const { id } = await open({ scope, minutes: 30, openedBy: adminId, policyId: policy?.id ?? null })
  await after(10)
  await close([id], adminId)
  expect(await findPeriod(db, id)).toEqual({
    id,
    ...bare,
    scope: 'agencies',
    until: at(30),
    policy_id: policy?.id,
    opened_by: adminId,
    opened_by_name: 'Quản trị',
    closed_at: at(10),
    closed_by_name: 'Quản trị',
    close_reason: 'well again',
    now: at(10),
  })
  expect(await findScope(db, id)).toEqual({ kind: 'agencies', codes: ['H09.31', 'H09.32'] })
})

test('opened for people', async () => {
  await open({ scope: { kind: 'agencies', codes: ['H09'] } })
  const { id } = await open({ scope: { kind: 'people', accountIds: [who.id] } })
  expect(await findPeriod(db, id)).toEqual({ id, ...bare, scope: 'people' })
  expect(await findScope(db, id)).toEqual({ kind: 'people', accountIds: [who.id] })
})

const verdict = (judgedAgo: number, ended: Date | null = null) =>
  run(
    db,
    sql`insert into portal_verdicts (word, since, ended_at, confidence, evidence, judged_at, confidence_now, evidence_now)
      values ('down', ${at(-5)}, ${ended}, 0.5, '[]', clock_now() - ${judgedAgo} * interval '1 second', 0.98, '[{"code":"looks-failed","with":{}}]')`,
  )

test('the verdict of the moment stays with it, where somebody judged within the minute', async () => {
  await verdict(limits.watch.silent)
  const { verdict: kept } = (await findPeriod(db, (await open()).id)) ?? {}
  expect({ ...kept, since: new Date(kept?.since ?? '') }).toEqual({
    word: 'down',
    since: at(-5),
    confidence: 0.98,
    evidence: [{ code: 'looks-failed', with: {} }],
  })
})

test.each([
  ['longer ago', () => verdict(limits.watch.silent + 1)],
  ['and it is over', () => verdict(0, at(0))],
])('no verdict where it was judged %s', async (_name, judge) => {
  await judge()
  expect(await findPeriod(db, (await open()).id)).toMatchObject({ verdict: null })
})

const session = (periodId: string, accountId: string, made: { door?: 'standby' | 'portal' } = {}) =>
  insertSession(
    db,
    {
      tokenHash: crypto.randomUUID(),
      accountId,
      door: 'standby',
      amr: ['pwd'],
      periodId,
      browser: 'b',
      device: '',
      address: '',
      interactionUid: null,
      portalSecret: null,
      ...made,
    },
    { keep: 9 },
  )

test('signed in: each person once; once its report is made, what the report says', async () => {
  const [{ id }, before] = [await open(), await open()]
  const other = await addOfficer(deps, officer())
  for (const accountId of [who.id, who.id, other.id]) await session(id, accountId)
  await session(before.id, (await addOfficer(deps, officer())).id)
  await run(db, sql`insert into standby_reports (period_id, figures) values (${before.id}, '{"signed_in": 5}')`)
  expect(await findPeriod(db, id)).toMatchObject({ signed_in: 2 })
  await run(db, sql`insert into standby_reports (period_id, figures) values (${id}, '{"signed_in": 7}')`)
  expect(await findPeriod(db, id)).toMatchObject({ signed_in: 7 })
})

const isAnyOpen = async () => (await one(db, sql<{ found: boolean }>`select ${anyOpen} as found`)).found

test('open ones, the oldest first: neither closed nor over', async () => {
  const over = await open({ minutes: 10 })
  await after(5)
  const second = await open({ minutes: 5 + 1 / 60 })
  await after(6)
  const third = await open()
  const closed = await open()
  await close([closed.id])
  await after(10)
  expect(idsOf(await listOpenPeriods(db))).toEqual([second.id, third.id])
  expect(await isAnyOpen()).toBe(true)
  expect(idsOf(await listLapsedPeriods(db))).toEqual([over.id])
  await after(11)
  expect(idsOf(await listOpenPeriods(db))).toEqual([third.id])
  await close([third.id])
  expect(await isAnyOpen()).toBe(false)
})

test('lapsed ones with their kind', async () => {
  const { id } = await open({ minutes: 5 })
  await asDrill(id)
  await close([(await open({ minutes: 5 })).id])
  await after(5)
  expect(await listLapsedPeriods(db)).toEqual([{ id, kind: 'drill' }])
})

test('openings, the newest first, so many of them; drills are none', async () => {
  const ids: string[] = []
  for (const minutes of [0, 1, 2, 3]) {
    await after(minutes)
    ids.push((await open()).id)
  }
  await asDrill(ids[3] ?? '')
  expect(idsOf(await listPeriods(db, 2))).toEqual([ids[2], ids[1]])
})

test('until when it is open, for real and for a drill', async () => {
  expect(await readOpenUntil(db)).toEqual({ outage: null, drill: null, now: begun })
  await open({ minutes: 20 })
  await open({ minutes: 50 })
  await asDrill((await open({ minutes: 40 })).id)
  await asDrill((await open({ minutes: 30 })).id)
  expect(await readOpenUntil(db)).toEqual({ outage: at(50), drill: at(40), now: begun })
  const longer = await open({ minutes: 70 })
  await asDrill(longer.id)
  expect(await readOpenUntil(db)).toEqual({ outage: at(50), drill: at(70), now: begun })
  await close([longer.id])
  await after(40)
  expect(await readOpenUntil(db)).toEqual({ outage: at(50), drill: null, now: at(40) })
})

test('of two who close at once one does; the others stay', async () => {
  const [first, second, other] = [await open(), await open(), await open()]
  expect((await close([first.id, second.id, 'no such period'], adminId)).toSorted()).toEqual(
    [first.id, second.id].toSorted(),
  )
  expect(await close([first.id, second.id])).toEqual([])
  expect(await closePeriodRow(db, { id: first.id, closedBy: null, reason: 'x' })).toBe(false)
  expect(await findPeriod(db, first.id)).toMatchObject({ close_reason: 'well again', closed_by_name: 'Quản trị' })
  expect(idsOf(await listOpenPeriods(db))).toEqual([other.id])
  await after(1)
  expect(await closePeriodRow(db, { id: other.id, closedBy: adminId, reason: 'done' })).toBe(true)
  expect(await findPeriod(db, other.id)).toMatchObject({ closed_at: at(1), close_reason: 'done' })
})

type Tried = { door?: 'standby' | 'phone'; purpose?: 'sign-in' | 'fresh' }

async function attempt(periodId: string, { door = 'standby', purpose = 'sign-in' }: Tried = {}) {
  const id = crypto.randomUUID()
  const made = { id, cookieHash: id, browser: id, accountId: who.id, periodId, errand: { browser: id } }
  await insertAttempt(db, { ...made, door, language: 'vi' })
  const code = { accountId: null, purpose, binding: id, phone: who.phone, tag: 'AC', codeHash: id } as const
  return { id, code: await insertChallenge(db, code) }
}

const voided = async (table: string, id: string) =>
  (await one(db, sql<{ at: Date | null }>`select voided_at as at from ${sql.table(table)} where id = ${id}`)).at

test('with a period end its half-finished attempts and their codes, at the same moment, and no others', async () => {
  const [closing, staying] = [await open(), await open()]
  const half = await attempt(closing.id)
  const answered = await attempt(closing.id)
  await run(db, sql`update challenges set used_at = clock_now() where id = ${answered.code.id}`)
  const recoded = await attempt(closing.id)
  await run(db, sql`update challenges set voided_at = clock_now() where id = ${recoded.code.id}`)
  const finished = await attempt(closing.id)
  const found = await findAttempt(db, finished.id, finished.id)
  if (found) await finishAttempt(db, found, 'sms')
  const before = await attempt(closing.id)
  await run(db, sql`update attempts set voided_at = clock_now() where id = ${before.id}`)
  await run(db, sql`update challenges set voided_at = clock_now() where id = ${before.code.id}`)
  const elsewhere = await attempt(staying.id)
  await after(3)
  await close([closing.id])
  const states: Record<string, [Date | null, Date | null]> = {}
  for (const [name, { id, code }] of Object.entries({ half, answered, recoded, finished, before, elsewhere }))
    states[name] = [await voided('attempts', id), await voided('challenges', code.id)]
  expect(states).toEqual({
    half: [at(3), at(3)],
    answered: [at(3), null],
    recoded: [at(3), begun],
    finished: [null, null],
    before: [begun, begun],
    elsewhere: [null, null],
  })
})

test('who opens and closes holds the doors until the transaction ends', async () => {
  const held = sql<{
    held: boolean
  }>`select exists (select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
    and objid::int8 = (hashtext('standby_doors')::int8 & 4294967295)) as held`
  const inside = await inTransaction(db, async (tx) => {
    await lockDoors(tx)
    return one(tx, held)
  })
  expect([inside, await one(db, held)]).toEqual([{ held: true }, { held: false }])
})

test('when it was open, the oldest first: closed, over, open still, drills too', async () => {
  const span = (id: string, from: number, to: number, kind = 'outage') => ({
    id,
    kind,
    reason,
    from: at(from),
    to: at(to),
  })
  const closed = await open()
  await after(10)
  await close([closed.id])
  const over = await open({ minutes: 5 })
  await asDrill(over.id)
  await after(30)
  const running = await open()
  await after(40)
  const spans = [span(closed.id, 0, 10), span(over.id, 10, 15, 'drill'), span(running.id, 30, 40)]
  expect(await listPeriodSpans(db, 30 * 60 + 1)).toEqual(spans)
  expect(await listPeriodSpans(db, 30 * 60)).toEqual(spans.slice(1))
})

test('what came through the door since a moment, without practice', async () => {
  const nothing = { signed_in: 0, first_at: null, codes_sent: 0, codes_entered: 0 }
  expect(await countSince(db, begun)).toEqual(nothing)
  const [real, practice] = [await open(), await open()]
  await asDrill(practice.id)
  const accept = (id: string, used = false) =>
    run(
      db,
      sql`update challenges set accepted_at = clock_now(), used_at = ${used ? sql`clock_now()` : sql`null`} where id = ${id}`,
    )
  await accept((await attempt(real.id)).code.id)
  await session(real.id, who.id)
  await after(5)
  await session(real.id, who.id)
  await session(real.id, (await addOfficer(deps, officer())).id)
  await session(practice.id, (await addOfficer(deps, officer())).id)
  await session(real.id, (await addOfficer(deps, officer())).id, { door: 'portal' })
  await accept((await attempt(real.id)).code.id, true)
  await accept((await attempt(real.id)).code.id)
  await accept((await attempt(practice.id)).code.id, true)
  await attempt(real.id)
  for (const other of [{ door: 'phone' }, { purpose: 'fresh' }] as const)
    await accept((await attempt(real.id, other)).code.id, true)
  expect(await countSince(db, at(5))).toEqual({ signed_in: 2, first_at: at(5), codes_sent: 2, codes_entered: 1 })
  expect(await countSince(db, begun)).toEqual({ signed_in: 2, first_at: begun, codes_sent: 3, codes_entered: 1 })
  expect(await countSince(db, at(6))).toEqual(nothing)
  expect(await all(db, sql`select 1 from sessions`)).toHaveLength(5)
})
