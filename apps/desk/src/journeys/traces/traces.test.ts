// What the account service is told of a standby sign-in: its dossiers, to a question that it signed for us, once.
import { randomUUID } from 'node:crypto'
import { shiftClock } from '@motcua/db/clock.ts'
import { run, sql } from '@motcua/db/query.ts'
import { afterAll, afterEach, expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { buildTestDesk } from '../../testing/build-app.ts'

const desk = await buildTestDesk()
const { account, deps } = desk
afterAll(desk.close)
afterEach(async () => {
  await shiftClock(deps.db, 0)
  Object.assign(account, { mode: 'normal', usesForeignKey: false })
})

const [hanh, huy] = [randomUUID(), randomUUID()]
const period = randomUUID()

await run(
  deps.db,
  sql`insert into agencies (code, national_id, name_vi, name_en, kind) values ('H09.31.01', '1', 'UBND phường', 'Ward', 'commune')`,
)
await run(
  deps.db,
  sql`insert into procedures (code, name_vi, name_en, levels, term_amount, term_unit, fee, papers, valid_from)
    values ('1.001', 'Thủ tục', 'Procedure', '{}', 1, 'day', 0, '[]', '2020-01-01')`,
)
let moves = 0
async function move(code: string, by: string, more: { door?: string; period?: string | null } = {}) {
  moves += 1
  await run(
    deps.db,
    sql`insert into dossiers (code, agency_code, procedure_id, channel, applicant_kind, applicant_name, applicant_id_number, applicant_phone,
        papers, result_way, search, status, created_at)
      values (${code}, 'H09.31.01', (select id from procedures), 1, 'citizen', 'Trần Văn Dân', '074090000001', '0901000000', '[]', 'counter', '', 2,
        clock_now()) on conflict (code) do nothing`,
  )
  await run(
    deps.db,
    sql`insert into dossier_moves (dossier_id, version, at, move, to_status, by_sub, by_name, door, period_id)
      select id, ${moves}, clock_now() + ${moves} * interval '1 second', 'process', 2, ${by}, 'x', ${more.door ?? 'standby'},
        ${more.period === undefined ? period : more.period} from dossiers where code = ${code}`,
  )
}
await move('D-2', hanh)
await move('D-1', hanh)
await move('D-2', hanh)
await move('D-3', huy)
await move('D-4', hanh, { period: randomUUID() })
await move('D-5', hanh, { door: 'portal', period: null })

const question = (changed: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
  account.logoutToken(
    { events: undefined, sub: hanh, standby_period: period, ...changed },
    { typ: 'traces+jwt', ...header },
  )

const ask = (token: string) =>
  desk.app.inject({
    method: 'POST',
    url: '/account/traces',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ traces_token: token }).toString(),
  })

test('the dossiers of this person in this period, each once with its changes; nothing of the applicant', async () => {
  const answer = await ask(await question())
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store'])
  const { traces } = answer.json<{ traces: { record: string; changes: number; first_at: string; last_at: string }[] }>()
  expect(traces.map(({ record, changes }) => [record, changes])).toEqual([
    ['D-2', 2],
    ['D-1', 1],
  ])
  expect(Date.parse(traces[0]?.last_at ?? '') - Date.parse(traces[0]?.first_at ?? '')).toBeGreaterThan(1500)
  expect(answer.body).not.toContain('Trần Văn Dân')
})

test('nobody and nothing: an empty list, so that the answer tells no stranger who exists', async () => {
  for (const changed of [{ sub: randomUUID() }, { standby_period: randomUUID() }, { standby_period: 'no-uuid' }])
    expect((await ask(await question(changed))).json()).toEqual({ traces: [] })
})

test('limits: a question of two minutes ago passes within the skew, an older one does not', async () => {
  const now = Math.floor(Date.now() / 1000)
  const { age, skew } = limits.tracesToken
  const at = (seconds: number) => question({ iat: now - seconds, exp: now + 120 })
  expect((await ask(await at(age + skew - 5))).statusCode).toBe(200)
  expect((await ask(await at(age + skew + 5))).statusCode).toBe(400)
})

test('limits: five hundred dossiers are told at most', async () => {
  const busy = randomUUID()
  const { most } = limits.tracesToken
  await run(
    deps.db,
    sql`insert into dossiers (code, agency_code, procedure_id, channel, applicant_kind, applicant_name, applicant_id_number, applicant_phone,
        papers, result_way, search, status, created_at)
      select 'M-' || n, 'H09.31.01', (select id from procedures), 1, 'citizen', 'x', '074090000001', '0901000000', '[]', 'counter', '', 2,
        clock_now() from generate_series(1, ${most + 1}::int4) n`,
  )
  const add = (from: number, to: number) =>
    run(
      deps.db,
      sql`insert into dossier_moves (dossier_id, version, at, move, to_status, by_sub, by_name, door, period_id)
        select id, 1, clock_now(), 'process', 2, ${busy}, 'x', 'standby', ${period} from dossiers
        where code in (select 'M-' || n from generate_series(${from}::int4, ${to}::int4) n)`,
    )
  const told = async () => (await ask(await question({ sub: busy }))).json<{ traces: unknown[] }>().traces.length
  await add(1, most)
  expect(await told()).toBe(most)
  await add(most + 1, most + 1)
  expect(await told()).toBe(most)
})

test('a question is good once, also when it comes twice at once', async () => {
  const token = await question()
  const answers = await Promise.all([ask(token), ask(token)])
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 400])
})

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['of another kind', {}, { typ: 'logout+jwt' }],
  ['for somebody else', { aud: 'another' }, {}],
  ['of another issuer', { iss: 'https://evil.example.vn' }, {}],
  ['old', { iat: 1_600_000_000, exp: 1_600_000_120 }, {}],
  ['without a person', { sub: undefined }, {}],
  ['without a period', { standby_period: undefined }, {}],
  ['without an id', { jti: undefined }, {}],
])('a question %s is refused', async (_name, changed, header) => {
  expect((await ask(await question(changed, header))).statusCode).toBe(400)
})

test('signed by a stranger, unsigned or no token at all: refused', async () => {
  account.usesForeignKey = true
  expect((await ask(await question())).statusCode).toBe(400)
  expect((await ask('eyJhbGciOiJub25lIn0.e30.')).statusCode).toBe(400)
  expect((await ask('')).statusCode).toBe(400)
  expect((await desk.app.inject({ method: 'GET', url: '/account/traces' })).statusCode).toBe(404)
})

test('a logout token answers no question', async () => {
  const token = await account.logoutToken({ sub: hanh, standby_period: period })
  expect((await ask(token)).statusCode).toBe(400)
})
