// The one statement that begins an attempt: what it writes, what it resumes, and what it writes where no code may leave.
import { stopClock } from '@motcua/db/clock.ts'
import { all, inTransaction, run, sql } from '@motcua/db/query.ts'
import { unseal } from '@motcua/web/sealed-value.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { addOfficer, officer } from '../../testing/people.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { type Counter, takeHit } from '../limits/take-hit.ts'
import { codeHash, makeCode } from '../otp/make-code.ts'
import { ownCounters } from '../otp/send-code.ts'
import { wrongCodes } from '../otp/wrong-codes.ts'
import { insertPeriod } from '../standby/store.ts'
import { beginWithCode } from './begin.ts'
import { endAttempts, type NewAttempt } from './store.ts'

const deps = await openTestRecords()
const { db, secret } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const at = (seconds: number) => new Date(begun.getTime() + seconds * 1000)
const after = (seconds: number) => stopClock(db, at(seconds))

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await after(0)
  await run(db, sql`delete from limits`)
  who = await addOfficer(deps, officer())
})

const tries = (subject: string): Counter => ({ name: 'wrong-passwords', subject, limit: limits.wrongPasswords })
const asked = (binding: string) =>
  ({ accountId: who.id, purpose: 'sign-in', binding, phone: who.phone, language: 'vi' }) as const
const sends = () => ownCounters(secret, asked(''))

async function begin(made: Partial<NewAttempt> = {}) {
  const id = crypto.randomUUID()
  const own = { id, cookieHash: `hash of ${id}`, browser: 'b', accountId: who.id, errand: { browser: 'b' } }
  const attempt: NewAttempt = { ...own, door: 'standby', periodId: null, language: 'vi', ...made }
  const answer = await inTransaction(db, (tx) =>
    beginWithCode(tx, {
      attempt,
      address: '203.0.113.7',
      proven: [tries('one'), tries('two')],
      code: makeCode(secret, asked(id)),
      sends: sends(),
      wrong: wrongCodes(asked(id)),
    }),
  )
  return { answer, attempt }
}

type Row = { id: string; cookie_hash: string; errand: object; voided_at: Date | null }
const attempts = () =>
  all(
    db,
    sql<Row>`select id, cookie_hash, errand, voided_at from attempts where account_id = ${who.id} order by created_at`,
  )

type Code = { binding: string; purpose: string; phone: string; voided_at: Date | null; text: string; code_hash: string }
const codes = () =>
  all(
    db,
    sql<Code>`select c.binding, c.purpose, c.phone, c.voided_at, c.code_hash, m.text from challenges c
      join messages m on m.challenge_id = c.id and m.phone = c.phone and m.kind = 'code' where c.account_id = ${who.id} order by c.created_at`,
  )

type Counts = { name: string; subject: string; hits: number }
const counted = () => all(db, sql<Counts>`select name, subject, hits from limits order by name, subject`)
const hits = async (counter: Counter) =>
  (await counted()).find(({ name, subject }) => name === counter.name && subject === counter.subject)?.hits

const fresh = { ok: true, isResumed: false }
const resumed = { ok: true, isResumed: true }

test('attempt, code, message, audit row and counters, all at once', async () => {
  const { id: periodId } = await insertPeriod(db, {
    scope: { kind: 'everyone' },
    reason: 'Cổng không truy cập được',
    minutes: 60,
    openedBy: null,
  })
  for (const subject of ['one', 'two', 'three']) await takeHit(db, tries(subject))
  const { answer, attempt } = await begin({ periodId })
  expect(answer).toEqual(fresh)
  const { id, cookieHash, errand } = attempt
  expect(await attempts()).toEqual([{ id, cookie_hash: cookieHash, errand, voided_at: null }])
  const [made, ...more] = await codes()
  expect(more).toEqual([])
  const { code, ...content } = unseal(secret, 'message', made?.text) as { code: string; tag: string }
  expect(content).toMatchObject({ kind: 'code', language: 'vi', purpose: 'sign-in' })
  expect(made).toMatchObject({ binding: id, purpose: 'sign-in', phone: who.phone, voided_at: null })
  expect(made?.code_hash).toBe(codeHash(secret, { purpose: 'sign-in', binding: id, code }))
  expect(await counted()).toEqual([...sends(), tries('three')].map(({ name, subject }) => ({ name, subject, hits: 1 })))
  const told = sql`select event, account_id, actor_id, session_id, period_id, door, address, detail from audit_events where account_id = ${who.id}`
  expect(await all(db, told)).toEqual([
    {
      event: 'code-sent',
      account_id: who.id,
      actor_id: null,
      session_id: null,
      period_id: periodId,
      door: 'standby',
      address: '203.0.113.7',
      detail: {},
    },
  ])
})

test('within a minute the same person in the same browser goes on, under the new cookie, and no second code leaves', async () => {
  const { attempt: first } = await begin()
  await after(limits.resend.apart - 1)
  const errand = { browser: 'b', next: '/my-account/info' }
  const { answer, attempt: second } = await begin({ errand })
  expect(answer).toEqual(resumed)
  expect(await attempts()).toEqual([{ id: first.id, cookie_hash: second.cookieHash, errand, voided_at: null }])
  expect(await codes()).toHaveLength(1)
  for (const counter of sends()) expect(await hits(counter)).toBe(1)
})

test('after a minute it is another attempt with another code; the first ones are void', async () => {
  const { attempt: first } = await begin()
  await after(limits.resend.apart)
  const { answer, attempt: second } = await begin()
  expect(answer).toEqual(fresh)
  expect((await attempts()).map(({ id, voided_at }) => [id, voided_at])).toEqual([
    [first.id, at(60)],
    [second.id, null],
  ])
  expect((await codes()).map(({ binding, voided_at }) => [binding, voided_at])).toEqual([
    [first.id, at(60)],
    [second.id, null],
  ])
  for (const counter of sends()) expect(await hits(counter)).toBe(2)
})

const change = (what: ReturnType<typeof sql>) =>
  run(db, sql`update challenges set ${what} where account_id = ${who.id}`)

const spoilt: [string, () => Promise<unknown>][] = [
  ['its code was used', () => change(sql`used_at = clock_now()`)],
  ['its code is void', () => change(sql`voided_at = clock_now()`)],
  ['its code has expired', () => change(sql`expires_at = clock_now()`)],
  ['five wrong ones ended its code', () => change(sql`wrong = ${limits.code.wrongPerCode}`)],
  ['its code is for something else', () => change(sql`purpose = 'fresh'`)],
  ['it is over', () => endAttempts(db, who.id)],
  ['it is finished', () => run(db, sql`update attempts set finished_at = clock_now() where account_id = ${who.id}`)],
  ['it is void', () => run(db, sql`update attempts set voided_at = clock_now() where account_id = ${who.id}`)],
]
test.each(spoilt)('not resumed where %s', async (_name, spoil) => {
  await begin()
  await spoil()
  await after(1)
  expect((await begin()).answer).toEqual(fresh)
})

test.each<[string, Partial<NewAttempt>]>([
  ['in another browser', { browser: 'another' }],
  ['through another door', { door: 'phone' }],
])('not resumed %s', async (_name, other) => {
  await begin()
  await after(1)
  expect((await begin(other)).answer).toEqual(fresh)
})

test('four wrong codes leave one more, so it is resumed', async () => {
  await begin()
  await change(sql`wrong = ${limits.code.wrongPerCode - 1}`)
  expect((await begin()).answer).toEqual(resumed)
})

const withoutCode = async (id: string) => {
  expect((await attempts()).map((row) => [row.id, row.voided_at])).toEqual([[id, null]])
  expect(await codes()).toEqual([])
  expect(await all(db, sql`select 1 from audit_events where account_id = ${who.id}`)).toEqual([])
}

test('codes are locked: for how long; the attempt begins without one, and nothing is counted', async () => {
  for (let i = 0; i < limits.wrongCodes.hits; i += 1) await takeHit(db, wrongCodes(asked('')))
  await after(7)
  const { answer, attempt } = await begin()
  expect(answer).toEqual({ ok: false, code: 'code-locked', retryAfter: limits.wrongCodes.lock - 7 })
  await withoutCode(attempt.id)
  for (const counter of sends()) expect(await hits(counter)).toBeUndefined()
})

test.each([
  ['in a quarter of an hour', 0],
  ['of the account in a day', 1],
  ['to the number in a day', 2],
] as const)('too many codes %s: how long to wait; the counters after it stay', async (_name, index) => {
  const full = sends()[index]
  for (let i = 0; i < full.limit.hits; i += 1) await takeHit(db, full)
  await after(7)
  const { answer, attempt } = await begin()
  expect(answer).toEqual({ ok: false, code: 'code-too-many', retryAfter: full.limit.window - 7 })
  await withoutCode(attempt.id)
  for (const [i, counter] of sends().entries())
    expect(await hits(counter)).toBe(i < index ? 1 : i === index ? full.limit.hits + 1 : undefined)
})

test('the last code that passes leaves, and no older code of the person lives', async () => {
  const { attempt: before } = await begin({ browser: 'another' })
  const [quarter] = sends()
  for (let i = 2; i < quarter.limit.hits; i += 1) await takeHit(db, quarter)
  expect((await begin()).answer).toEqual(fresh)
  expect((await codes()).filter(({ voided_at }) => voided_at !== null).map(({ binding }) => binding)).toEqual([
    before.id,
  ])
  expect((await begin({ browser: 'third' })).answer).toMatchObject({ ok: false, code: 'code-too-many' })
})
