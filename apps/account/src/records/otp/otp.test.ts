// Codes and their limits below any page: two at once, what is sent, and what a long series of wrong ones does.
import { shiftClock, stopClock } from '@motcua/db/clock.ts'
import { all, inTransaction, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { unseal } from '@motcua/web/sealed-value.ts'
import { placesOf } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { addCitizen, addOfficer, officer } from '../../testing/people.ts'
import { openSession } from '../sessions/open-session.ts'
import { checkCode } from './check-code.ts'
import { makeCode } from './make-code.ts'
import { type CodeRequest, sendCode } from './send-code.ts'
import type { Purpose } from './store.ts'

const service = await buildTestService()
const { deps, gateway } = service
const { db, secret } = deps
afterAll(service.close)

let who: Awaited<ReturnType<typeof addOfficer>>
let clock = 0
beforeEach(async () => {
  await shift(0)
  await run(db, sql`delete from limits`)
  who = await addOfficer(deps, officer())
})

async function shift(seconds: number) {
  clock = seconds
  await shiftClock(db, seconds)
}

type Asked = Partial<Pick<CodeRequest, 'binding' | 'accountId' | 'phone' | 'purpose' | 'from' | 'isUnproven'>>

const send = (asked: Asked = {}) =>
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

/** A code that is not the right one. */
const wrongCode = () => (gateway.codeFor(who.phone).code === '000000' ? '111111' : '000000')

test('two sends at once: one code, one message', async () => {
  const sent = await Promise.all([send(), send(), send()])
  expect(sent.filter(({ ok }) => ok)).toHaveLength(1)
  const live = sql`select 1 from challenges where account_id = ${who.id} and voided_at is null`
  expect(await all(db, live)).toHaveLength(1)
  expect(await all(db, sql`select 1 from messages where phone = ${who.phone}`)).toHaveLength(1)
})

test('one code lives per account and purpose, wherever it was asked for', async () => {
  const sent = await Promise.all(['a', 'b', 'c'].map((binding) => send({ binding: `${who.id} ${binding}` })))
  expect(sent.filter(({ ok }) => ok)).toHaveLength(3)
  const live = sql`select 1 from challenges where account_id = ${who.id} and voided_at is null`
  expect(await all(db, live)).toHaveLength(1)
})

test('of twenty wrong codes at once five are compared, of ten right ones one enters', async () => {
  await send()
  await service.deliver()
  const wrong = await Promise.all(Array.from({ length: 9 }, () => answer(wrongCode())))
  expect(wrong.filter((said) => !said.ok && said.code === 'code-wrong')).toHaveLength(4)
  await run(db, sql`delete from limits`)
  await shift(61)
  await send()
  await service.deliver()
  const { code } = gateway.codeFor(who.phone)
  const right = await Promise.all(Array.from({ length: 10 }, () => answer(code)))
  expect(right.filter(({ ok }) => ok)).toHaveLength(1)
})

/** Sends as often as asked, each a minute after the one before; how many went. */
async function sendOften(times: number, asked: (i: number) => Asked) {
  let went = 0
  for (let i = 0; i < times; i += 1) {
    went += (await send(asked(i))).ok ? 1 : 0
    await shift(clock + 61)
  }
  return went
}

test('limits: five sends in 15 minutes, the sixth waits', async () => {
  expect(await sendOften(6, () => ({}))).toBe(5)
  await shift(15 * 60 + 1)
  expect((await send()).ok).toBe(true)
})

test('limits: ten sends a day to one account, the eleventh waits', async () => {
  let went = 0
  for (let i = 0; i < 11; i += 1) {
    await run(db, sql`delete from limits where name = 'sends-15min'`)
    went += await sendOften(1, (n) => ({ phone: `+8490000${String(i).padStart(4, '0')}${n}`.slice(0, 12) }))
  }
  expect(went).toBe(10)
})

test('limits: ten sends a day to one number, whoever asks', async () => {
  expect(await sendOften(11, (i) => ({ accountId: null, binding: `stranger ${i}` }))).toBe(10)
})

const unproven = (i: number) => ({ accountId: null, binding: `unproven ${i}`, isUnproven: true })
const own = (i: number) => ({ binding: `${who.id} ${i}` })

test('limits: a stranger gets three codes in 15 minutes sent to a number, and its owner two more at once', async () => {
  const reset = (i: number) => ({ ...own(i), purpose: 'reset' as const, isUnproven: true })
  expect(await sendOften(4, reset)).toBe(3)
  expect(await sendOften(3, own)).toBe(2)
  await shift(clock + 15 * 60)
  expect((await send(reset(5))).ok).toBe(true)
})

test('limits: a stranger gets five codes a day sent to a number, and its owner the other five', async () => {
  expect(await sendOften(3, unproven)).toBe(3)
  await shift(clock + 15 * 60)
  expect(await sendOften(3, (i) => unproven(3 + i))).toBe(2)
  expect(await sendOften(5, own)).toBe(5)
  await shift(clock + 15 * 60)
  expect(await send(own(6))).toMatchObject({ ok: false, code: 'code-too-many' })
})

const stranger = (i: number, address: string) => ({
  accountId: null,
  binding: `${address} ${i}`,
  phone: `+84900${address.length}00${String(i).padStart(3, '0')}`,
})
async function sendFrom(address: string, times: number) {
  const from = placesOf({ OFFICE_NETWORKS: ['10.20.0.0/16'] })(address)
  let went = 0
  for (let i = 0; i < times; i += 1) went += (await send({ ...stranger(i, address), from })).ok ? 1 : 0
  return went
}

test('limits: twenty-five counted sends in five minutes from one address; uncounted ones still go', async () => {
  expect(await sendFrom('198.51.100.7', 26)).toBe(25)
  expect((await send(stranger(27, '198.51.100.7'))).ok).toBe(true)
})

test('limits: an office range sends a hundred times in five minutes', async () => {
  expect(await sendFrom('10.20.3.4', 101)).toBe(100)
  expect(await sendFrom('10.21.3.4', 26)).toBe(25)
})

test('limits: a code that no gateway took lives ten minutes', async () => {
  const begun = new Date()
  await stopClock(db, begun)
  await send()
  const { sealed } = await one(
    db,
    sql<{ sealed: string }>`select text as sealed from messages where phone = ${who.phone} and text is not null`,
  )
  const { code } = unseal(secret, 'message', sealed) as { code: string }
  await stopClock(db, new Date(begun.getTime() + (limits.code.lifeUnaccepted + 1) * 1000))
  expect(await answer(code)).toMatchObject({ ok: false, code: 'code-dead' })
  await stopClock(db, new Date(begun.getTime() + (limits.code.lifeUnaccepted - 1) * 1000))
  expect(await answer(code)).toMatchObject({ ok: true })
})

test('limits: codes have six digits, zeros in front too', () => {
  const asked = { accountId: who.id, purpose: 'reset', binding: 'b', phone: who.phone, language: 'vi' } as const
  // Of 200 codes one in ten begins with a zero: none at all happens once in a thousand million runs.
  const codes = Array.from({ length: 200 }, () => {
    const content = unseal(secret, 'message', makeCode(secret, asked).sealedContent)
    return (content as { code: string }).code
  })
  for (const code of codes) expect(code).toMatch(/^[0-9]{6}$/)
  expect(codes.some((code) => code.startsWith('0'))).toBe(true)
})

test('lesson 5: who is locked for wrong codes gets no more of them', async () => {
  await send()
  await service.deliver()
  for (let i = 0; i < 10; i += 1) await answer(wrongCode())
  await shift(61)
  expect(await send()).toMatchObject({ ok: false, code: 'code-locked' })
  expect(await send({ purpose: 'fresh', binding: 'another' })).toMatchObject({ ok: true })
  await shift(30 * 60 + 1)
  expect((await send()).ok).toBe(true)
})

const series = (count: number) =>
  run(
    db,
    sql`insert into limits (name, subject, hits, ends_at, in_a_row)
      values ('wrong-codes-sign-in', ${who.id}, 1, clock_now() + interval '1 day', ${count})
      on conflict (name, subject) do update set hits = 1, in_a_row = excluded.in_a_row, locked_until = null`,
  )
const receives = async (accountId = who.id) =>
  (
    await one(
      db,
      sql<{ n: number }>`select count(*) as n from phones where account_id = ${accountId} and codes_from is not null`,
    )
  ).n

test('limits: a hundred wrong codes in a row and the number gets none any more; ninety-nine are not enough', async () => {
  await send()
  await service.deliver()
  await series(98)
  await answer(wrongCode())
  expect(await receives()).toBe(1)
  await answer(wrongCode())
  expect(await receives()).toBe(0)
})

test('a right code ends the series; a citizen’s number, with which they sign in, only waits', async () => {
  await send()
  await service.deliver()
  await series(98)
  await answer(wrongCode())
  expect((await answer(gateway.codeFor(who.phone).code)).ok).toBe(true)
  const citizen = await addCitizen(deps)
  who = { ...who, id: citizen.id, phone: citizen.phone }
  await send()
  await service.deliver()
  await series(120)
  await answer(wrongCode())
  expect(await receives(citizen.id)).toBe(1)
})

test('limits: three sessions at most, also when five begin at once', async () => {
  const open = () =>
    inTransaction(db, (tx) =>
      openSession(tx, {
        accountId: who.id,
        door: 'portal',
        amr: ['fed'],
        periodId: null,
        browser: '',
        device: '',
        address: '',
        interactionUid: null,
        portalSecret: null,
      }),
    )
  await Promise.all([open(), open(), open(), open(), open()])
  const live = await all(db, sql`select 1 from sessions where account_id = ${who.id} and ended_at is null`)
  expect(live).toHaveLength(3)
})
