// Times of the desk that no journey waits for: a silent account service, a verdict that grows old, what is kept after its end.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { afterAll, expect, test } from 'vitest'
import { purge } from './jobs/purge.ts'
import { limits } from './limits.ts'
import { useOnce } from './records/sessions/used-once.ts'
import { buildTestDesk } from './testing/build-app.ts'

const desk = await buildTestDesk()
const { db } = desk.deps
afterAll(desk.close)

/** Seconds until it is done or gave up. */
async function spent(work: Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work.catch(() => undefined)
  return (performance.now() - begun) / 1000
}

test('limits: a silent account service is given up after 2.5 s before the redirect, after 5 s in a sign-in', async () => {
  const other = await desk.another()
  other.account.mode = 'hanging'
  const { check, timeout } = limits.account
  const trip = { state: 's', nonce: 'n', verifier: 'v', fresh: false }
  const callback = new URL('http://localhost:4001/account/callback?code=x&state=s')
  const { account } = other.deps
  const [doors, arrival] = await Promise.all([spent(account.doors()), spent(account.arrival(callback, trip))])
  other.account.mode = 'normal'
  await other.close()
  for (const [seconds, limit] of [
    [doors, check],
    [arrival, timeout],
  ] as const) {
    expect(seconds).toBeGreaterThan(limit - 0.2)
    expect(seconds).toBeLessThan(limit + 2)
  }
})

test('limits: a verdict of the doors is believed for two seconds', async () => {
  const other = await desk.another()
  const portal = async () => {
    const doors = await other.deps.account.doors()
    return doors.kind === 'known' ? doors.portal : doors.kind
  }
  other.account.doors = { portal: 'ok', standby: 'closed' }
  const begun = performance.now()
  expect(await portal()).toBe('ok')
  other.account.doors = { portal: 'down', standby: 'open' }
  const soon = await portal()
  // A machine that was asleep between the two lines has seen the verdict grow old.
  if (performance.now() - begun < limits.account.verdict * 1000) expect(soon).toBe('ok')
  await new Promise((done) => setTimeout(done, limits.account.verdict * 1000 + 100))
  expect(await portal()).toBe('down')
  other.account.doors = null
  await other.close()
})

test('limits: what was used once is remembered for as long as it could be used again', async () => {
  const { age, skew } = limits.logoutToken
  const use = () => useOnce(db, 'logout-token', 'a', age + 2 * skew)
  expect([await use(), await use()]).toEqual([true, false])
  await shiftClock(db, age + 2 * skew - 5)
  await purge(desk.deps, { pause: 0 })
  expect(await use()).toBe(false)
  await shiftClock(db, 0)
})

type Kept = keyof typeof limits.kept
/** What is kept, the table, since which column, and a row of it: columns and values. */
const rows: [Kept, string, string, string, string][] = [
  [
    'sessions',
    'sessions',
    'expires_at',
    'token_hash, sid, sub, name, agency_code, agency_name, role, rights, door, id_token',
    `'t', 's', 'p', 'n', 'a', 'a', 'officer', '{}', 'portal', ''`,
  ],
  ['drafts', 'drafts', 'saved_at', 'sub, form_id, fields', `'p', gen_random_uuid(), '{}'`],
  ['counters', 'look_up_limits', 'ends_at', 'name, subject, hits', `'per-address', 'a', 1`],
]

test.each(rows)('limits: kept.%s, %s by %s', async (kind, table, column, names, values) => {
  const add = (age: number) =>
    run(
      db,
      sql.raw(`insert into ${table} (${names}, ${column}) values (${values}, clock_now() - interval '${age} seconds')`),
    )
  const there = async () => (await all(db, sql.raw(`select 1 from ${table}`))).length
  await add(limits.kept[kind] - 30)
  await purge(desk.deps, { pause: 0 })
  expect(await there()).toBe(1)
  await run(db, sql.raw(`delete from ${table}`))
  await add(limits.kept[kind] + 1)
  await purge(desk.deps, { pause: 0 })
  expect(await there()).toBe(0)
})
