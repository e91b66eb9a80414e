// What people and relying parties are told of the doors: the feed, the page, the sign-in page, by what the watch judged.
import { shiftClock } from '@motcua/db/clock.ts'
import { holdLease } from '@motcua/db/lease.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { judgePortal } from '../../jobs/judge-portal.ts'
import { probePortal } from '../../jobs/probe-portal.ts'
import { purge } from '../../jobs/purge.ts'
import { limits } from '../../limits.ts'
import type { ProbeResult } from '../../outside/portal/probes.ts'
import { insertPeriod } from '../../records/standby/store.ts'
import { currentVerdict, listDays, readObservations } from '../../records/portal-watch/store.ts'
import { hiddenFields } from '@motcua/web/testing/browser.ts'
import { buildTestService, origin } from '../../testing/build-app.ts'
import { signedIn } from '../../testing/console-browser.ts'
import { arrivalOf, identityOf } from '../../testing/fake-portal.ts'
import { addAdministrator, addOfficer } from '../../testing/people.ts'

const service = await buildTestService()
const { app, deps, portal } = service
afterAll(service.close)

const fine: ProbeResult[] = [
  { kind: 'dns', error: null, ms: 3, tlsLeft: null },
  { kind: 'authorize', error: null, ms: 120, tlsLeft: null },
]
const failing = (error: ProbeResult['error']): ProbeResult[] => [
  ...fine.slice(0, 1),
  ...(['discovery', 'keys', 'authorize', 'token'] as const).map((kind) => ({ kind, error, ms: 5000, tlsLeft: null })),
]

let clock = 0
const wait = async (seconds: number) => {
  clock += seconds
  await shiftClock(deps.db, clock)
}
/** As the jobs do: looks when it is time, judges every 5 s. */
async function watch(seconds: number, looks: ProbeResult[]) {
  portal.looks = looks
  for (let spent = 0; spent < seconds; spent += 5) {
    await wait(5)
    await probePortal(deps)
    await judgePortal(deps)
  }
}

beforeEach(async () => {
  for (const table of ['portal_probes', 'portal_verdicts', 'portal_trips', 'portal_probe_days'])
    await run(deps.db, sql.raw(`delete from ${table}`))
  await sql`update standby_periods set closed_at = clock_now() where closed_at is null`.execute(deps.db)
  portal.isUp = true
})

const open = (kind: 'outage' | 'drill' = 'outage') =>
  insertPeriod(deps.db, {
    scope: { kind: 'everyone' },
    reason: 'Cổng không truy cập được',
    minutes: 30,
    openedBy: null,
  }).then(async ({ id }) => run(deps.db, sql`update standby_periods set kind = ${kind} where id = ${id}`))
const feed = async () => (await app.inject('/status/doors.json')).json<Record<string, string | null>>()
const signIn = async () => (await service.browser().get('/vi/sign-in')).body

test('before anybody looked, nothing is claimed', async () => {
  expect(await feed()).toEqual({
    portal: 'unknown',
    standby: 'closed',
    until: null,
    help: deps.config.HELP_CONTACT,
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })
})

test('the feed follows the watch: ok, down within 40 s, ok after five calm minutes', async () => {
  await watch(30, fine)
  expect((await feed())['portal']).toBe('ok')
  await watch(40, failing('refused'))
  expect((await feed())['portal']).toBe('down')
  await watch(200, fine)
  expect((await feed())['portal']).toBe('down')
  await watch(130, fine)
  expect((await feed())['portal']).toBe('ok')
})

test('looks come every 10 s, every 5 s in doubt, and never two at a time', async () => {
  portal.looks = fine
  const looked: boolean[] = []
  for (let i = 0; i < 4; i += 1) {
    await wait(5)
    looked.push(await probePortal(deps))
  }
  expect(looked).toEqual([true, false, true, false])
  portal.looks = failing('no-answer')
  await wait(5)
  expect([await probePortal(deps), await probePortal(deps)]).toEqual([true, false])
  await wait(5)
  expect(await probePortal(deps)).toBe(true)
})

test('all probes of a look are one round, and the reasons of a lasting outage stay what they are', async () => {
  await watch(30, fine)
  await watch(120, failing('refused'))
  const { rounds } = await readObservations(deps.db)
  expect(rounds.filter(({ failures }) => failures.length > 0).every(({ failures }) => failures.length === 4)).toBe(true)
  expect((await currentVerdict(deps.db)).evidence.map(({ code }) => code)).toEqual(['looks-fail'])
})

test('one node at a time looks; another takes over within 15 s, its tries 5 s apart', async () => {
  const hold = (node: string) => holdLease(deps.db, 'test-prober', node, limits.probes.lease)
  expect([await hold('one'), await hold('two'), await hold('one')]).toEqual([true, false, true])
  const tries: boolean[] = []
  for (let spent = 5; spent <= 15; spent += 5) {
    await wait(5)
    tries.push(await hold('two'))
  }
  expect(tries).toEqual([false, true, true])
  expect(await hold('one')).toBe(false)
})

test('lesson 11: our own fault never makes it down', async () => {
  await watch(120, failing('our-client'))
  expect((await feed())['portal']).toBe('degraded')
  await watch(120, failing('our-network'))
  expect((await feed())['portal']).toBe('degraded')
})

test('looks that our own node was too busy for say nothing: unknown after a minute, and a dead portal between them is down', async () => {
  await watch(120, fine)
  await watch(70, failing('our-load'))
  expect((await feed())['portal']).toBe('unknown')
  expect((await currentVerdict(deps.db)).evidence.map(({ code }) => code)).toEqual(['looks-silent'])
  await watch(20, failing('refused'))
  await watch(5, failing('our-load'))
  await watch(20, failing('refused'))
  expect((await feed())['portal']).toBe('down')
})

test('a verdict that nobody renews for a minute is unknown', async () => {
  await watch(30, fine)
  await wait(61)
  expect((await feed())['portal']).toBe('unknown')
  expect((await currentVerdict(deps.db)).confidence).toBe(0)
})

test('a row is written when the word changes, with its reasons, and only then', async () => {
  await watch(60, fine)
  await watch(60, failing('server-error'))
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(*) as n from portal_verdicts where word in ('ok', 'down')`,
  )
  expect(n).toBe(2)
  const row = await one(
    deps.db,
    sql<{
      evidence: object[]
      confidence: number
    }>`select evidence, confidence from portal_verdicts where word = 'down'`,
  )
  expect(row.evidence).toContainEqual({
    code: 'looks-fail',
    with: expect.objectContaining({ error: 'server-error' }),
  })
  expect(row.confidence).toBeGreaterThan(0.99)
})

test('the standby door in the feed: open until its end; a drill is not told', async () => {
  await open('drill')
  expect((await feed())['standby']).toBe('closed')
  await open()
  const told = await feed()
  expect([told['standby'], Date.parse(told['until'] ?? '') - Date.parse(told['at'] ?? '')]).toEqual([
    'open',
    expect.any(Number),
  ])
  expect(Date.parse(told['until'] ?? '')).toBeGreaterThan(Date.parse(told['at'] ?? '') + 29 * 60_000)
})

test('the signed feed: by the provider’s key, short-lived, cacheable for 5 s', async () => {
  await watch(30, fine)
  const answer = await app.inject('/status/doors')
  expect([answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
    'application/jwt',
    'public, max-age=5',
  ])
  const keys = createLocalJWKSet((await app.inject('/oidc/jwks')).json<JSONWebKeySet>())
  const currentDate = new Date(Date.now() + clock * 1000)
  const { payload } = await jwtVerify(answer.body, keys, { issuer: origin, typ: 'doors+jwt', currentDate })
  expect(payload).toMatchObject({ portal: 'ok', standby: 'closed', until: null })
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(30)
  await expect(jwtVerify(`${answer.body.slice(0, -4)}AAAA`, keys, { issuer: origin, currentDate })).rejects.toThrow(
    'signature',
  )
})

test('the public page says which door works, what to do, and the days with trouble', async () => {
  await watch(60, fine)
  expect((await app.inject('/vi/status')).body).toContain('Hoạt động bình thường')
  await watch(120, failing('refused'))
  const down = (await app.inject('/vi/status')).body
  expect(down).toContain('Không truy cập được')
  expect(down).toContain(deps.config.HELP_CONTACT)
  expect(down).toMatch(/Hoạt động [\d,]+ % thời gian/)
  expect(down).toContain('<caption')
  await open()
  expect((await app.inject('/en/status')).body).toContain('Open until')
  expect((await app.inject('/status')).headers.location).toBe('/vi/status')
})

/** Seconds until eight in the morning of the province's next day: no midnight comes between. */
const untilMorning = async () => {
  const local = sql`(clock_now() at time zone 'Asia/Ho_Chi_Minh')`
  const left = sql<{
    s: number
  }>`select ceil(extract(epoch from date_trunc('day', ${local}) + interval '32 hours' - ${local}))::int4 as s`
  return (await one(deps.db, left)).s
}

test('a day counts as one with trouble as soon as the portal fails, and an unsteady one from a minute on or while it lasts', async () => {
  const said = async () => [
    /; ([^;]*) có sự cố\./.exec((await app.inject('/vi/status')).body)?.[1],
    /; ([^;]*) had trouble\./.exec((await app.inject('/en/status')).body)?.[1],
  ]
  await wait(await untilMorning())
  await watch(60, fine)
  expect(await said()).toEqual(['không ngày nào', 'no day'])
  while ((await currentVerdict(deps.db)).word !== 'down') await watch(5, failing('refused'))
  await wait(1)
  expect(await said()).toEqual(['1 ngày', '1 day'])
  expect((await app.inject('/vi/status')).body).toMatch(/data-label="Hoạt động">\s*\d\d(,\d+)? %/)
  await wait(86_400)
  await watch(60, fine)
  await watch(30, failing('our-client'))
  expect([(await currentVerdict(deps.db)).word, await said()]).toEqual(['degraded', ['2 ngày', '2 days']])
  for (const [seconds, days] of [
    [59, 'không ngày nào'],
    [60, '1 ngày'],
  ] as const) {
    await run(deps.db, sql`delete from portal_verdicts`)
    await run(
      deps.db,
      sql`insert into portal_verdicts (word, since, ended_at, confidence, evidence, judged_at, confidence_now, evidence_now)
        select 'degraded', clock_now() - ${seconds} * interval '1 second', t.at, 1, '[]', t.at, 1, '[]' from (select clock_now() as at) t`,
    )
    expect((await said())[0]).toBe(days)
  }
})

test('every moment that was watched is in exactly one word of its day', async () => {
  await watch(60, fine)
  await watch(60, failing('refused'))
  const days = await listDays(deps.db)
  expect(days).toHaveLength(90)
  const sum = days.reduce((all, day) => all + day.ok + day.degraded + day.noCodes + day.down, 0)
  expect(sum).toBeCloseTo(115, -1)
  const { today } = await one(
    deps.db,
    sql<{ today: string }>`select (clock_now() at time zone 'Asia/Ho_Chi_Minh')::date::text as today`,
  )
  expect(days.at(-1)).toMatchObject({ day: today, down: expect.closeTo(35, -1) })
})

test('sign-in page, portal fine: the portal first, also while a period is open', async () => {
  await watch(30, fine)
  await open()
  const page = await signIn()
  expect(page.indexOf('Đăng nhập bằng CDVCQG')).toBeLessThan(page.indexOf('name="password"'))
  expect(page).toContain('<h1>Đăng nhập</h1>')
})

test('sign-in page, portal down and door open: the standby form first, one sentence why', async () => {
  await watch(60, failing('refused'))
  await open()
  const page = await signIn()
  expect(page).toContain('Cổng Dịch vụ công Quốc gia hiện không truy cập được')
  expect(page).toContain('Cửa dự phòng đang mở: đăng nhập bằng số CCCD')
  expect(page.indexOf('name="password"')).toBeLessThan(page.indexOf('Vẫn thử Cổng DVCQG'))
})

test('sign-in page, portal down and door closed: whom to call, of the agency where it has a number', async () => {
  await watch(60, failing('refused'))
  expect(await signIn()).toContain(`Cửa dự phòng đang đóng. Hãy gọi ${deps.config.HELP_CONTACT}`)
  // Also who tries the closed door is not sent back to the portal that fails.
  const stranger = service.browser()
  const typed = { number: '074085001234', password: 'x' }
  const refused = await stranger.submit('/vi/sign-in', '/vi/sign-in', typed)
  expect([refused.statusCode, refused.body.includes(`Hãy gọi ${deps.config.HELP_CONTACT} để`)]).toEqual([403, true])
  expect(refused.body).not.toContain('Hãy đăng nhập bằng CDVCQG')
  const { browser } = await cameBack()
  await sql`update agencies set help_phone = '0274 3999 888', help_hours = '' where code = 'H09.31.01'`.execute(deps.db)
  await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  await watch(10, failing('refused'))
  expect((await browser.get('/vi/sign-in')).body).toContain('Hãy gọi 0274 3999 888 để quản trị mở cửa')
})

test('sign-in page, portal unsteady: the portal first, and a word that it may take another try', async () => {
  await watch(30, fine)
  await watch(60, failing('our-client'))
  const page = await signIn()
  expect(page).toContain('đang chập chờn')
  expect(page.indexOf('Đăng nhập bằng CDVCQG')).toBeLessThan(page.indexOf('name="password"'))
})

/** An officer who came through the portal with this browser, so that the watch knows their agency. */
async function cameBack() {
  const officer = await addOfficer(deps)
  portal.next = arrivalOf(identityOf({ idNumbers: [officer.idNumber], techId: `tech-${officer.id}` }))
  const browser = service.browser()
  const out = await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  const state = new URL(String(out.headers.location)).searchParams.get('state') ?? ''
  await browser.get(`/portal/callback?code=x&state=${state}`)
  return { browser, officer }
}

test('“Tôi không nhận được mã của Cổng”: for who is away, once a trip, also when pressed twice at once', async () => {
  const { browser } = await cameBack()
  expect((await browser.get('/vi/sign-in')).body).not.toContain('Tôi không nhận được mã của Cổng')
  await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  const page = (await browser.get('/vi/sign-in')).body
  expect(page).toContain('Tôi không nhận được mã của Cổng')
  const fields = hiddenFields(page, '/vi/sign-in/no-code')
  const answers = await Promise.all([1, 2, 3].map(() => browser.post('/vi/sign-in/no-code', fields)))
  expect(answers.map(({ headers }) => String(headers.location).startsWith('/vi/sign-in?done=told'))).toEqual([
    true,
    true,
    true,
  ])
  const { presses, trips } = await readObservations(deps.db)
  expect(presses).toEqual([expect.objectContaining({ agency: 'H09.31.01' })])
  expect(trips.map(({ back }) => back?.how ?? null)).toEqual(['fine', null])
  const after = (await browser.get(String(answers[0]?.headers.location))).body
  expect(after).toContain('Đã ghi nhận')
  expect(after).not.toContain('Tôi không nhận được mã của Cổng</button>')
})

test('the console’s page counts people in words that fit one and many', async () => {
  const console = await signedIn(service, (await addAdministrator(deps)).id)
  const said = async () =>
    /(?:\d+ (?:person|people) (?:is|are)) at the portal/.exec((await console.get('/en/console/watch')).body)?.[0]
  const away = async () => (await cameBack()).browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  await watch(30, fine)
  expect(await said()).toBe('0 people are at the portal')
  await away()
  expect(await said()).toBe('1 person is at the portal')
  await away()
  expect(await said()).toBe('2 people are at the portal')
})

test('the button pressed by somebody who is not away says what to do first', async () => {
  const browser = service.browser()
  const page = (await browser.get('/vi/sign-in')).body
  const answer = await browser.post('/vi/sign-in/no-code', hiddenFields(page, '/vi/sign-in'))
  expect((await browser.get(String(answer.headers.location))).body).toContain('Chưa thấy lượt nào đang ở Cổng')
  expect((await readObservations(deps.db)).presses).toEqual([])
})

test('lesson 15: somebody who left and never came back is counted, by agency and network, and not by name', async () => {
  const { browser } = await cameBack()
  await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  await wait(700)
  const [, lost] = (await readObservations(deps.db)).trips
  expect(lost).toMatchObject({ back: null, agency: 'H09.31.01' })
  expect(lost?.address).not.toContain('203.0.113')
  const stranger = service.browser()
  stranger.address = '198.51.100.7'
  await stranger.submit('/vi/sign-in', '/vi/sign-in/portal')
  expect((await readObservations(deps.db)).trips.at(-1)).toMatchObject({ agency: null })
})

test('what the portal answers with becomes fine, error or nothing', async () => {
  const { browser } = await cameBack()
  const left = async () => {
    const out = await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
    return new URL(String(out.headers.location)).searchParams.get('state') ?? ''
  }
  for (const error of ['access_denied', 'server_error', 'unauthorized_client'])
    await browser.get(`/portal/callback?error=${error}&state=${await left()}`)
  portal.next = { ok: false, code: 'portal-away', reason: 'test' }
  await browser.get(`/portal/callback?code=x&state=${await left()}`)
  const { trips } = await readObservations(deps.db)
  expect(trips.map(({ back }) => back?.how)).toEqual(['fine', 'cancelled', 'error', 'cancelled', 'error'])
})

test('lesson 14: the portal is no part of readiness', async () => {
  await watch(60, failing('refused'))
  await shiftClock(deps.db, 0)
  expect((await app.inject('/health/ready')).json()).toEqual({ ready: true })
  await shiftClock(deps.db, clock)
})

test('looks are kept for 90 days, then their daily sums', async () => {
  await watch(30, fine)
  const count = async (table: string) =>
    (await one(deps.db, sql.raw<{ n: number }>(`select count(*) as n from ${table}`))).n
  const before = await count('portal_probes')
  await wait(89 * 86_400)
  await purge(deps)
  expect(await count('portal_probes')).toBe(before)
  await wait(2 * 86_400)
  await purge(deps)
  expect(await count('portal_probes')).toBe(0)
  const sums = await one(
    deps.db,
    sql<{ looks: number; failed: number }>`select sum(looks) as looks, sum(failed) as failed from portal_probe_days`,
  )
  expect([Number(sums.looks), Number(sums.failed)]).toEqual([before, 0])
})

test('the console’s page: verdict with reasons in words, looks, trips, history; auditors read it too', async () => {
  await watch(30, fine)
  await watch(60, failing('tls-expired'))
  for (const kind of ['administrator', 'auditor'] as const) {
    const browser = await signedIn(service, (await addAdministrator(deps, kind)).id)
    const page = await browser.get('/vi/console/watch')
    expect(page.statusCode).toBe(200)
    for (const text of [
      'không truy cập được',
      'lần thăm dò liên tiếp',
      'chứng thư đã hết hạn',
      'trang đăng nhập',
      'Sang Cổng, 30 phút qua',
      'Hoạt động bình thường',
    ])
      expect(page.body).toContain(text)
    expect((await browser.get('/en/console/watch')).body).toContain('certificate has ended')
  }
})
