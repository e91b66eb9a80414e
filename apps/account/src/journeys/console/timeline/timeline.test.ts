// The timeline: what the chart is fed equals a count of the rows, kept sums change nothing, drills are no outages, 90 days are read fast.
import { shiftClock } from '@motcua/db/clock.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { readHealth, sumHealth, type Span } from '../../../records/portal-watch/health.ts'
import { insertPeriod } from '../../../records/standby/store.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { signedIn } from '../../../testing/console-browser.ts'
import { addAdministrator } from '../../../testing/people.ts'
import { rowsOf } from './rows.ts'

const service = await buildTestService()
const { deps } = service
const auditor = await addAdministrator(deps, 'auditor')
afterAll(service.close)

beforeEach(async () => {
  await shiftClock(deps.db, 0)
  for (const table of ['portal_probes', 'portal_trips', 'portal_verdicts', 'portal_health', 'standby_periods'])
    await run(deps.db, sql.raw(`delete from ${table}`))
})

const minute = 60
/** Two probes a look, every ten minutes for so long; every sixth look fails, and one in three of our own fault. */
const look = (seconds: number) =>
  run(
    deps.db,
    sql`with start as materialized (select clock_now() as now)
      insert into portal_probes (look_at, kind, error, ms) select now - n * interval '10 minutes', kind, case when kind = 'authorize' and n % 6 = 0 then
        case when n % 18 = 0 then 'our-network' else 'refused' end end, 20
      from start, generate_series(1, ${seconds}::int4 / 600) n, unnest(array['dns', 'authorize']) kind`,
  )
const leave = (seconds: number) =>
  run(
    deps.db,
    sql`insert into portal_trips (state_hash, browser, errand, language, purpose, left_at, expires_at, returned_at, outcome)
      select 'trip ' || n, 'b', '{}', 'vi', 'sign-in', at, at, case when n % 4 > 0 then at + interval '40 seconds' end,
        case n % 4 when 1 then 'signed-in' when 2 then 'portal-not-listed' when 3 then 'error server_error' end
      from generate_series(1, ${seconds}::int4 / 900) n, lateral (select clock_now() - n * interval '15 minutes' as at) t`,
  )

const sumOf = (spans: readonly Span[]) =>
  spans.reduce(
    (sum, { looks, failed, departed, fine, errors }) => ({
      looks: sum.looks + looks,
      failed: sum.failed + failed,
      departed: sum.departed + departed,
      fine: sum.fine + fine,
      errors: sum.errors + errors,
    }),
    { looks: 0, failed: 0, departed: 0, fine: 0, errors: 0 },
  )

test('sums equal an independent count; kept sums change no figure of any range', async () => {
  await look(8 * 86_400)
  await leave(8 * 86_400)
  const range = 7 * 86_400
  const counted = await one(
    deps.db,
    sql<{ looks: number; failed: number; departed: number; fine: number; errors: number }>`select
      (select count(distinct look_at) from portal_probes where look_at >= w.lo)::int4 as looks,
      (select count(*) from portal_probes where look_at >= w.lo and error = 'refused')::int4 as failed,
      (select count(*) from portal_trips where left_at >= w.lo)::int4 as departed,
      (select count(*) from portal_trips where left_at >= w.lo and outcome in ('signed-in', 'portal-not-listed'))::int4 as fine,
      (select count(*) from portal_trips where left_at >= w.lo and outcome like 'error%')::int4 as errors
      from (select date_bin('30 minutes', clock_now() - interval '7 days', '2020-01-01 00:00+07') as lo) w`,
  )
  expect(counted.failed).toBeGreaterThan(50)
  const before = await readHealth(deps.db, { range, step: 30 * minute })
  expect(sumOf(before)).toEqual(counted)
  while ((await sumHealth(deps.db)) > 0);
  const after = await readHealth(deps.db, { range, step: 30 * minute })
  expect(sumOf(after)).toEqual(counted)
  expect(after.map(({ looks }) => looks)).toEqual(before.map(({ looks }) => looks))
  expect(sumOf(await readHealth(deps.db, { range: 3600, step: minute })).looks).toBe(6)
})

test('sums are kept only when everybody may be back, once, also by two nodes at once', async () => {
  await look(3600)
  await leave(3600)
  await Promise.all([sumHealth(deps.db), sumHealth(deps.db)])
  const kept = await one(
    deps.db,
    sql<{
      n: number
      ago: number
    }>`select count(*)::int4 as n, extract(epoch from clock_now() - max(at))::float8 as ago from portal_health`,
  )
  expect(kept.ago).toBeGreaterThan(15 * minute)
  expect(kept.n).toBeGreaterThan(6)
  expect(await sumHealth(deps.db)).toBe(0)
})

test('rows: the gravest word, overlapping openings count once, a drill is a drill', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 0, minutes))
  const spans = [0, 5].map((from) => ({ at: at(from), looks: 1, failed: 0, departed: 2, fine: 1, errors: 0 }))
  const words = [
    { word: 'ok', from: at(-60), to: at(2) },
    { word: 'down', from: at(2), to: at(4) },
    { word: 'degraded', from: at(4), to: at(60) },
  ]
  const period = (kind: 'outage' | 'drill', from: number, to: number) => ({
    id: '',
    kind,
    reason: '',
    from: at(from),
    to: at(to),
  })
  const periods = [period('outage', 1, 4), period('outage', 2, 6), period('drill', 6, 9)]
  const rows = rowsOf({ spans, words, periods }, { step: 300, perRow: 1 })
  expect(rows.map(({ worst, openMinutes, drillMinutes }) => [worst, openMinutes, drillMinutes])).toEqual([
    ['degraded', 1, 3],
    ['down', 4, 0],
  ])
  expect(rowsOf({ spans, words, periods }, { step: 300, perRow: 2 })).toMatchObject([
    { looks: 2, departed: 4, fine: 2, worst: 'down', openMinutes: 5, drillMinutes: 3 },
  ])
  // A door that was opened a moment ago is open.
  const justOpened = [{ ...period('outage', 6, 6), to: new Date(at(6).getTime() + 1000) }]
  expect(rowsOf({ spans, words, periods: justOpened }, { step: 300, perRow: 1 })).toMatchObject([
    { openMinutes: 1, drillMinutes: 0 },
    { openMinutes: 0, drillMinutes: 0 },
  ])
})

test('the page has every figure without a script; the data feeds the chart; each range opens; nonsense shows a day', async () => {
  await look(7200)
  const made = { scope: { kind: 'everyone' }, minutes: 30, openedBy: null } as const
  await insertPeriod(deps.db, { ...made, reason: 'Cổng không truy cập được' })
  const { id } = await insertPeriod(deps.db, { ...made, reason: 'Diễn tập quý 4' })
  await run(deps.db, sql`update standby_periods set kind = 'drill' where id = ${id}`)
  const reader = await signedIn(service, auditor.id)
  for (const range of ['1h', '6h', '24h', '7d', '30d', '90d', 'mãi mãi']) {
    const page = await reader.get(`/vi/console/timeline?range=${encodeURIComponent(range)}`)
    expect(page.statusCode).toBe(200)
    for (const told of [
      'Cổng không truy cập được',
      'Diễn tập quý 4',
      'Thăm dò',
      'data-source="/vi/console/timeline/data?range=',
    ])
      expect(page.body).toContain(told)
    expect(page.body).not.toMatch(/style="/)
  }
  const data = await reader.get('/en/console/timeline/data?range=6h')
  expect(data.headers['cache-control']).toBe('no-store')
  const { spans, periods } = data.json<{ spans: object[]; periods: { kind: string }[] }>()
  expect([spans.length, periods.map(({ kind }) => kind)]).toEqual([73, ['outage', 'drill']])
  expect(data.body).not.toContain('Diễn tập')
  for (const asset of ['timeline.js', 'timeline.css', 'uplot.js', 'uplot.css'])
    expect((await reader.get(`/assets/${asset}`)).statusCode).toBe(200)
})

test('90 days of sums are read in a moment', async () => {
  await run(
    deps.db,
    sql`insert into portal_health select date_bin('5 minutes', clock_now(), '2020-01-01 00:00+07') - n * interval '5 minutes', 30, 1, 20, 18, 1
      from generate_series(4, 25920) n`,
  )
  const started = performance.now()
  const spans = await readHealth(deps.db, { range: 90 * 86_400, step: 6 * 3600 })
  const spent = performance.now() - started
  expect(spans).toHaveLength(361)
  expect(sumOf(spans).looks).toBeGreaterThan(25_000 * 30)
  // A loaded machine is slow; reading 4.7 million looks anew would take much longer on any.
  expect(spent).toBeLessThan(2000)
})
