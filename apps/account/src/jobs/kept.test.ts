// How long what is over is kept, kind by kind: a moment before its time it is there, a moment after it is gone.
import { all, run, sql } from '@motcua/db/query.ts'
import { afterAll, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { insertPeriod } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { addOfficer, officer } from '../testing/people.ts'
import { purge } from './purge.ts'

const service = await buildTestService()
const { deps } = service
const { db } = deps
afterAll(service.close)
const { id: who } = await addOfficer(deps, officer())
const { id: period } = await insertPeriod(db, {
  scope: { kind: 'everyone' },
  reason: 'test',
  minutes: 60,
  openedBy: null,
})

type Kept = keyof typeof limits.kept
/** What is kept, the table, since which column, and a row of it: columns and values. */
const rows: [Kept, string, string, string, string][] = [
  ['steps', 'challenges', 'expires_at', 'purpose, binding, phone, tag, code_hash', `'fresh', 'x', '', 'AB', 'h'`],
  ['steps', 'messages', 'created_at', 'kind, phone, state', `'notice', '', 'accepted'`],
  [
    'steps',
    'attempts',
    'expires_at',
    'cookie_hash, browser, account_id, door, errand, language',
    `'h', 'b', '${who}', 'standby', '{}', 'vi'`,
  ],
  ['steps', 'resets', 'expires_at', 'cookie_hash, browser, subject', `'h', 'b', 's'`],
  ['sends', 'message_sends', 'sent_at', 'gateway, receipt, state', `'esms', 'r', 'accepted'`],
  [
    'sessions',
    'sessions',
    'expires_at',
    'token_hash, account_id, door, amr, browser, device, address',
    `'t', '${who}', 'portal', '{fed}', '', '', ''`,
  ],
  [
    'standbySessions',
    'sessions',
    'expires_at',
    'token_hash, account_id, door, amr, period_id, browser, device, address',
    `'t', '${who}', 'standby', '{pwd}', '${period}', '', '', ''`,
  ],
  [
    'standbySessions',
    'standby_reviews',
    'reviewed_at',
    'period_id, account_id, standing, outcome, finding, reviewed_by',
    `'${period}', '${who}', 'unconfirmed', 'own', 'f', '${who}'`,
  ],
  [
    'announcements',
    'announcements',
    'created_at',
    'kind, source, account_id, channel, target, expires_at',
    `'campaign', 'c', '${who}', 'mail', '', clock_now()`,
  ],
  [
    'trips',
    'portal_trips',
    'left_at',
    'state_hash, browser, errand, language, purpose, expires_at',
    `'h', 'b', '{}', 'vi', 'sign-in', clock_now()`,
  ],
  ['requests', 'reset_requests', 'created_at', 'account_id, decided_at, approved', `'${who}', clock_now(), false`],
  [
    'notices',
    'logout_notices',
    'created_at',
    'client_id, account_id, sid, done_at',
    `'desk', '${who}', 's', clock_now()`,
  ],
  ['links', 'notice_links', 'expires_at', 'token_hash, account_id, happening', `'h', '${who}', 'new-device'`],
  ['alarms', 'alarms', 'raised_at', 'key, kind, sent_out_at', `'k', 'messages-fail', clock_now()`],
  ['counters', 'limits', 'ends_at', 'name, subject, hits, in_a_row', `'sends-day', 's', 1, 1`],
  ['series', 'limits', 'ends_at', 'name, subject, hits, in_a_row', `'wrong-codes-sign-in', 's', 1, 3`],
]

test.each(rows)('limits: kept.%s, %s by %s', async (kind, table, column, names, values) => {
  const add = (age: number) => {
    const since = `clock_now() - interval '${age} seconds'`
    return run(db, sql.raw(`insert into ${table} (${names}, ${column}) values (${values}, ${since})`))
  }
  const there = async () =>
    (await all(db, sql.raw(`select 1 from ${table} where ${column} < clock_now() - interval '1 day'`))).length
  await add(limits.kept[kind] - 30)
  await purge(deps, { pause: 0 })
  expect(await there()).toBe(1)
  await run(db, sql.raw(`delete from ${table}`))
  await add(limits.kept[kind] + 1)
  await purge(deps, { pause: 0 })
  expect(await there()).toBe(0)
})

test('limits: every kind that is kept has its row above', () => {
  expect(new Set(rows.map(([kind]) => kind))).toEqual(new Set(Object.keys(limits.kept)))
})
