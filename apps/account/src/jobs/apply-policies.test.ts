// Automatic opening: agreed by two, after the verdict held, renewed, closed after recovery; people's doors are left to people.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDoor } from '../journeys/console/standby-door/close-door.ts'
import { openDoor } from '../journeys/console/standby-door/open-door.ts'
import { endPolicy, proposePolicy, secondPolicy } from '../records/policies/store.ts'
import { listOpenPeriods } from '../records/standby/store.ts'
import { buildTestService } from '../testing/build-app.ts'
import { signedIn } from '../testing/console-browser.ts'
import { addAdministrator, addAgencies } from '../testing/people.ts'
import { applyPolicies, remindOfOpenDoor, type Seen } from './apply-policies.ts'
import { closeLapsedPeriods } from './keep-periods.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

let clock = 0
const hour = 3600
let [one, two] = [await addAdministrator(deps), await addAdministrator(deps)]
beforeEach(async () => {
  await addAgencies(deps)
  clock += 12 * hour
  await shiftClock(deps.db, clock)
  await closeLapsedPeriods(deps)
  await run(deps.db, sql`update standby_periods set closed_at = least(until, clock_now()) where closed_at is null`)
  await run(deps.db, sql`update standby_policies set ended_at = clock_now() where ended_at is null`)
  ;[one, two] = [await addAdministrator(deps), await addAdministrator(deps)]
  clock += 2 * hour
  await shiftClock(deps.db, clock)
})

const failing = (heldFor: number): Seen => ({
  isFailing: true,
  heldFor,
  failingFor: heldFor,
  reason: 'Cổng không truy cập được từ 07:26',
})
const well = (heldFor: number): Seen => ({ isFailing: false, heldFor, failingFor: 0, reason: '' })
const later = async (seconds: number) => {
  clock += seconds
  await shiftClock(deps.db, clock)
  await closeLapsedPeriods(deps)
}

async function policy(agency: string | null = null) {
  const made = await proposePolicy(deps.db, { agency, by: one.id })
  await secondPolicy(deps.db, made?.id ?? '', two.id)
  return made?.id ?? ''
}

test('nothing opens without two administrators; one cannot be both', async () => {
  const made = await proposePolicy(deps.db, { agency: null, by: one.id })
  expect(await secondPolicy(deps.db, made?.id ?? '', one.id)).toBe(false)
  await applyPolicies(deps, failing(600))
  expect(await listOpenPeriods(deps.db)).toEqual([])
  const both = await Promise.all([
    secondPolicy(deps.db, made?.id ?? '', two.id),
    secondPolicy(deps.db, made?.id ?? '', two.id),
  ])
  expect(both.filter(Boolean)).toHaveLength(1)
  await applyPolicies(deps, failing(600))
  expect(await listOpenPeriods(deps.db)).toHaveLength(1)
})

test('it opens once after 30 s, renews before the end, and is silent after eight hours', async () => {
  await policy()
  await applyPolicies(deps, failing(29))
  expect(await listOpenPeriods(deps.db)).toEqual([])
  await Promise.all([applyPolicies(deps, failing(30)), applyPolicies(deps, failing(30))])
  const [first, ...more] = await listOpenPeriods(deps.db)
  expect([more.length, first?.reason, first?.opened_by]).toEqual([0, 'Cổng không truy cập được từ 07:26', null])
  await later(54 * 60)
  await applyPolicies(deps, failing(3300))
  expect(await listOpenPeriods(deps.db)).toHaveLength(1)
  await later(90)
  await applyPolicies(deps, failing(3400))
  expect(await listOpenPeriods(deps.db)).toHaveLength(2)
  const began = 3400
  for (let round = 1; round <= 12; round += 1) {
    await later(55 * 60 + 30)
    await applyPolicies(deps, failing(began + round * (55 * 60 + 30)))
  }
  expect(await listOpenPeriods(deps.db)).toEqual([])
  const [spanned] = await all(
    deps.db,
    sql<{
      hours: number
    }>`select extract(epoch from max(until) - min(opened_at))::float8 / 3600 as hours from standby_periods
      where policy_id is not null and opened_at > clock_now() - interval '13 hours'`,
  )
  expect(spanned?.hours).toBeGreaterThan(7.8)
  expect(spanned?.hours).toBeLessThanOrEqual(8)
})

test('it closes what it opened when the portal has been well for 15 minutes, also after the policy was ended', async () => {
  const id = await policy('H09.31')
  await applyPolicies(deps, failing(60))
  await applyPolicies(deps, well(899))
  expect(await listOpenPeriods(deps.db)).toHaveLength(1)
  await endPolicy(deps.db, id, two.id)
  await applyPolicies(deps, well(900))
  expect(await listOpenPeriods(deps.db)).toEqual([])
})

test('where the door is open already, by hand or by the province’s policy, a policy adds nothing', async () => {
  await policy('H09.31')
  await policy(null)
  for (const heldFor of [40, 45, 50]) await applyPolicies(deps, failing(heldFor))
  expect((await listOpenPeriods(deps.db)).map((period) => period.scope)).toEqual(['everyone'])
})

test('who closes the door by hand is not overruled in the same failure; the next failure opens again', async () => {
  await policy()
  await applyPolicies(deps, failing(40))
  const [period] = await listOpenPeriods(deps.db)
  const actor = { accountId: one.id, name: 'Một', via: 'console' } as const
  await closeDoor(deps, { actor, periodId: period?.id ?? '', reason: 'Chỉ một đơn vị bị lỗi mạng' })
  for (const heldFor of [45, 600, 3000]) await applyPolicies(deps, failing(heldFor))
  expect(await listOpenPeriods(deps.db)).toEqual([])
  await later(4 * hour)
  await applyPolicies(deps, failing(40))
  expect(await listOpenPeriods(deps.db)).toHaveLength(1)
})

test('after recovery it closes its own period and leaves the extension that people made', async () => {
  await policy()
  await applyPolicies(deps, failing(40))
  const open = await listOpenPeriods(deps.db)
  const actor = { accountId: two.id, name: 'Hai', via: 'console' } as const
  const seen = open.map((period) => period.id)
  await openDoor(deps, { actor, scope: { kind: 'everyone' }, reason: 'Cổng vẫn chập chờn, mở thêm', minutes: 60, seen })
  await applyPolicies(deps, well(900))
  expect((await listOpenPeriods(deps.db)).map((period) => period.opened_by)).toEqual([two.id])
})

test('a door opened by hand is not closed: administrators are reminded, once', async () => {
  const actor = { accountId: one.id, name: 'Một', via: 'console' } as const
  await openDoor(deps, { actor, scope: { kind: 'everyone' }, reason: 'Cổng không truy cập được', minutes: 60 })
  await applyPolicies(deps, well(5000))
  await remindOfOpenDoor(deps, well(5000))
  await remindOfOpenDoor(deps, well(5001))
  const [period] = await listOpenPeriods(deps.db)
  expect(period).toBeDefined()
  expect(await all(deps.db, sql`select 1 from alarms where key = ${`well ${period?.id}`}`)).toHaveLength(1)
})

test('at the console: proposed by one, agreed by another, ended by anyone; fresh proof, refusals, auditors only read', async () => {
  const [first, second] = [await signedIn(service, one.id), await signedIn(service, two.id)]
  const page = '/vi/console/policies'
  const post = (browser: typeof first, fields: Record<string, string>) => browser.submit(page, page, fields)
  expect((await post(first, { act: 'propose', agency: 'H09.31' })).headers.location).toBe(`${page}?done=proposed`)
  const again = await post(second, { act: 'propose', agency: 'H09.31' })
  expect([again.statusCode, again.body.includes('đã có đề nghị')]).toEqual([409, true])
  expect((await post(first, { act: 'propose', agency: 'H99' })).statusCode).toBe(422)
  const id = /name="id" value="([^"]+)"/.exec((await first.get(page)).body)?.[1] ?? ''
  const alone = await post(first, { act: 'agree', id })
  expect([alone.statusCode, alone.body.includes('chính bạn đã đề nghị')]).toEqual([409, true])
  expect((await post(second, { act: 'agree', id })).headers.location).toBe(`${page}?done=seconded`)
  expect((await first.get(page)).body).toContain('Đang hiệu lực')
  await run(
    deps.db,
    sql`update sessions set authenticated_at = clock_now() - interval '6 minutes' where account_id = ${one.id}`,
  )
  expect((await post(first, { act: 'propose', agency: '' })).headers.location).toContain('/console/confirm')
  expect((await post(first, { act: 'end', id })).headers.location).toBe(`${page}?done=ended`)
  expect((await post(second, { act: 'end', id })).statusCode).toBe(409)
  expect((await post(second, { act: 'nonsense' })).statusCode).toBe(422)
  const told = await all(
    deps.db,
    sql<{ event: string }>`select event from audit_events where event like 'policy-%' order by at`,
  )
  expect(told.map((row) => row.event).slice(-3)).toEqual(['policy-proposed', 'policy-agreed', 'policy-ended'])
})
