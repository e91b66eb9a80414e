// What one whole sign-in by either door asks of the database, from a relying party's request to its claims: how many statements, and none
// that reads a table from end to end.
import { all, run, sql } from '@motcua/db/query.ts'
import { afterAll, expect, test } from 'vitest'
import { closeLapsedPeriods } from '../../jobs/keep-periods.ts'
import { runDrills } from '../../jobs/run-drills.ts'
import { sendMessages } from '../../jobs/send-messages.ts'
import { summarizeWeek } from '../../jobs/summarize-week.ts'
import { findWaiting } from '../../records/announcements/waiting.ts'
import { insertPeriod } from '../../records/standby/store.ts'
import { type Browser, hiddenFields } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { arrivalOf, identityOf } from '../../testing/fake-portal.ts'
import { addOfficer, officer } from '../../testing/people.ts'
import { addRelyingParty, authorization, follow, pathOf, redeem, userinfo } from '../../testing/relying-party.ts'

/** COMMIT is a round too where it does not travel (the embedded database does not count its own). Fewer is better; more needs a reason. */
const most = { standby: 18, portal: 15 }

const service = await buildTestService()
const { deps, gateway, portal } = service
afterAll(service.close)
await addRelyingParty(service)
await insertPeriod(deps.db, {
  scope: { kind: 'everyone' },
  reason: 'Cổng không truy cập được',
  minutes: 60,
  openedBy: null,
})

type Officer = Awaited<ReturnType<typeof addOfficer>>

const verifier = 'v'.repeat(43)
type Answered = Awaited<ReturnType<typeof follow>>

const doors = {
  standby: async (browser: Browser, form: Answered, who: Officer) => {
    const proof = { number: who.idNumber, password: who.password }
    const toCode = await browser.post('/vi/sign-in', { ...hiddenFields(form.body, '/vi/sign-in'), ...proof })
    await sendMessages(deps)
    const page = await browser.get(pathOf(toCode.headers.location) ?? '')
    const { code } = gateway.codeFor(who.phone)
    return browser.post('/vi/sign-in/code', { ...hiddenFields(page.body, '/vi/sign-in/code'), code })
  },
  portal: async (browser: Browser, form: Answered, who: Officer) => {
    portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
    const out = await browser.post('/vi/sign-in/portal', hiddenFields(form.body, '/vi/sign-in/portal'))
    const state = new URL(out.headers.location ?? '').searchParams.get('state')
    return browser.get(`/portal/callback?code=x&state=${state}`)
  },
}

/** Gives how many statements it took. */
async function signIn(door: keyof typeof doors, who: Officer): Promise<number> {
  const browser = service.browser()
  const sent = deps.database.rounds()
  const done = await doors[door](browser, await follow(browser, authorization(verifier)), who)
  const back = await follow(browser, pathOf(done.headers.location) ?? '')
  const code = new URL(String(back.headers.location)).searchParams.get('code') ?? ''
  const { tokens } = await redeem(service, code, verifier)
  expect((await userinfo(service, tokens.access_token)).json()).toMatchObject({ sub: who.id })
  return deps.database.rounds() - sent
}

test.each(['standby', 'portal'] as const)('a whole sign-in by the %s door takes few statements', async (door) => {
  const who = await addOfficer(deps, officer())
  // The relying party is read with the first, and the portal's identity is linked.
  await signIn(door, who)
  const taken = await signIn(door, who)
  expect(taken).toBeLessThanOrEqual(most[door])
  expect(taken).toBeGreaterThan(0)
})

/** Rows of other people and of earlier days, as a province has them. */
const fill = [
  sql`insert into accounts (kind, name, id_number) select 'officer', 'Cán bộ ' || i, '0799' || lpad(i::text, 8, '0') from generate_series(1, 3000) i`,
  sql`insert into phones (account_id, audience, number, source, confirmed_at, codes_from)
    select id, 'officer', '+8498' || right(id_number, 7), 'list', clock_now(), clock_now() from accounts where id_number like '0799%'`,
  sql`insert into passwords (account_id, hash) select id, 'x' from accounts where id_number like '0799%'`,
  sql`insert into limits (name, subject, hits, ends_at) select 'sends-day', id::text, 1, clock_now() from accounts where id_number like '0799%'`,
  sql`insert into attempts (cookie_hash, browser, account_id, door, errand, language, expires_at)
    select id::text, id::text, id, 'standby', '{}', 'vi', clock_now() from accounts where id_number like '0799%'`,
  sql`insert into challenges (account_id, purpose, binding, phone, tag, code_hash, expires_at)
    select id, 'sign-in', id::text, '', 'AA', id::text, clock_now() from accounts where id_number like '0799%'`,
  sql`insert into messages (challenge_id, kind, phone, state) select id, 'code', '', 'accepted' from challenges`,
  sql`insert into message_sends (message_id, gateway, receipt, state, sent_at)
    select id, 'esms', id::text, 'accepted', clock_now() - interval '2 days' from messages`,
  sql`insert into sessions (token_hash, uid, cookie_id, account_id, door, amr, browser, expires_at)
    select id::text, id::text, id::text, id, 'standby', '{}', '', clock_now() + interval '1 hour' from accounts where id_number like '0799%'`,
  sql`insert into provider_records (id, model, payload, session_uid, expires_at)
    select id::text, 'AccessToken', '{}', id::text, clock_now() + interval '1 hour' from accounts where id_number like '0799%'`,
  sql`insert into audit_events (event, account_id) select 'sign-in', id from accounts where id_number like '0799%'`,
  sql`insert into portal_trips (state_hash, browser, errand, language, purpose, expires_at)
    select id::text, id::text, '{}', 'vi', 'sign-in', clock_now() from accounts where id_number like '0799%'`,
]
const full = [
  'accounts',
  'phones',
  'passwords',
  'limits',
  'attempts',
  'challenges',
  'messages',
  'message_sends',
  'sessions',
]
const tables = [...full, 'provider_records', 'audit_events', 'portal_trips']

/** How often each was read whole so far; every connection of the pool first tells what it counted. */
const readWhole = async () => {
  const tell = () => run(deps.db, sql`select pg_stat_force_next_flush(), pg_sleep(0.1)`)
  await Promise.all(Array.from({ length: 10 }, tell))
  return all(
    deps.db,
    sql<{
      name: string
      scans: number
    }>`select relname as name, seq_scan as scans from pg_stat_user_tables where relname = any(${tables}) order by relname`,
  )
}

test('with thousands of people no table is read from end to end', async () => {
  for (const statement of fill) await run(deps.db, statement)
  for (const name of tables) await run(deps.db, sql`analyze ${sql.id(name)}`)
  const who = await addOfficer(deps, officer())
  const before = await readWhole()
  await signIn('standby', who)
  await signIn('portal', who)
  expect(before.map(({ name }) => name)).toEqual(tables.toSorted())
  expect(await readWhole()).toEqual(before)
  // What looks each second whether there is anything to do.
  await closeLapsedPeriods(deps)
  await runDrills(deps)
  await summarizeWeek(deps)
  await findWaiting(deps.db)
  expect(await readWhole()).toEqual(before)
  await run(deps.db, sql`select count(*) from attempts where language = 'none'`)
  expect(await readWhole()).not.toEqual(before)
})
