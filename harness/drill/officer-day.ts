// One officer on the morning of an outage: tries the portal while the standby door is closed, takes the door when it is open, does again
// what failed, as a person would. What they were told on the way is kept.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, hidden, openBrowser, said, Unexpected } from '../browser.ts'
import type { Dice } from '../dice.ts'
import { party } from '../nodes.ts'
import { officeOf, officerAt, type Officer } from '../officers.ts'
import { comeFromDesk, finishAtDesk, giveCode, givePassword, type Visit } from '../sign-in.ts'
import { password, type WholeWorld } from '../world.ts'
import { goThroughPortal } from './portal-visit.ts'

export type Day = {
  arrivedAt: number
  /** ms since 1970; undefined where they never got in. */
  inAt?: number
  /** By which door. */
  by?: 'portal' | 'standby'
  /** What they met, in order. */
  met: string[]
}

type Person = { world: WholeWorld; officer: Officer; address: string; dice: Dice; day: Day }

/** The i-th officer from now on, until they are in or it is `until` (ms since 1970). */
export async function officerDay(
  world: WholeWorld,
  i: number,
  { dice, until }: { dice: Dice; until: number },
): Promise<Day> {
  const day: Day = { arrivedAt: Date.now(), met: [] }
  const person = { world, officer: officerAt(i), address: officeOf(i), dice, day }
  while (day.inAt === undefined && Date.now() < until) {
    const wait = await tryOnce(person).catch((error: unknown) => {
      day.met.push(nameOf(error))
      return waitAfter(error)
    })
    if (day.inAt === undefined) await sleep(Math.min(wait * (0.7 + 0.6 * dice.next()), Math.max(0, until - Date.now())))
  }
  return day
}

/** Gives the milliseconds after which this person tries again, where they are not in. */
async function tryOnce(person: Person): Promise<number> {
  const { world, officer, address, day } = person
  const browser = openBrowser(world.front, address)
  const visit = await comeFromDesk(browser, party)
  if (isDoorOpen(visit.page)) {
    await enterByDoor(person, browser, visit)
    Object.assign(day, { inAt: Date.now(), by: 'standby' })
    return 0
  }
  const patience = 40_000 + person.dice.below(30_000)
  const outcome = await goThroughPortal({ sandbox: world.sandbox, browser, visit, officer, address, patience })
  if (outcome === 'back') Object.assign(day, { inAt: Date.now(), by: 'portal' })
  else day.met.push(`portal ${outcome}`)
  // Every third person whose code did not come presses the button that says so.
  if (outcome === 'no-code' && person.dice.below(3) === 0)
    await browser.post('/vi/sign-in/no-code', hidden(visit.page, '/vi/sign-in'))
  return outcome === 'no-code' ? 2000 : 12_000
}

const isDoorOpen = (page: string) => page.includes('Cửa dự phòng đang mở')

/** A code that does not come within 65 s is asked for again, once. */
async function enterByDoor({ world, officer, day }: Person, browser: Browser, visit: Visit): Promise<void> {
  const since = Date.now() - 1000
  const codePage = await givePassword(browser, visit.page, { number: officer.idNumber, password })
  let code = await world.sandbox.codeOn(officer.phone, 'ours', since, 65_000)
  if (!code) {
    day.met.push('no code of ours, sent again')
    const again = await browser.post('/vi/sign-in/code/send-again', hidden(codePage, '/vi/sign-in/code/send-again'))
    if (again.status !== 303) throw new Unexpected('send again', again)
    code = await world.sandbox.codeOn(officer.phone, 'ours', Date.now() - 1000, 40_000)
  }
  if (!code) throw new Error('no code of ours came')
  const answer = await giveCode(browser, codePage, code)
  await finishAtDesk({ front: world.front, party }, browser, { visit, answer, officer })
}

/** For the table: the step and what the page said, without numbers that differ. */
function nameOf(error: unknown): string {
  if (!(error instanceof Unexpected)) return error instanceof Error ? error.message : String(error)
  const { step, answer } = error
  const words = said(answer.text)
    .replace(/\d{2}:\d{2}/g, '…')
    .slice(0, 60)
  return `${step}: ${answer.status}${words ? ` ${words}` : ''}`
}

/** What the answer asks for, else a person's own pause. */
function waitAfter(error: unknown): number {
  const asked = error instanceof Unexpected ? Number(error.answer.headers['retry-after']) : Number.NaN
  return Number.isFinite(asked) ? Math.min(60, asked) * 1000 : 4000
}
