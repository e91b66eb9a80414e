// A session's row: how long it lives, who finds it, and all that ends with it, to the second.
import { stopClock } from '@motcua/db/clock.ts'
import { all, first, inTransaction, one, run, sql } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { addOfficer, officer } from '../../testing/people.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { closePeriodRow, insertPeriod, type Scope } from '../standby/store.ts'
import { addLastSession, openSession } from './open-session.ts'
import {
  type Door,
  endSessions,
  findOwner,
  insertSession,
  listSessions,
  type NewSession,
  noteProof,
  offerToInteraction,
  proofAgeOf,
  purgeSessions,
  touchSession,
  type Which,
} from './store.ts'

const deps = await openTestRecords()
const { db } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const at = (seconds: number) => new Date(begun.getTime() + seconds * 1000)
const after = (seconds: number) => stopClock(db, at(seconds))

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await after(0)
  for (const table of ['sessions', 'logout_notices', 'provider_records'])
    await run(db, sql`delete from ${sql.table(table)}`)
  await run(db, sql`update standby_periods set closed_at = opened_at where closed_at is null`)
  who = await addOfficer(deps, officer())
})

const made = (more: Partial<NewSession> = {}): NewSession => ({
  tokenHash: `hash of ${crypto.randomUUID()}`,
  accountId: who.id,
  door: 'portal',
  amr: ['pwd', 'otp'],
  periodId: null,
  browser: 'b',
  device: 'Firefox',
  address: '203.0.113.7',
  interactionUid: null,
  portalSecret: null,
  ...more,
})
async function insert(more: Partial<NewSession> = {}, keep = 9) {
  const whole = made(more)
  const { id } = await insertSession(db, whole, { keep })
  return { ...whole, id }
}
const period = (scope: Scope = { kind: 'everyone' }) =>
  insertPeriod(db, { scope, reason: 'Cổng không truy cập được', minutes: 60, openedBy: null })
type Row = { id: string; ended_at: Date | null; end_reason: string | null }
const rows = () => all(db, sql<Row>`select id, ended_at, end_reason from sessions order by created_at, id`)
const live = async () => (await rows()).filter(({ ended_at }) => ended_at === null).map(({ id }) => id)
const change = (id: string, what: ReturnType<typeof sql>) => run(db, sql`update sessions set ${what} where id = ${id}`)

test('the whole row', async () => {
  const { id: periodId } = await period()
  const whole = made({ door: 'standby', periodId, interactionUid: 'i', portalSecret: 'sealed' })
  const { id, created_at } = await insertSession(db, whole, { keep: 3 })
  expect(created_at).toEqual(begun)
  expect(await all(db, sql`select * from sessions`)).toEqual([
    {
      id,
      token_hash: whole.tokenHash,
      uid: null,
      cookie_id: null,
      interaction_uid: 'i',
      account_id: who.id,
      door: 'standby',
      amr: ['pwd', 'otp'],
      period_id: periodId,
      payload: null,
      browser: 'b',
      device: 'Firefox',
      address: '203.0.113.7',
      created_at: begun,
      authenticated_at: begun,
      seen_at: begun,
      expires_at: at(limits.session.standby),
      ended_at: null,
      end_reason: null,
      portal_secret: 'sealed',
      confirmed_at: null,
      mismatched_at: null,
    },
  ])
  expect(await all(db, sql`select 1 from audit_events where account_id = ${who.id}`)).toEqual([])
})

test.each<[Door, number, number]>([
  ['portal', 12 * 3600, 15 * 60],
  ['standby', 8 * 3600, 15 * 60],
  ['phone', 8 * 3600, 15 * 60],
  ['console', 3600, 5 * 60],
])('through the door %s it lives for %i s, and %i s without being seen', async (door, total, idle) => {
  const { id, tokenHash: hash } = await insert({ door })
  await after(idle - 1)
  expect(await touchSession(db, hash)).toMatchObject({ id, door, seen_at: at(idle - 1), proof_age: idle - 1 })
  await after(idle - 1 + idle)
  expect(await touchSession(db, hash)).toBeUndefined()
  await change(id, sql`seen_at = ${at(total - 1)}`)
  await after(total - 1)
  expect(await touchSession(db, hash)).toMatchObject({ id })
  expect(await listSessions(db, who.id)).toHaveLength(1)
  await after(total)
  expect(await touchSession(db, hash)).toBeUndefined()
  expect(await listSessions(db, who.id)).toEqual([])
  expect(await findOwner(db, hash)).toBe(who.id)
})

test('found by its own cookie, until it is ended', async () => {
  const { id, tokenHash: hash } = await insert()
  await insert()
  const whole = {
    id,
    account_id: who.id,
    door: 'portal',
    amr: ['pwd', 'otp'],
    period_id: null,
    browser: 'b',
    device: 'Firefox',
    address: '203.0.113.7',
    created_at: begun,
    authenticated_at: begun,
    seen_at: begun,
    expires_at: at(limits.session.portal),
    proof_age: 0,
  }
  expect(await touchSession(db, hash)).toEqual(whole)
  expect(await touchSession(db, 'another')).toBeUndefined()
  expect([await findOwner(db, hash), await findOwner(db, 'another')]).toEqual([who.id, undefined])
  await endSessions(db, { id }, { reason: 'test' })
  expect(await touchSession(db, hash)).toBeUndefined()
  expect(await findOwner(db, hash)).toBeUndefined()
})

test('one’s own live ones, the newest first', async () => {
  const old = await insert()
  await after(1)
  const young = await insert()
  const ended = await insert()
  await endSessions(db, { id: ended.id }, { reason: 'test' })
  await insert({ accountId: (await addOfficer(deps, officer())).id })
  expect((await listSessions(db, who.id)).map(({ id, proof_age }) => [id, proof_age])).toEqual([
    [young.id, 0],
    [old.id, 1],
  ])
})

test.each([
  ['when the portal says', -600, at(-600)],
  ['now, where the portal says a time to come', 600, begun],
])('the proof is of %s', async (_name, seconds, proven) => {
  const { tokenHash: hash } = await insert({ provenAt: at(seconds).getTime() / 1000 })
  expect(await touchSession(db, hash)).toMatchObject({ authenticated_at: proven, created_at: begun })
})

test('a fresh proof is noted with its methods, of a session that lives', async () => {
  const { id, tokenHash: hash } = await insert()
  const other = await insert()
  await after(60)
  expect([await proofAgeOf(db, id), await noteProof(db, id, ['otp', 'hwk'])]).toEqual([60, 1])
  const seen = await touchSession(db, hash)
  expect([seen?.authenticated_at, seen?.amr.toSorted()]).toEqual([at(60), ['hwk', 'otp', 'pwd']])
  expect([await proofAgeOf(db, id), await proofAgeOf(db, other.id)]).toEqual([0, 60])
  await endSessions(db, { id }, { reason: 'test' })
  expect([await proofAgeOf(db, id), await noteProof(db, id, ['otp'])]).toEqual([undefined, 0])
})

test('offered to an interaction while it lives', async () => {
  const { id } = await insert()
  const { id: ended } = await insert()
  await endSessions(db, { id: ended }, { reason: 'test' })
  await after(limits.session.portal - 1)
  expect([await offerToInteraction(db, id, 'i'), await offerToInteraction(db, ended, 'i')]).toEqual([1, 0])
  expect(await all(db, sql`select id from sessions where interaction_uid = 'i'`)).toEqual([{ id }])
  await after(limits.session.portal)
  expect(await offerToInteraction(db, id, 'j')).toBe(0)
})

test('beyond those that are kept the oldest ends; what is over by itself is not counted', async () => {
  const over = await insert({ door: 'console' })
  await after(limits.console.total)
  const ids: string[] = []
  for (let i = 1; i <= 4; i += 1) {
    await after(limits.console.total + i)
    ids.push((await insert({}, 3)).id)
  }
  await insert({ accountId: (await addOfficer(deps, officer())).id }, 3)
  const [oldest, ...kept] = ids
  expect((await rows()).find(({ id }) => id === oldest)).toEqual({
    id: oldest,
    ended_at: at(limits.console.total + 4),
    end_reason: 'too-many',
  })
  expect((await live()).filter((id) => [...ids, over.id].includes(id))).toEqual([over.id, ...kept])
})

test('one that was ended is not among those that are kept', async () => {
  const [older, second] = [await insert(), await insert()]
  await after(1)
  await endSessions(db, { id: (await insert()).id }, { reason: 'sign-out' })
  await after(2)
  const last = await insert({}, 3)
  expect((await live()).toSorted()).toEqual([older.id, second.id, last.id].toSorted())
})

const noted = () =>
  one(
    db,
    sql<{
      at: Date
      standby: Date
    }>`select last_sign_in_at as at, standby_sign_in_at as standby from accounts where id = ${who.id}`,
  )

test('opened: the cookie’s token is kept as its hash, the sign-in is noted by its door, and told', async () => {
  const { tokenHash: _none, ...rest } = made({ door: 'standby' })
  const told = { event: 'sign-in', accountId: who.id, door: 'standby', address: '203.0.113.7' } as const
  const { id, token, at: when } = await openSession(db, rest, told)
  expect(when).toEqual(begun)
  expect(await touchSession(db, tokenHash(token))).toMatchObject({ id })
  expect(await noted()).toEqual({ at: begun, standby: begun })
  const events = sql`select event, account_id, session_id, door, address from audit_events where account_id = ${who.id}`
  expect(await all(db, events)).toEqual([
    { event: 'sign-in', account_id: who.id, session_id: id, door: 'standby', address: '203.0.113.7' },
  ])
  await after(9)
  await openSession(db, { ...rest, door: 'portal' })
  expect(await noted()).toEqual({ at: at(9), standby: begun })
  await after(10)
  const added = await inTransaction(db, (tx) => addLastSession(tx, rest))
  expect(await touchSession(db, tokenHash(added.token))).toMatchObject({ id: added.id })
  expect(await noted()).toEqual({ at: at(9), standby: begun })
  expect(await all(db, events)).toHaveLength(1)
  await inTransaction(db, (tx) => addLastSession(tx, rest))
  expect(await live()).toHaveLength(limits.session.most)
})

const record = (id: string, uid: string | null) =>
  run(
    db,
    sql`insert into provider_records (id, model, payload, session_uid, expires_at)
      values (${id}, 'AccessToken', '{}', ${uid}, clock_now() + interval '1 hour')`,
  )

test('ended with it: codes and tokens; told: every party that it had gone on to, and the audit', async () => {
  const { id: periodId } = await period()
  const { id } = await insert({ door: 'standby', periodId, portalSecret: 'sealed' })
  const other = await insert()
  const payload = { authorizations: { one: { sid: 's1' }, two: { sid: 's2' }, three: { grantId: 'g' } } }
  await change(id, sql`uid = 'u', payload = ${JSON.stringify(payload)}::jsonb`)
  await change(other.id, sql`uid = 'v', payload = ${JSON.stringify(payload)}::jsonb`)
  await record('mine', 'u')
  await record('theirs', 'v')
  await record('nobody’s', null)
  await after(5)
  const ended = await endSessions(db, { id }, { reason: 'by-admin', actorId: who.id })
  expect(ended).toEqual([{ id, account_id: who.id, door: 'standby', portal_secret: 'sealed' }])
  expect(await first(db, sql`select ended_at, end_reason, portal_secret from sessions where id = ${id}`)).toEqual({
    ended_at: at(5),
    end_reason: 'by-admin',
    portal_secret: null,
  })
  expect(await all(db, sql`select id from provider_records order by id`)).toEqual([
    { id: 'nobody’s' },
    { id: 'theirs' },
  ])
  expect(await all(db, sql`select client_id, account_id, sid from logout_notices order by sid`)).toEqual([
    { client_id: 'one', account_id: who.id, sid: 's1' },
    { client_id: 'two', account_id: who.id, sid: 's2' },
  ])
  const told = sql`select event, account_id, actor_id, session_id, period_id, door, detail from audit_events where account_id = ${who.id}`
  expect(await all(db, told)).toEqual([
    {
      event: 'session-ended',
      account_id: who.id,
      actor_id: who.id,
      session_id: id,
      period_id: periodId,
      door: 'standby',
      detail: { reason: 'by-admin' },
    },
  ])
  expect(await endSessions(db, { id }, { reason: 'again' })).toEqual([])
  await endSessions(db, { id: other.id }, { reason: 'sign-out' })
  expect(
    await first(db, sql`select 1 from audit_events where actor_id is null and session_id = ${other.id}`),
  ).toBeDefined()
})

test('which ones end: by each of the keys those, and no other', async () => {
  const [a, b] = [await insert(), await insert()]
  const theirs = await insert({ accountId: (await addOfficer(deps, officer())).id })
  await change(b.id, sql`uid = 'of b'`)
  const everybody = [a.id, b.id, theirs.id].toSorted()
  const keys: [Which, string[]][] = [
    [{ id: a.id }, [a.id]],
    [{ id: 'no such session' }, []],
    [{ tokenHash: a.tokenHash }, [a.id]],
    [{ uid: 'of b' }, [b.id]],
    [{ accountId: who.id }, [a.id, b.id].toSorted()],
    [{ accountId: who.id, except: a.id }, [b.id]],
    [{ oldestOf: who.id, keep: 0 }, [a.id, b.id].toSorted()],
    [{ oldestOf: who.id, keep: 2 }, []],
    [{ everyone: true }, everybody],
  ]
  for (const [which, expected] of keys) {
    const ended = await endSessions(db, which, { reason: 'test' })
    expect([which, ended.map(({ id }) => id).toSorted()]).toEqual([which, expected])
    await run(db, sql`update sessions set ended_at = null, end_reason = null`)
  }
})

test('where no period covers them any more those of the standby door end, and only those', async () => {
  const { id: all_ } = await period()
  const standby = await insert({ door: 'standby', periodId: all_ })
  await insert({ door: 'portal' })
  await insert({ door: 'phone' })
  const other = await addOfficer(deps, officer({ agency: 'H09.32' }))
  const theirs = await insert({ door: 'standby', accountId: other.id })
  const end = async () => (await endSessions(db, { uncovered: true }, { reason: 'uncovered' })).map(({ id }) => id)
  expect(await end()).toEqual([])
  await closePeriodRow(db, { id: all_, closedBy: null, reason: 'x' })
  await period({ kind: 'agencies', codes: ['H09.31'] })
  expect(await end()).toEqual([theirs.id])
  await run(db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  await period({ kind: 'people', accountIds: [who.id] })
  expect(await end()).toEqual([])
  await run(db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  await period({ kind: 'people', accountIds: [other.id] })
  expect(await end()).toEqual([standby.id])
  expect(await live()).toHaveLength(2)
})

test('over by its time a period covers nobody', async () => {
  const standby = await insert({ door: 'standby', periodId: (await period()).id })
  await after(3599)
  expect(await endSessions(db, { uncovered: true }, { reason: 'uncovered' })).toEqual([])
  await after(3600)
  expect(await endSessions(db, { uncovered: true }, { reason: 'uncovered' })).toMatchObject([{ id: standby.id }])
})

test('purged when long over, a few at a time; those of a period stay as long as its report is read', async () => {
  const { id: periodId } = await period()
  for (let i = 0; i < 3; i += 1) await insert()
  await insert({ periodId })
  const over = limits.session.portal + limits.kept.sessions
  await after(over)
  expect(await purgeSessions(db, 10)).toBe(0)
  await after(over + 1)
  expect(await purgeSessions(db, 2)).toBe(2)
  expect(await purgeSessions(db, 10)).toBe(1)
  await after(limits.session.portal + limits.kept.standbySessions)
  expect(await purgeSessions(db, 10)).toBe(0)
  await after(limits.session.portal + limits.kept.standbySessions + 1)
  expect(await purgeSessions(db, 10)).toBe(1)
})
