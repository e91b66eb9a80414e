// One outage from its first second to the closed door, with people; what it gives is told by the database and by the people alike.
import { setTimeout as sleep } from 'node:timers/promises'
import { addAdministrator, agreeOnPolicy, enterConsole } from '../administrators.ts'
import { openBrowser } from '../browser.ts'
import { createDice } from '../dice.ts'
import { loggedErrors, party, runCommand } from '../nodes.ts'
import { agencies, officeOf, officerAt } from '../officers.ts'
import { progress } from '../report.ts'
import { comeFromDesk } from '../sign-in.ts'
import { inWholeWorld, type WholeWorld } from '../world.ts'
import { closeAndWatch, type Closing } from './closing.ts'
import { type Day, officerDay } from './officer-day.ts'
import { goThroughPortal } from './portal-visit.ts'

export const portalFaults = ['refuse', '500', 'no-codes'] as const
export type PortalFault = (typeof portalFaults)[number]

export type Plan = {
  fault: PortalFault
  officers: number
  minutes: number
  seed: number
  /** The preferred SMS gateway refuses everything from the first second on. */
  gatewayDead: boolean
  /** One node is killed in the middle, and comes back only for the closing. */
  killNode: boolean
}

export type Outcome = {
  days: Day[]
  /** Seconds from the fault; undefined where it did not happen. */
  detected: number | undefined
  opened: number | undefined
  firstIn: number | undefined
  /** Distinct officers with a session of the standby door, by the database. */
  counted: number
  closing: Closing
  auditBroken: string
  errors: ReturnType<typeof loggedErrors>
}

/** Officers who come only when the door closes. */
const extra = 24
/** Seconds that the last to arrive are given. */
const tail = 45

export const playOutage = (plan: Plan): Promise<Outcome> =>
  inWholeWorld({ nodes: 2, officers: Math.max(plan.officers, agencies) + extra }, async (world) => {
    const closer = await prepare(world)
    const faultAt = await breakOutside(world, plan)
    const days = await playPeople(world, plan)
    for (const node of world.nodes.filter((one) => !one.isUp())) await node.start()
    const closing = await closeAndWatch(
      world,
      closer,
      Array.from({ length: extra }, (_, i) => plan.officers + i + 1),
    )
    return {
      days,
      closing,
      ...(await readTimes(world, faultAt)),
      auditBroken: await checkAudit(world),
      errors: loggedErrors(world.nodes),
    }
  })

/** Two administrators agree on automatic opening; people come through the healthy portal, so that the watch knows who sits where. */
async function prepare(world: WholeWorld) {
  const { settings, front } = world
  const [one, two] = [
    await addAdministrator(settings, 'quantri1', 'Đỗ Minh Quân'),
    await addAdministrator(settings, 'quantri2', 'Bùi Thu Trang'),
  ]
  const [first, second] = [await enterConsole(front, one, '10.250.0.1'), await enterConsole(front, two, '10.250.0.2')]
  await agreeOnPolicy(first, second)
  progress('  a healthy morning: one officer of each agency through the portal')
  for (let i = 1; i <= agencies; i += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, more) => healthySignIn(world, i + more)))
  }
  return first
}

async function healthySignIn({ sandbox, front }: WholeWorld, i: number): Promise<void> {
  const [address, officer] = [officeOf(i), officerAt(i)]
  const browser = openBrowser(front, address)
  const outcome = await goThroughPortal({
    sandbox,
    browser,
    officer,
    address,
    visit: await comeFromDesk(browser, party),
    patience: 10_000,
  })
  if (outcome !== 'back') throw new Error(`the healthy portal: ${outcome}`)
}

/** Gives the database's time of the fault. */
async function breakOutside({ sandbox, db }: WholeWorld, plan: Plan): Promise<Date> {
  if (plan.gatewayDead) await sandbox.setFaults({ sms: { esms: { mode: 'refuse' } } })
  const { rows } = await db.query<{ now: Date }>('select clock_timestamp() as now')
  await sandbox.setFaults({ portal: { mode: plan.fault } })
  progress(`  the portal: ${plan.fault}${plan.gatewayDead ? '; the first SMS gateway: dead' : ''}`)
  return rows[0]!.now
}

async function playPeople(world: WholeWorld, plan: Plan): Promise<Day[]> {
  const dice = createDice(plan.seed)
  const span = plan.minutes * 60_000
  const until = Date.now() + span + tail * 1000
  const victim = world.nodes.at(-1)
  const killing = plan.killNode ? sleep(span / 2).then(() => victim?.kill()) : undefined
  const days = Array.from({ length: plan.officers }, async (_, index) => {
    const [at, own] = [dice.next() * span, createDice(dice.below(2 ** 31))]
    await sleep(at)
    return officerDay(world, index + 1, { dice: own, until })
  })
  const beat = setInterval(() => void tellProgress(world), 30_000)
  const all = await Promise.all(days)
  clearInterval(beat)
  await killing
  return all
}

async function tellProgress({ db }: WholeWorld): Promise<void> {
  const { rows } = await db.query<{ n: number }>(`select count(*)::int as n from sessions where door = 'standby'`)
  progress(`  ${rows[0]?.n ?? 0} in by the standby door`)
}

async function readTimes({ db }: WholeWorld, faultAt: Date) {
  const { rows } = await db.query<{
    detected: number | null
    opened: number | null
    first_in: number | null
    counted: number
  }>(
    `select
      (select extract(epoch from min(since) - $1)::float8 from portal_verdicts where word in ('down', 'no-codes') and since > $1) as detected,
      (select extract(epoch from min(opened_at) - $1)::float8 from standby_periods where policy_id is not null) as opened,
      (select extract(epoch from min(created_at) - $1)::float8 from sessions where door = 'standby') as first_in,
      (select count(distinct account_id)::int from sessions where door = 'standby') as counted`,
    [faultAt],
  )
  const row = rows[0]!
  return {
    detected: row.detected ?? undefined,
    opened: row.opened ?? undefined,
    firstIn: row.first_in ?? undefined,
    counted: row.counted,
  }
}

async function checkAudit({ settings }: WholeWorld): Promise<string> {
  // The sealer follows within a second.
  await sleep(2500)
  const { code, text } = await runCommand(settings, ['audit', 'check'])
  return code === 0 ? '' : text.trim()
}
