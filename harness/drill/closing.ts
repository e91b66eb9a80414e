// The end of an outage: an administrator closes the door while people stand in it; then everybody tries both nodes.
import { setTimeout as sleep } from 'node:timers/promises'
import { closeDoors, type Console } from '../administrators.ts'
import { openBrowser, Unexpected } from '../browser.ts'
import { party } from '../nodes.ts'
import { officeOf, officerAt } from '../officers.ts'
import { comeFromDesk, giveCode, givePassword } from '../sign-in.ts'
import { password, type WholeWorld } from '../world.ts'

export type Closing = {
  /** People with a code in hand when it closed, and how many of them got in afterwards. */
  inTheMiddle: number
  middleIn: number
  /** Tries after it on each node, and how many found a door. */
  tries: number[]
  found: number
  /** By the database: sign-ins through the door after it closed, and those later than five seconds. */
  after: number
  late: number
}

const grace = 5

/** `extra`: numbers of officers who have not signed in yet. Watches for so many seconds. */
export async function closeAndWatch(
  world: WholeWorld,
  administrator: Console,
  extra: readonly number[],
  seconds = 12,
): Promise<Closing> {
  const half = Math.floor(extra.length / 2)
  await administrator.wake()
  const middle = await Promise.all(extra.slice(0, half).map((i, at) => holdCode(world, i, at % world.nodes.length)))
  await closeDoors(administrator, 'Cổng đã hoạt động lại')
  const tries = world.nodes.map(() => 0)
  let found = 0
  const until = Date.now() + seconds * 1000
  const enterLate = middle.map(async (enter, at) => {
    await sleep((at / middle.length) * seconds * 900)
    return enter()
  })
  for (let n = 0; Date.now() < until; n += 1) {
    const node = n % world.nodes.length
    tries[node] = (tries[node] ?? 0) + 1
    if (await findsDoor(world, extra[half + (n % (extra.length - half))] ?? 1, node)) found += 1
    await sleep(150)
  }
  const middleIn = (await Promise.all(enterLate)).filter(Boolean).length
  return { inTheMiddle: half, middleIn, tries, found, ...(await countAfter(world)) }
}

/** Password proven, code in hand; the answer enters it and says whether that led on to the desk. */
async function holdCode(world: WholeWorld, i: number, node: number): Promise<() => Promise<boolean>> {
  const browser = openBrowser(world.front.only(node), officeOf(i))
  const visit = await comeFromDesk(browser, party)
  const since = Date.now() - 1000
  const { idNumber, phone } = officerAt(i)
  const give = () => givePassword(browser, visit.page, { number: idNumber, password })
  // They all come at one moment: whoever is told to wait a few seconds does.
  const page = await give().catch(async (error: unknown) => {
    if (!(error instanceof Unexpected) || error.answer.status !== 503) throw error
    await sleep(Number(error.answer.headers['retry-after'] ?? 5) * 1000)
    return give()
  })
  const code = await world.sandbox.codeOn(phone, 'ours', since, 20_000)
  if (!code) throw new Error('no code came to somebody who was to stand in the middle')
  return async () => {
    const answer = await giveCode(browser, page, code)
    return answer.status === 303 && (answer.headers.location ?? '').includes('/oidc/auth/')
  }
}

/** Does the right password still lead to a code? */
async function findsDoor(world: WholeWorld, i: number, node: number): Promise<boolean> {
  const browser = openBrowser(world.front.only(node), officeOf(i))
  const { page } = await comeFromDesk(browser, party)
  return givePassword(browser, page, { number: officerAt(i).idNumber, password }).then(
    () => true,
    () => false,
  )
}

async function countAfter({ db }: WholeWorld): Promise<Pick<Closing, 'after' | 'late'>> {
  const { rows } = await db.query<{ after: number; late: number }>(
    `with c as (select max(closed_at) as at from standby_periods)
      select count(*) filter (where s.created_at > c.at)::int as after,
        count(*) filter (where s.created_at > c.at + $1 * interval '1 second')::int as late
      from sessions s, c where s.door = 'standby'`,
    [grace],
  )
  return rows[0] ?? { after: 0, late: 0 }
}
