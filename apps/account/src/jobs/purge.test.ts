// The purge: in small steps, by one node at a time, and nothing goes that still decides, proves or counts something.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, inTransaction, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, afterEach, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { checkCode } from '../records/otp/check-code.ts'
import { sendCode } from '../records/otp/send-code.ts'
import { lastHashes, replacePassword } from '../records/passwords/store.ts'
import { findFigures } from '../records/standby/report.ts'
import { closePeriodRow, findPeriod, insertPeriod } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { addAdministrator, addOfficer } from '../testing/people.ts'
import { closeLapsedPeriods } from './keep-periods.ts'
import { purge } from './purge.ts'

const service = await buildTestService()
const { deps, gateway } = service
const { db, secret } = deps
afterAll(service.close)
afterEach(() => shiftClock(db, 0))

const day = 86_400
const quick = { pause: 0 }
const count = async (table: string) =>
  (await one(db, sql.raw<{ n: number }>(`select count(*)::int4 as n from ${table}`))).n

test('100,000 rows go in steps of 1,000; a round ends with its time or with the node, and the next goes on', async () => {
  await run(
    db,
    sql`insert into provider_records (id, model, payload, expires_at)
      select n::text, 'AccessToken', '{}', clock_now() - interval '1 minute' from generate_series(1, 100000) n`,
  )
  expect(await purge(deps, { ...quick, seconds: 0 })).toEqual({})
  expect(await purge(deps, { ...quick, isStopping: () => true })).toEqual({})
  let asked = 0
  await purge(deps, { ...quick, isStopping: () => ++asked > 20 })
  expect(await count('provider_records')).toBeGreaterThan(50_000)
  const { 'provider-records': done } = await purge(deps, { ...quick, seconds: 60 })
  expect(await count('provider_records')).toBe(0)
  expect(done?.most).toBe(1000)
  expect(done?.steps).toBeGreaterThan(50)
})

const columns = {
  provider_records: 'expires_at',
  limits: 'ends_at',
  used_captchas: 'expires_at',
  used_passkey_challenges: 'expires_at',
  challenges: 'expires_at',
  messages: 'created_at',
  attempts: 'expires_at',
  resets: 'expires_at',
  reset_requests: 'created_at',
  portal_trips: 'left_at',
  sessions: 'expires_at',
  logout_notices: 'created_at',
  alarms: 'raised_at',
  standby_reviews: 'reviewed_at',
  portal_probes: 'look_at',
}

test('every column that something gets old by leads an index', async () => {
  const leading = await all(
    db,
    sql<{
      name: string
    }>`select c.relname || '.' || a.attname as name from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indpred is null`,
  )
  const known = new Set(leading.map(({ name }) => name))
  expect(Object.entries(columns).filter(([table, column]) => !known.has(`${table}.${column}`))).toEqual([])
})

test('no row elsewhere keeps one of these from going', async () => {
  const tables = Object.keys(columns)
  const holders = await all(
    db,
    sql<{ holds: string }>`select conrelid::regclass || ' → ' || confrelid::regclass as holds from pg_constraint
      where contype = 'f' and confdeltype = 'a' and confrelid::regclass::text = any(${tables}::text[])`,
  )
  expect(holders).toEqual([])
})

test('a used code stays dead, live ones live, and number and text are gone after two days', async () => {
  const who = await addOfficer(deps)
  const send = () =>
    inTransaction(db, (tx) =>
      sendCode(tx, secret, {
        accountId: who.id,
        purpose: 'fresh',
        binding: who.id,
        phone: who.phone,
        language: 'vi',
      }),
    )
  const answer = (code: string) =>
    inTransaction(db, (tx) => checkCode(tx, secret, { accountId: who.id, purpose: 'fresh', binding: who.id, code }))
  await send()
  await service.deliver()
  const { code } = gateway.codeFor(who.phone)
  expect(await answer(code)).toMatchObject({ ok: true })
  await shiftClock(db, 3 * day)
  await send()
  await purge(deps, quick)
  expect(await count(`messages where phone = '${who.phone}'`)).toBe(1)
  await service.deliver()
  expect(await answer(code)).toMatchObject({ ok: false })
  expect(await answer(gateway.codeFor(who.phone).code)).toMatchObject({ ok: true })
  await shiftClock(db, 6 * day)
  await purge(deps, quick)
  expect(await count('messages')).toBe(0)
  expect(await count('challenges')).toBe(0)
  // Its tries are counted for two weeks: what a busy minute is.
  expect(await count('message_sends')).toBe(2)
  await shiftClock(db, 3 * day + limits.kept.sends + day)
  await purge(deps, quick)
  expect(await count('message_sends')).toBe(0)
  expect(await answer(code)).toMatchObject({ ok: false, code: 'code-dead' })
})

test('a series of wrong codes goes on over the days; counters past their window go', async () => {
  const who = await addOfficer(deps)
  const answer = () =>
    inTransaction(db, (tx) =>
      checkCode(tx, secret, { accountId: who.id, purpose: 'fresh', binding: 'x', code: '000000' }),
    )
  await answer()
  await run(
    db,
    sql`insert into limits (name, subject, hits, ends_at, in_a_row) values ('sends-day', 'a', 9, clock_now() + interval '1 day', 9)`,
  )
  await shiftClock(db, 30 * day)
  await purge(deps, quick)
  expect(await all(db, sql`select name, in_a_row from limits where subject in (${who.id}, 'a')`)).toEqual([
    { name: 'wrong-codes-fresh', in_a_row: 1 },
  ])
})

test('after a year and more: audit, password history and a period’s report with its figures are still there', async () => {
  const who = await addOfficer(deps)
  const administrator = await addAdministrator(deps)
  for (const hash of ['h1', 'h2', 'h3']) await replacePassword(db, who.id, hash)
  await replacePassword(db, who.id, await deps.hasher.hash(who.password))
  const { id } = await insertPeriod(db, {
    scope: { kind: 'everyone' },
    reason: 'Cổng không truy cập được',
    minutes: 60,
    openedBy: administrator.id,
  })
  const browser = service.browser()
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  await closePeriodRow(db, { id, closedBy: administrator.id, reason: 'xong' })
  await closeLapsedPeriods(deps)
  const before = { audit: await count('audit_events'), figures: await findFigures(db, id) }
  expect(before.figures?.figures).toMatchObject({ signed_in: 1, codes: { sent: 1, entered: 1 } })

  await shiftClock(db, 395 * day)
  await purge(deps, quick)
  expect(await count(`sessions where period_id = '${id}'`)).toBe(1)
  await shiftClock(db, 500 * day)
  await purge(deps, quick)
  expect(await count('sessions')).toBe(0)
  expect(await count('attempts')).toBe(0)
  expect(await count('audit_events')).toBe(before.audit)
  expect(await findFigures(db, id)).toEqual(before.figures)
  expect((await findPeriod(db, id))?.signed_in).toBe(1)
  expect(await lastHashes(db, who.id, 10)).toHaveLength(5)
})
