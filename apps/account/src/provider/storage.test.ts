// Where the library's records go: by their kind to rows, to the session, to nowhere; and what one request writes together.
import { stopClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { endSessions, insertSession } from '../records/sessions/store.ts'
import { inRequest } from '../testing/in-request.ts'
import { addOfficer, officer } from '../testing/people.ts'
import { openTestRecords } from '../testing/test-database.ts'
import { grantId } from './grants.ts'
import { recallSession } from './request-memory.ts'
import { claimSession } from './session-rows.ts'
import { createStorage } from './storage.ts'

const deps = await openTestRecords()
const { db, secret } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const at = (seconds: number) => new Date(begun.getTime() + seconds * 1000)
const after = (seconds: number) => stopClock(db, at(seconds))

const party = { payload: { client_id: 'mot-cua' }, name_vi: 'Một cửa', name_en: 'One door' }
const parties = async (id: string) => (id === 'mot-cua' ? party : undefined)
const storage = createStorage({ db, secret, https: false, parties })
const [codes, tokens, renewals, sessions] = ['AuthorizationCode', 'AccessToken', 'RefreshToken', 'Session'].map(
  storage,
) as [ReturnType<typeof storage>, ReturnType<typeof storage>, ReturnType<typeof storage>, ReturnType<typeof storage>]

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await after(0)
  for (const table of ['sessions', 'provider_records']) await run(db, sql`delete from ${sql.table(table)}`)
  who = await addOfficer(deps, officer())
})

type Row = { id: string; model: string; expires_at: Date; consumed_at: Date | null }
const byId = (a: Row, b: Row) => (a.id < b.id ? -1 : 1)
const rows = async () =>
  (await all(db, sql<Row>`select id, model, expires_at, consumed_at from provider_records`)).sort(byId)
const row = (id: string, model: string, seconds: number) => ({
  id: tokenHash(id),
  model,
  expires_at: at(seconds),
  consumed_at: null,
})
const used = new errors.InvalidGrant('already consumed')

test.each(['ReplayDetection', 'AccessToken', 'RefreshToken'])(
  'a record of the kind %s: kept, found, used once, taken away',
  async (model) => {
    const kind = storage(model)
    await kind.upsert('one', { jti: 'one', accountId: 'a' }, 60)
    await kind.upsert('two', { jti: 'two' }, 60)
    await storage('Other').upsert('three', {}, 30)
    const kept = [row('one', model, 60), row('two', model, 60), row('three', 'Other', 30)]
    expect(await rows()).toEqual(kept.sort(byId))
    expect(await kind.find('one')).toEqual({ jti: 'one', accountId: 'a' })
    expect([await kind.find('three'), await kind.find('none')]).toEqual([undefined, undefined])
    await kind.consume('one')
    await expect(kind.consume('one')).rejects.toEqual(used)
    await expect(kind.consume('one')).rejects.toBeInstanceOf(errors.InvalidGrant)
    expect(await kind.find('one')).toEqual({ jti: 'one', accountId: 'a', consumed: true })
    await kind.destroy('one')
    expect([await kind.find('one'), await kind.find('two')]).toEqual([undefined, { jti: 'two' }])
    await after(60)
    expect(await kind.find('two')).toBeUndefined()
  },
)

test('kept without a time it is over at once; kept again it is renewed', async () => {
  const kind = storage('ReplayDetection')
  await kind.upsert('one', { n: 1 }, undefined as unknown as number)
  expect(await rows()).toEqual([row('one', 'ReplayDetection', 0)])
  await kind.upsert('one', { n: 2 }, 60)
  expect(await kind.find('one')).toEqual({ jti: 'one', n: 2 })
})

test('nothing is found by other names', async () => {
  await expect(tokens.findByUid('u')).resolves.toBeUndefined()
  await expect(tokens.findByUserCode('u')).resolves.toBeUndefined()
})

test('a party is what the settings say of it, a grant what its id says', async () => {
  expect(await storage('Client').find('mot-cua')).toEqual(party.payload)
  expect(await storage('Client').find('another')).toBeUndefined()
  const id = grantId({ accountId: 'a', clientId: 'c', scope: 'openid', sessionUid: 'u' })
  expect(await storage('Grant').find(id)).toMatchObject({ accountId: 'a', clientId: 'c' })
})

test('a grant of a session is taken back by kind', async () => {
  const grant = (sessionUid: string) => grantId({ accountId: 'a', clientId: 'c', scope: 'openid', sessionUid })
  for (const uid of ['u', 'v']) await tokens.upsert(`token ${uid}`, { sessionUid: uid, grantId: grant(uid) }, 60)
  await renewals.upsert('renewal', { sessionUid: 'u', grantId: grant('u') }, 60)
  await tokens.revokeByGrantId(grant('u'))
  expect(await tokens.find('token u')).toBeUndefined()
  expect([await tokens.find('token v'), await renewals.find('renewal')]).toMatchObject([
    { sessionUid: 'v' },
    { sessionUid: 'u' },
  ])
})

// ── sessions ──

type Kept = { uid: string; accountId: string }
async function signIn(uid: string): Promise<Kept & { id: string }> {
  const rest = {
    browser: 'b',
    device: '',
    address: '',
    interactionUid: `for ${uid}`,
    portalSecret: null,
    periodId: null,
  }
  const made = { tokenHash: crypto.randomUUID(), accountId: who.id, door: 'portal', amr: ['pwd'], ...rest } as const
  const { id } = await insertSession(db, made, { keep: 9 })
  return { id, uid, accountId: who.id }
}
async function signedIn(uid: string, cookie: string) {
  const { id, ...payload } = await signIn(uid)
  await claimSession(db, `for ${uid}`, { cookieId: tokenHash(cookie), payload, code: undefined })
  return { id, payload }
}

test('a session of nobody is a record; one of a person is their row, found by its cookie', async () => {
  await sessions.upsert('cookie', { uid: 'u' }, 60)
  expect([await rows(), await sessions.find('cookie')]).toEqual([
    [row('cookie', 'Session', 60)],
    { jti: 'cookie', uid: 'u' },
  ])
  const { payload } = await signedIn('v', 'theirs')
  expect(await sessions.find('theirs')).toEqual({ ...payload, jti: 'theirs' })
  expect(await sessions.find('none')).toBeUndefined()
  await sessions.upsert('rotated', { ...payload, jti: 'rotated', loginTs: 7 }, 60)
  expect(await sessions.find('theirs')).toBeUndefined()
  expect(await sessions.find('rotated')).toEqual({ ...payload, jti: 'rotated', loginTs: 7 })
  expect(await rows()).toHaveLength(1)
})

test('a session whose row has ended is not kept: signing in again is the only way', async () => {
  const { id, payload } = await signedIn('u', 'cookie')
  await endSessions(db, { id }, { reason: 'test' })
  const kept = sessions.upsert('cookie', payload, 60)
  await expect(kept).rejects.toBeInstanceOf(errors.LoginRequired)
  await expect(kept).rejects.toMatchObject({ error_description: 'the session has ended' })
})

test('found by its uid: in the row, or as this request has read it', async () => {
  const { payload } = await signedIn('u', 'cookie')
  expect([await sessions.findByUid('u'), await sessions.findByUid('v')]).toEqual([payload, undefined])
  const seen = await inRequest(async () => {
    await sessions.find('cookie')
    await run(db, sql`update sessions set payload = '{}'`)
    const before = [recallSession('u'), await sessions.findByUid('u')]
    return [...before, await sessions.findByUid('v')]
  })
  expect(seen).toEqual([payload, payload, undefined])
  expect(await sessions.findByUid('u')).toEqual({})
})

test('that it has ended, a request asks once', async () => {
  const { id } = await signedIn('u', 'cookie')
  await tokens.upsert('token', { sessionUid: 'u' }, 60)
  await run(db, sql`update sessions set ended_at = clock_now() where id = ${id}`)
  const seen = await inRequest(async () => {
    await tokens.find('token')
    await run(db, sql`update sessions set ended_at = null`)
    return [recallSession('u'), await sessions.findByUid('u')]
  })
  expect(seen).toEqual([null, undefined])
  expect(await sessions.findByUid('u')).toBeDefined()
})

const answering = (ctx: KoaContextWithOIDC, uid: string) =>
  ctx.oidc.entity('Interaction', { uid } as unknown as Parameters<typeof ctx.oidc.entity>[1])

test('answering an interaction it takes the row of who signed in for it; otherwise its own', async () => {
  const { uid, accountId, id } = await signIn('u')
  await inRequest(async (ctx) => {
    answering(ctx, 'for u')
    await sessions.upsert('cookie', { uid, accountId }, 60)
  })
  expect(await sessions.find('cookie')).toEqual({ uid, accountId, jti: 'cookie' })
  await inRequest(async (ctx) => {
    answering(ctx, 'for nobody')
    await sessions.upsert('rotated', { uid, accountId }, 60)
  })
  expect(await sessions.find('rotated')).toBeDefined()
  expect(await all(db, sql`select id from sessions`)).toEqual([{ id }])
})

test('destroyed it is signed out; a cookie that rotates leaves the row alive', async () => {
  const { id } = await signedIn('u', 'cookie')
  const live = () => all(db, sql`select id from sessions where ended_at is null`)
  const destroyIn = (old: string | undefined) =>
    inRequest(async (ctx) => {
      Object.assign(ctx.oidc, { session: { oldId: old } })
      await sessions.destroy('cookie')
    })
  await destroyIn('cookie')
  expect(await live()).toEqual([{ id }])
  await destroyIn('another')
  expect(await live()).toEqual([])
  await signedIn('v', 'second')
  await inRequest(() => sessions.destroy('second'))
  expect(await live()).toEqual([])
  await sessions.upsert('nobody’s', { uid: 'w' }, 60)
  await sessions.destroy('nobody’s')
  expect(await rows()).toEqual([])
})

// ── codes ──

const code = { jti: 'code', accountId: 'a', sessionUid: 'u' }

test('outside a request a code is written at once', async () => {
  await codes.upsert('code', code, 60)
  await codes.upsert('late', code, undefined as unknown as number)
  expect((await rows()).map(({ expires_at }) => expires_at).toSorted()).toEqual([begun, at(60)])
})

test('in a request it is written with its session, or not at all', async () => {
  const { payload, id } = await signedIn('u', 'cookie')
  await inRequest(async () => {
    await codes.upsert('code', code, 60)
    expect(await rows()).toEqual([])
    await sessions.upsert('cookie', payload, 60)
    expect(await rows()).toEqual([row('code', 'AuthorizationCode', 60)])
  })
  await endSessions(db, { id }, { reason: 'test' })
  const lost = inRequest(async () => {
    await codes.upsert('another', code, 60)
    await sessions.upsert('cookie', payload, 60)
  })
  await expect(lost).rejects.toBeInstanceOf(errors.LoginRequired)
  expect(await rows()).toEqual([])
})

test('in a request without a time it is over at once', async () => {
  const { payload } = await signedIn('u', 'cookie')
  await inRequest(async () => {
    await codes.upsert('code', code, undefined as unknown as number)
    await sessions.upsert('cookie', payload, 60)
  })
  expect(await rows()).toEqual([row('code', 'AuthorizationCode', 0)])
})

test('used up by the request that finds it first, which alone may redeem it', async () => {
  await codes.upsert('code', code, 60)
  await codes.upsert('other', code, 60)
  await inRequest(async () => {
    expect(await codes.find('code')).toEqual(code)
    await codes.consume('code')
    await expect(codes.consume('other')).rejects.toEqual(used)
  })
  await inRequest(async () => {
    expect(await codes.find('code')).toEqual({ ...code, consumed: true })
    await expect(codes.consume('code')).rejects.toEqual(used)
    await expect(codes.consume('code')).rejects.toBeInstanceOf(errors.InvalidGrant)
  })
  expect(await codes.find('none')).toBeUndefined()
  await after(60)
  expect(await codes.find('other')).toBeUndefined()
})
