// Whom a typed number finds, and what the password step learns in the same look.
import { stopClock } from '@motcua/db/clock.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { addOfficer, officer } from '../../testing/people.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { addPublicAccount } from '../accounts/store.ts'
import { addPhone, usePhoneForCodes } from '../phones/store.ts'
import { insertPeriod } from '../standby/store.ts'
import { findCandidate } from './candidate.ts'

const deps = await openTestRecords()
const { db } = deps
afterAll(deps.close)

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await stopClock(db, new Date('2026-11-23T01:00:00Z'))
  await run(db, sql`update standby_periods set closed_at = opened_at where closed_at is null`)
  who = await addOfficer(deps, officer())
})

const byNumber = (value: string) => findCandidate(db, { kind: 'id-number', value })
const byPhone = (value: string) => findCandidate(db, { kind: 'phone', value })
const hashOf = async (id: string) =>
  (await one(db, sql<{ hash: string }>`select hash from passwords where account_id = ${id}`)).hash
const change = (what: ReturnType<typeof sql>) => run(db, sql`update accounts set ${what} where id = ${who.id}`)

const nobody = {
  any_open: false,
  account_id: null,
  is_barred: false,
  hash: null,
  phone: null,
  period_id: null,
  has_phone: false,
  has_authenticator: false,
  has_passkey: false,
  way: null,
}

test('a number that is nobody’s', async () => {
  expect(await byNumber('000000000000')).toEqual(nobody)
  expect(await byPhone('+84900000000')).toEqual(nobody)
})

test('an officer, by either number, while a period is open', async () => {
  const open = { scope: { kind: 'everyone' }, reason: 'Cổng không truy cập được', minutes: 60, openedBy: null } as const
  const { id: period_id } = await insertPeriod(db, open)
  const known = {
    ...nobody,
    any_open: true,
    account_id: who.id,
    hash: await hashOf(who.id),
    phone: who.phone,
    period_id,
    has_phone: true,
  }
  expect(await byNumber(who.idNumber)).toEqual(known)
  expect(await byNumber(who.oldIdNumber)).toEqual(known)
  expect(await byNumber('000000000000')).toEqual({ ...nobody, any_open: true })
})

test('a period for others is open, and does not cover', async () => {
  const scope = { kind: 'agencies', codes: ['H09.32'] } as const
  await insertPeriod(db, { scope, reason: 'Cổng không truy cập được', minutes: 60, openedBy: null })
  expect(await byNumber(who.idNumber)).toMatchObject({ any_open: true, account_id: who.id, period_id: null })
})

test('a number that is one’s own now comes before one that was another’s', async () => {
  const other = await addOfficer(deps, officer({ oldIdNumber: who.idNumber }))
  expect(await byNumber(who.idNumber)).toMatchObject({ account_id: who.id })
  expect(await byNumber(other.idNumber)).toMatchObject({ account_id: other.id })
})

test.each([
  ['suspended', sql`suspended_at = clock_now()`],
  ['held', sql`held_at = clock_now()`],
])('%s: found, and barred', async (_name, what) => {
  await change(what)
  expect(await byNumber(who.idNumber)).toMatchObject({ account_id: who.id, is_barred: true, period_id: null })
})

test('a password that was switched off is none; a number that receives no codes is none', async () => {
  await run(db, sql`update passwords set disabled_at = clock_now() where account_id = ${who.id}`)
  expect(await byNumber(who.idNumber)).toMatchObject({ hash: null, phone: who.phone })
  await run(db, sql`update phones set codes_from = null where account_id = ${who.id}`)
  expect(await byNumber(who.idNumber)).toMatchObject({ phone: null, has_phone: false })
})

async function addPublic(kind: 'citizen' | 'enterprise', number: string) {
  const { id } = await addPublicAccount(db, kind, 'Trần Văn Dân')
  const phone = await addPhone(db, id, 'public', number, 'own')
  return { id, confirm: () => usePhoneForCodes(db, id, phone.id, 0) }
}

test.each(['citizen', 'enterprise'] as const)('a %s, by the number that receives their codes', async (kind) => {
  const number = kind === 'citizen' ? '+84910000001' : '+84910000002'
  const person = await addPublic(kind, number)
  expect(await byPhone(number)).toEqual(nobody)
  await person.confirm()
  expect(await byPhone(number)).toEqual({ ...nobody, account_id: person.id, phone: number, has_phone: true })
  expect(await byNumber(number)).toEqual(nobody)
  await run(db, sql`update phones set removed_at = clock_now() where account_id = ${person.id}`)
  expect(await byPhone(number)).toEqual(nobody)
})

test('an officer is not found by the phone, nor anybody else by a number for codes of the office', async () => {
  expect(await byPhone(who.phone)).toEqual(nobody)
  await run(db, sql`update phones set audience = 'public' where account_id = ${who.id}`)
  expect(await byPhone(who.phone)).toEqual(nobody)
})
