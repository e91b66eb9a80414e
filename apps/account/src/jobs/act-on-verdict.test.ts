// From the kept verdict to the alarm and the open door.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { proposePolicy, secondPolicy } from '../records/policies/store.ts'
import type { Word } from '../records/portal-watch/seen.ts'
import type { VerdictRow } from '../records/portal-watch/store.ts'
import { currentVerdict, storeVerdict } from '../records/portal-watch/store.ts'
import { listOpenPeriods } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { addAdministrator } from '../testing/people.ts'
import { actOnVerdict, seenFrom } from './act-on-verdict.ts'
import { judgePortal } from './judge-portal.ts'
import { probePortal } from './probe-portal.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

const verdictAt = async (word: Word, seconds: number) => {
  await shiftClock(deps.db, seconds)
  const [row] = await all(deps.db, sql<{ now: number }>`select extract(epoch from clock_now())::float8 as now`)
  const now = row?.now ?? 0
  await storeVerdict(deps.db, { word, confidence: 1, evidence: [], since: now, peopleFrom: 0 }, now)
  await actOnVerdict(deps)
}

beforeEach(async () => {
  await run(deps.db, sql`delete from alarms`)
  await run(deps.db, sql`delete from portal_verdicts`)
})

const kinds = () =>
  all(
    deps.db,
    sql<{
      verdict: string
    }>`select detail ->> 'verdict' as verdict from alarms where kind = 'portal-changed' order by raised_at`,
  )

test('by default a failure only alarms; agreed on, the door opens 30 s after it, within 90 s of the first failure, and closes after recovery', async () => {
  await verdictAt('ok', 0)
  await verdictAt('down', 10)
  await verdictAt('down', 60)
  expect(await listOpenPeriods(deps.db)).toEqual([])
  expect(await kinds()).toEqual([{ verdict: 'down' }])
  const [one, two] = [await addAdministrator(deps), await addAdministrator(deps)]
  const policy = await proposePolicy(deps.db, { agency: null, by: one.id })
  await secondPolicy(deps.db, policy?.id ?? '', two.id)
  await verdictAt('down', 65)
  const [period] = await listOpenPeriods(deps.db)
  expect(period?.reason).toMatch(/^Cổng không truy cập được từ \d\d:\d\d$/)
  await verdictAt('no-codes', 100)
  expect(await listOpenPeriods(deps.db)).toHaveLength(1)
  await verdictAt('ok', 200)
  await verdictAt('degraded', 1000)
  await verdictAt('ok', 1100)
  await verdictAt('ok', 1100 + 899)
  expect(await listOpenPeriods(deps.db)).toHaveLength(1)
  await verdictAt('ok', 1100 + 901)
  expect(await listOpenPeriods(deps.db)).toEqual([])
})

test('lesson 11: our own fault opens nothing, however long it lasts and whatever was agreed', async () => {
  const [one, two] = [await addAdministrator(deps), await addAdministrator(deps)]
  const policy = await proposePolicy(deps.db, { agency: null, by: one.id })
  await secondPolicy(deps.db, policy?.id ?? '', two.id)
  for (const error of ['our-client', 'our-network'] as const) {
    service.portal.looks = [{ kind: 'discovery', error, ms: 5000, tlsLeft: null }]
    for (let second = 0; second < 300; second += 5) {
      await shiftClock(deps.db, second)
      await probePortal(deps)
      await judgePortal(deps)
      await actOnVerdict(deps)
    }
    expect((await currentVerdict(deps.db)).word).toBe('degraded')
    expect(await listOpenPeriods(deps.db)).toEqual([])
    await run(deps.db, sql`delete from portal_probes`)
  }
})

test('a portal that was only degraded is not told as recovered; one that failed is, whatever came in between', async () => {
  for (const [word, at] of [
    ['ok', 0],
    ['degraded', 10],
    ['ok', 20],
  ] as const)
    await verdictAt(word, at)
  expect(await kinds()).toEqual([])
  for (const [word, at] of [
    ['down', 30],
    ['degraded', 40],
    ['ok', 50],
  ] as const)
    await verdictAt(word, at)
  expect(await kinds()).toEqual([{ verdict: 'down' }, { verdict: 'ok' }])
})

const row = (word: Word, since: number): VerdictRow => ({
  id: String(since),
  word,
  since: new Date(since * 1000),
  ended_at: null,
  confidence: 1,
  evidence: [],
})
const now = new Date(10_000 * 1000)

test.each([
  [
    'a failure counts from its first failing word',
    [row('down', 9900), row('no-codes', 9000), row('ok', 1)],
    'down',
    true,
    1000,
  ],
  ['degraded is neither', [row('degraded', 9000), row('down', 1)], 'degraded', false, 0],
  ['a verdict that went stale is none', [row('down', 9000)], 'unknown', false, 0],
  ['well since', [row('ok', 9000), row('down', 1)], 'ok', false, 1000],
  ['nothing was judged yet', [], 'unknown', false, 0],
] as const)('%s', (_name, rows, word, failing, heldFor) => {
  expect(seenFrom(rows, word, now)).toMatchObject({ isFailing: failing, heldFor })
})
