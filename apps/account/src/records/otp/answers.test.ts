// What is said of a code, word for word: how long to wait, which message it was, and what leaves in its place.
import { stopClock } from '@motcua/db/clock.ts'
import { all, inTransaction, one, run, sql } from '@motcua/db/query.ts'
import { unseal } from '@motcua/web/sealed-value.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { addOfficer, officer } from '../../testing/people.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { checkCode } from './check-code.ts'
import { codeHash } from './make-code.ts'
import { type CodeRequest, sendCode } from './send-code.ts'
import { findProvenNumber, insertMessage, isHashTaken, type Purpose, purgeCodes, voidCodesTo } from './store.ts'
import { countsToEnd, wrongCodes } from './wrong-codes.ts'

const deps = await openTestRecords()
const { db, secret } = deps
afterAll(deps.close)

const begun = new Date('2026-11-23T01:00:00Z')
const after = (seconds: number) => stopClock(db, new Date(begun.getTime() + seconds * 1000))

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await after(0)
  await run(db, sql`delete from limits`)
  who = await addOfficer(deps, officer())
})

const send = (asked: Partial<CodeRequest> = {}) =>
  inTransaction(db, (tx) =>
    sendCode(tx, secret, {
      accountId: who.id,
      purpose: 'sign-in',
      binding: who.id,
      phone: who.phone,
      language: 'vi',
      ...asked,
    }),
  )
const answer = (code: string, purpose: Purpose = 'sign-in') =>
  inTransaction(db, (tx) => checkCode(tx, secret, { accountId: who.id, purpose, binding: who.id, code }))

type Content = { kind: string; code?: string; text?: string }

/** What is queued for this phone, the newest last. */
async function queued(): Promise<Content[]> {
  const rows = await all(
    db,
    sql<{ text: string }>`select text from messages where phone = ${who.phone} order by created_at, id`,
  )
  return rows.map(({ text }) => unseal(secret, 'message', text) as Content)
}
const newestCode = async () => (await queued()).at(-1)?.code ?? ''
const wrong = async () => ((await newestCode()) === '000000' ? '111111' : '000000')

test('within a minute: too soon, and how long', async () => {
  await send()
  await after(limits.resend.apart - 1)
  expect(await send()).toEqual({ ok: false, code: 'code-too-soon', retryAfter: 1 })
  await after(limits.resend.apart)
  expect(await send()).toMatchObject({ ok: true })
})

test('one code is told from the next by its tag', async () => {
  const tags: string[] = []
  for (let i = 0; i < 5; i += 1) {
    await after(i * limits.resend.apart)
    const sent = await send()
    if (sent.ok) tags.push(sent.challenge.tag)
  }
  expect(tags).toHaveLength(5)
  for (const [i, tag] of tags.entries()) expect(tag).not.toBe(tags[i + 1])
})

test('too many: how long, to the second', async () => {
  for (let i = 0; i < 5; i += 1) {
    await after(i * 60)
    expect(await send()).toMatchObject({ ok: true })
  }
  await after(300)
  expect(await send()).toEqual({ ok: false, code: 'code-too-many', retryAfter: limits.sends15Minutes.window - 300 })
})

test('a wrong one, the fifth that kills it, and one that is dead already', async () => {
  await send()
  for (let i = 0; i < 4; i += 1) expect(await answer(await wrong())).toEqual({ ok: false, code: 'code-wrong' })
  expect(await answer(await wrong())).toEqual({ ok: false, code: 'code-dead' })
  expect(await answer(await newestCode())).toEqual({ ok: false, code: 'code-dead' })
})

test('the code of before is told apart, with the tag of the newest', async () => {
  await send()
  const older = await newestCode()
  await after(60)
  const second = await send()
  if (!second.ok) throw new Error('no second code')
  expect(await answer(older)).toEqual({ ok: false, code: 'code-older', tag: second.challenge.tag })
})

test('the right one: once, with the number that it proves', async () => {
  await send()
  expect(await answer(await newestCode())).toEqual({ ok: true, phone: who.phone })
  expect(await answer(await newestCode())).toEqual({ ok: false, code: 'code-dead' })
})

test('ten wrong ones lock codes, and the answer says for how long', async () => {
  await send()
  for (let i = 0; i < 10; i += 1) await answer(await wrong())
  expect(await answer(await newestCode())).toEqual({
    ok: false,
    code: 'code-locked',
    retryAfter: limits.wrongCodes.lock,
  })
})

const series = (purpose: Purpose, count: number) =>
  run(
    db,
    sql`insert into limits (name, subject, hits, ends_at, in_a_row)
      values (${`wrong-codes-${purpose}`}, ${who.id}, 1, clock_now() + interval '1 day', ${count})`,
  )
const told = () =>
  all(
    db,
    sql<{ why: string }>`select detail ->> 'why' as why from audit_events
      where event = 'code-refused' and account_id = ${who.id}`,
  )

test('a hundred in a row: told once, with the reason', async () => {
  await send()
  await series('sign-in', limits.wrongCodes.inARow - 1)
  await answer(await wrong())
  expect(await told()).toEqual([{ why: 'hundred-wrong' }])
  await answer(await wrong())
  expect(await told()).toHaveLength(1)
})

test('ninety-nine in a row end nothing', async () => {
  await send()
  await series('sign-in', limits.wrongCodes.inARow - 2)
  await answer(await wrong())
  expect(await told()).toEqual([])
})

test('a hundred in a row where anybody may ask for codes end nothing', async () => {
  await send({ purpose: 'reset' })
  await series('reset', limits.wrongCodes.inARow - 1)
  await answer(await wrong(), 'reset')
  expect(await told()).toEqual([])
  const codesTo = sql<{
    n: number
  }>`select count(*) as n from phones where account_id = ${who.id} and codes_from is not null`
  expect((await one(db, codesTo)).n).toBe(1)
})

test.each([
  ['sign-in', true],
  ['fresh', true],
  ['reset', false],
  ['register', false],
  ['register-phone', false],
  ['new-phone', false],
] as const)('wrong codes of the purpose %s lead to the end of the number: %s', (purpose, ends) => {
  expect(countsToEnd(purpose)).toBe(ends)
})

test('wrong codes are counted by the account, or by what the code belongs to', () => {
  const of = { binding: 'b', purpose: 'reset' } as const
  expect(wrongCodes({ ...of, accountId: 'a' })).toEqual({
    name: 'wrong-codes-reset',
    subject: 'a',
    limit: limits.wrongCodes,
  })
  expect(wrongCodes({ ...of, accountId: null }).subject).toBe('b')
})

test('a notice leaves in the place of a code, and no code of six digits works', async () => {
  expect(await send({ instead: { notice: 'Da co tai khoan' } })).toMatchObject({ ok: true })
  expect(await queued()).toEqual([{ kind: 'notice', language: 'vi', text: 'Da co tai khoan' }])
  expect(await all(db, sql`select 1 from messages where phone = ${who.phone} and challenge_id is not null`)).toEqual([])
})

test('a message that an administrator tries one gateway with', async () => {
  const made = { kind: 'test', phone: who.phone, challengeId: null, sealedContent: 'sealed' } as const
  await insertMessage(db, made)
  await after(1)
  await insertMessage(db, { ...made, onlyGateway: 'esms', askedBy: who.id })
  const rows = sql`select kind, challenge_id, text, only_gateway, asked_by from messages where phone = ${who.phone} order by created_at`
  const plain = { kind: 'test', challenge_id: null, text: 'sealed', only_gateway: null, asked_by: null }
  expect(await all(db, rows)).toEqual([plain, { ...plain, only_gateway: 'esms', asked_by: who.id }])
})

test('nothing leaves in the place of a code, and the limits count it all the same', async () => {
  expect(await send({ instead: 'nothing' })).toMatchObject({ ok: true })
  expect(await queued()).toEqual([])
  expect(await send({ instead: 'nothing' })).toMatchObject({ ok: false, code: 'code-too-soon' })
})

test('a code that nobody gets is not one that can be guessed', async () => {
  await send({ instead: 'nothing' })
  const { hash } = await one(
    db,
    sql<{ hash: string }>`select code_hash as hash from challenges where binding = ${who.id}`,
  )
  const guessed = Array.from({ length: 1000 }, (_, i) => String(i).padStart(6, '0'))
  const asked = { purpose: 'sign-in', binding: who.id } as const
  expect(guessed.some((code) => codeHash(secret, { ...asked, code }) === hash)).toBe(false)
})

test('the proven number is that of the newest code, once it was answered', async () => {
  const proven = () => findProvenNumber(db, who.id, 'sign-in')
  expect(await proven()).toBeUndefined()
  await send()
  expect(await proven()).toBeUndefined()
  await answer(await newestCode())
  expect(await proven()).toBe(who.phone)
  await after(60)
  await send()
  expect(await proven()).toBeUndefined()
})

test('a hash is taken in its own binding only', async () => {
  await send()
  const hash = codeHash(secret, { purpose: 'sign-in', binding: who.id, code: await newestCode() })
  expect(await isHashTaken(db, who.id, hash)).toBe(true)
  expect(await isHashTaken(db, 'another', hash)).toBe(false)
  expect(await isHashTaken(db, who.id, 'no such hash')).toBe(false)
})

test('codes to a number that is taken away die; those to another number live', async () => {
  await send()
  await voidCodesTo(db, who.id, '+84900000000')
  const live = sql`select 1 from challenges where account_id = ${who.id} and voided_at is null`
  expect(await all(db, live)).toHaveLength(1)
  await voidCodesTo(db, who.id, who.phone)
  expect(await all(db, live)).toHaveLength(0)
})

test('codes are purged when they are long over, a few at a time', async () => {
  await run(db, sql`delete from messages`)
  await run(db, sql`delete from challenges`)
  for (const binding of ['one', 'two', 'three'])
    await send({ binding, accountId: null, phone: `+849000000${binding.length}` })
  const over = limits.code.lifeUnaccepted + limits.kept.steps
  await after(over - 1)
  expect(await purgeCodes(db, 10)).toBe(0)
  await after(over + 1)
  expect(await purgeCodes(db, 2)).toBe(2)
  expect(await purgeCodes(db, 2)).toBe(1)
})
