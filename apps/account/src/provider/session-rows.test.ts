// The provider's view of a session's row: found while it lives and is used, claimed once, renewed while it lives.
import { stopClock } from '@motcua/db/clock.ts'
import { all, first, one, run, sql } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { AdapterPayload } from 'oidc-provider'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { endSessions, insertSession, noteProof } from '../records/sessions/store.ts'
import { inRequest } from '../testing/in-request.ts'
import { addOfficer, officer } from '../testing/people.ts'
import { openTestRecords } from '../testing/test-database.ts'
import { recallSession, recallSubject } from './request-memory.ts'
import {
  claimSession,
  endSessionByCookie,
  findSessionPayload,
  findSessionPayloadByUid,
  findSignedIn,
  saveSessionPayload,
} from './session-rows.ts'

const deps = await openTestRecords()
const { db } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const at = (seconds: number) => new Date(begun.getTime() + seconds * 1000)
const after = (seconds: number) => stopClock(db, at(seconds))
const epoch = begun.getTime() / 1000

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await after(0)
  for (const table of ['sessions', 'provider_records']) await run(db, sql`delete from ${sql.table(table)}`)
  who = await addOfficer(deps, officer())
})

async function insert(interactionUid: string | null = null): Promise<string> {
  const made = {
    tokenHash: crypto.randomUUID(),
    accountId: who.id,
    door: 'portal',
    amr: ['pwd'],
    periodId: null,
  } as const
  const rest = { browser: 'b', device: '', address: '', interactionUid, portalSecret: null }
  return (await insertSession(db, { ...made, ...rest }, { keep: 9 })).id
}
const payloadOf = (uid: string): AdapterPayload => ({
  uid,
  jti: 'the cookie itself',
  accountId: who.id,
  kind: 'Session',
})
const kept = (uid: string, cookieId = `cookie of ${uid}`) => ({ cookieId, payload: payloadOf(uid), code: undefined })
const withoutCookie = (uid: string) => ({ uid, accountId: who.id, kind: 'Session' })

/** A row that the provider has claimed already. */
async function claimed(uid: string): Promise<string> {
  const id = await insert(`for ${uid}`)
  expect(await claimSession(db, `for ${uid}`, kept(uid))).toBe(true)
  return id
}
type Row = {
  uid: string | null
  cookie_id: string | null
  interaction_uid: string | null
  payload: object | null
  seen_at: Date
}
const row = (id: string) =>
  one(db, sql<Row>`select uid, cookie_id, interaction_uid, payload, seen_at from sessions where id = ${id}`)
const end = (id: string) => endSessions(db, { id }, { reason: 'test' })

const newCode = {
  id: 'code',
  model: 'AuthorizationCode',
  payload: { accountId: 'a', sessionUid: 'u', jti: 'code' },
  seconds: 60,
}
const records = () => all(db, sql`select id, model, payload, session_uid, expires_at from provider_records`)

test('claimed by the first that comes, with its code; the cookie itself is nowhere', async () => {
  const [id, other] = [await insert('i'), await insert('j')]
  expect(await claimSession(db, 'i', { ...kept('u'), code: newCode })).toBe(true)
  expect(await row(id)).toEqual({
    uid: 'u',
    cookie_id: 'cookie of u',
    interaction_uid: null,
    payload: withoutCookie('u'),
    seen_at: begun,
  })
  expect(await row(other)).toMatchObject({ uid: null, interaction_uid: 'j', payload: null })
  expect(await records()).toEqual([
    {
      id: tokenHash('code'),
      model: 'AuthorizationCode',
      payload: { accountId: 'a', sessionUid: 'u' },
      session_uid: 'u',
      expires_at: at(60),
    },
  ])
  expect(await claimSession(db, 'i', { ...kept('v'), code: { ...newCode, id: 'another' } })).toBe(false)
  expect(await records()).toHaveLength(1)
})

test('not claimed: of another person, ended, over', async () => {
  const id = await insert('i')
  const theirs = { ...kept('u'), payload: { ...payloadOf('u'), accountId: crypto.randomUUID() } }
  expect(await claimSession(db, 'i', theirs)).toBe(false)
  await after(limits.session.portal)
  expect(await claimSession(db, 'i', kept('u'))).toBe(false)
  await after(0)
  await end(id)
  expect(await claimSession(db, 'i', kept('u'))).toBe(false)
  expect(await row(id)).toMatchObject({ uid: null, payload: null })
})

test('a claim without a uid leaves none', async () => {
  const id = await insert('i')
  expect(await claimSession(db, 'i', { ...kept('u'), payload: { accountId: who.id } })).toBe(true)
  expect(await row(id)).toMatchObject({ uid: null, payload: { accountId: who.id } })
})

test('renewed while it lives, with its code, for its own person', async () => {
  const id = await claimed('u')
  await claimed('v')
  const more = { cookieId: 'rotated', payload: { ...payloadOf('u'), authorizations: {} }, code: newCode }
  expect(await saveSessionPayload(db, more)).toBe(true)
  expect(await row(id)).toMatchObject({ cookie_id: 'rotated', payload: { ...withoutCookie('u'), authorizations: {} } })
  expect(await records()).toHaveLength(1)
  expect(await saveSessionPayload(db, { ...more, payload: { accountId: who.id } })).toBe(false)
  expect(await saveSessionPayload(db, { ...more, payload: { ...more.payload, accountId: crypto.randomUUID() } })).toBe(
    false,
  )
  await after(limits.session.portal)
  expect(await saveSessionPayload(db, more)).toBe(false)
  await after(0)
  await end(id)
  expect(await saveSessionPayload(db, { ...more, code: { ...newCode, id: 'another' } })).toBe(false)
  expect(await records()).toEqual([])
})

test('found by its cookie, which notes that it was used; not when idle, over or ended', async () => {
  const id = await claimed('u')
  await after(limits.session.idle - 1)
  expect(await findSessionPayload(db, 'cookie of u')).toEqual(withoutCookie('u'))
  expect((await row(id)).seen_at).toEqual(at(limits.session.idle - 1))
  expect(await findSessionPayload(db, 'another')).toBeUndefined()
  await after(2 * limits.session.idle - 1)
  expect(await findSessionPayload(db, 'cookie of u')).toBeUndefined()
  await run(db, sql`update sessions set seen_at = ${at(limits.session.portal - 1)}`)
  await after(limits.session.portal)
  expect(await findSessionPayload(db, 'cookie of u')).toBeUndefined()
  await after(limits.session.portal - 1)
  expect(await findSessionPayload(db, 'cookie of u')).toBeDefined()
  await end(id)
  expect(await findSessionPayload(db, 'cookie of u')).toBeUndefined()
})

test('found by its uid however idle; not over, not ended, not before it is claimed', async () => {
  const id = await claimed('u')
  await after(limits.session.portal - 1)
  expect(await findSessionPayloadByUid(db, 'u')).toEqual(withoutCookie('u'))
  expect((await row(id)).seen_at).toEqual(begun)
  expect(await findSessionPayloadByUid(db, 'v')).toBeUndefined()
  await after(limits.session.portal)
  expect(await findSessionPayloadByUid(db, 'u')).toBeUndefined()
  await after(0)
  await run(db, sql`update sessions set payload = null`)
  expect(await findSessionPayloadByUid(db, 'u')).toBeUndefined()
  await run(db, sql`update sessions set payload = '{}'`)
  await end(id)
  expect(await findSessionPayloadByUid(db, 'u')).toBeUndefined()
})

const interaction = (more: { uid?: string; until?: number } = {}) => ({
  uid: 'i',
  until: epoch + 600,
  sessionUid: 'u',
  ...more,
})

test('who signed in for an interaction: through which door, how, and when they last proved themself', async () => {
  const id = await insert('i')
  expect(await findSignedIn(db, interaction())).toMatchObject({
    accountId: who.id,
    door: 'portal',
    amr: ['pwd'],
    at: epoch,
  })
  await run(db, sql`update sessions set authenticated_at = ${at(-60)}`)
  expect(await findSignedIn(db, interaction())).toMatchObject({ at: epoch })
  await after(90)
  await noteProof(db, id, ['otp'])
  expect(await findSignedIn(db, interaction())).toMatchObject({ at: epoch + 90, amr: ['otp', 'pwd'] })
})

test('nobody signed in: for another, for one that is over, by a session that is over or ended', async () => {
  const id = await insert('i')
  expect(await findSignedIn(db, interaction({ uid: 'j' }))).toBeUndefined()
  await after(599)
  expect(await findSignedIn(db, interaction())).toBeDefined()
  await after(600)
  expect(await findSignedIn(db, interaction())).toBeUndefined()
  await after(limits.session.portal)
  expect(await findSignedIn(db, interaction({ until: epoch + 10 * limits.session.portal }))).toBeUndefined()
  await after(0)
  await end(id)
  expect(await findSignedIn(db, interaction())).toBeUndefined()
})

test('what a request has read it remembers: session and person by the uid', async () => {
  await claimed('u')
  await insert('i')
  const seen = await inRequest(async () => {
    const nothing = [recallSession('u'), recallSubject('u')]
    await findSessionPayload(db, 'another')
    await findSignedIn(db, interaction({ uid: 'j' }))
    const still = [recallSession('u'), recallSubject('u'), recallSubject('of the interaction')]
    await findSessionPayload(db, 'cookie of u')
    await findSignedIn(db, { ...interaction(), sessionUid: 'of the interaction' })
    const known = [recallSession('u'), recallSubject('u')?.id, recallSubject('of the interaction')?.id]
    return [nothing, still, known, recallSession('of the interaction')]
  })
  const none = [undefined, undefined]
  expect(seen).toEqual([none, [...none, undefined], [withoutCookie('u'), who.id, who.id], undefined])
})

test('signed out by its cookie: that row and no other', async () => {
  const id = await claimed('u')
  const other = await claimed('v')
  await endSessionByCookie(db, 'another')
  await endSessionByCookie(db, 'cookie of u')
  await after(1)
  await endSessionByCookie(db, 'cookie of u')
  const ended = sql`select id, ended_at, end_reason from sessions where ended_at is not null`
  expect(await all(db, ended)).toEqual([{ id, ended_at: begun, end_reason: 'sign-out' }])
  expect(await first(db, sql`select 1 from sessions where id = ${other} and ended_at is null`)).toBeDefined()
})
