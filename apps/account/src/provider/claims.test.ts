// What a relying party learns of a person, by its scopes, and who is nobody to it.
import { stopClock } from '@motcua/db/clock.ts'
import { first, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { addPublicAccount } from '../records/accounts/store.ts'
import { insertSession } from '../records/sessions/store.ts'
import { closePeriodRow, insertPeriod } from '../records/standby/store.ts'
import { inRequest } from '../testing/in-request.ts'
import { addOfficer, officer } from '../testing/people.ts'
import { openTestRecords } from '../testing/test-database.ts'
import { findSubject, type Subject, subjectColumns, subjectOfSession } from './claims.ts'
import { rememberSession } from './request-memory.ts'

const deps = await openTestRecords()
const { db } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const after = (seconds: number) => stopClock(db, new Date(begun.getTime() + seconds * 1000))

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await after(0)
  who = await addOfficer(deps, officer())
})

async function session(accountId = who.id, periodId: string | null = null): Promise<string> {
  const uid = crypto.randomUUID()
  const made = { tokenHash: uid, accountId, door: 'standby', amr: ['pwd'], periodId, browser: 'b', device: '' } as const
  await insertSession(db, { ...made, address: '', interactionUid: null, portalSecret: null }, { keep: 9 })
  await run(db, sql`update sessions set uid = ${uid} where token_hash = ${uid}`)
  return uid
}
const period = () =>
  insertPeriod(db, { scope: { kind: 'everyone' }, reason: 'Cổng không truy cập được', minutes: 60, openedBy: null })

async function claims(accountId: string, uid: string | undefined, scope: string) {
  const found = await findSubject(db, accountId, uid)
  if (!found) return undefined
  expect(found.accountId).toBe(accountId)
  return found.claims('userinfo', scope, {}, [])
}
const rights = ['receive', 'process', 'return']
const ofOfficer = () => ({ agency: 'H09.31.01', agency_name: 'Đơn vị H09.31.01', role: 'officer', rights })

test('an officer, to a party that asked for it; and during which standby period', async () => {
  const { id } = await period()
  const person = { sub: who.id, name: who.name }
  expect(await claims(who.id, await session(), 'openid officer')).toEqual({ ...person, ...ofOfficer() })
  expect(await claims(who.id, await session(), 'openid profile')).toEqual(person)
  expect(await claims(who.id, await session(), 'openid officers')).toEqual(person)
  const uid = await session(who.id, id)
  expect(await claims(who.id, uid, 'officer')).toEqual({ ...person, ...ofOfficer(), standby_period: id })
})

test('a citizen has no agency, whoever asks', async () => {
  const { id } = await addPublicAccount(db, 'citizen', 'Trần Văn Dân')
  expect(await claims(id, await session(id), 'openid officer')).toEqual({ sub: id, name: 'Trần Văn Dân' })
})

test('without a session, or with another person’s, the person alone', async () => {
  const { id } = await period()
  const other = await addOfficer(deps, officer())
  const theirs = await session(other.id, id)
  for (const uid of [undefined, 'no such session', theirs])
    expect(await claims(who.id, uid, 'openid')).toEqual({ sub: who.id, name: who.name })
})

test.each(['suspended_at', 'held_at'])('nobody: %s', async (column) => {
  const uid = await session()
  await run(db, sql`update accounts set ${sql.id(column)} = clock_now() where id = ${who.id}`)
  expect(await findSubject(db, who.id, uid)).toBeUndefined()
  const ofSession = sql<{ id: null }>`select ${subjectColumns} from sessions s ${subjectOfSession} where s.uid = ${uid}`
  expect(await first(db, ofSession)).toMatchObject({ id: null, is_cut: false })
})

test('nobody by an id that no account has', async () => {
  expect(await findSubject(db, crypto.randomUUID(), undefined)).toBeUndefined()
})

test('its period closed while the code was on its way: no tokens; a session older than a code goes on', async () => {
  const { id } = await period()
  const old = await session(who.id, id)
  await after(2 * limits.oidc.code)
  const uid = await session(who.id, id)
  expect(await findSubject(db, who.id, uid)).toBeDefined()
  await closePeriodRow(db, { id, closedBy: null, reason: 'x' })
  expect([await findSubject(db, who.id, uid), (await findSubject(db, who.id, old))?.accountId]).toEqual([
    undefined,
    who.id,
  ])
  await after(4 * limits.oidc.code - 1)
  expect(await findSubject(db, who.id, uid)).toBeUndefined()
  await after(4 * limits.oidc.code)
  expect(await findSubject(db, who.id, uid)).toBeDefined()
})

test('its period over by its time: no tokens either', async () => {
  const { id } = await period()
  await after(3599)
  const uid = await session(who.id, id)
  expect(await findSubject(db, who.id, uid)).toBeDefined()
  await after(3600)
  expect(await findSubject(db, who.id, uid)).toBeUndefined()
})

test('read once in a request: what it knows of this person in this session is taken, nobody else’s', async () => {
  const known: Subject = {
    id: who.id,
    name: 'known already',
    kind: 'citizen',
    agency_code: null,
    agency_name: null,
    role: null,
    rights: [],
    period_id: null,
    is_cut: false,
  }
  const other = await addOfficer(deps, officer())
  const names = await inRequest(async () => {
    rememberSession('u', known)
    rememberSession('cut', { ...known, is_cut: true })
    const asked = [await claims(who.id, 'u', 'openid'), await claims(other.id, 'u', 'openid')]
    return [...asked.map((told) => told?.['name']), await findSubject(db, who.id, 'cut')]
  })
  expect(names).toEqual(['known already', other.name, undefined])
})
