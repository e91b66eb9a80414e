// One day of the outside world: who leaves for the portal and comes back, and what a look at the portal meets at any moment.
import { createDice, type Dice } from './dice.ts'
import { isLunch, restDay, steadyDay, workingDay } from './hours.ts'
import { largest, makeProvince, type Officer } from './province.ts'
import { extraVisits } from './extras.ts'
import { play, type Played, type Script, type Trouble } from './scripts.ts'

export type Visit = Officer & {
  left: number
  back: number | null
  how: 'fine' | 'error' | 'cancelled'
  press: number | null
}

export type Day = {
  script: Played
  /** By the second of leaving. */
  visits: Visit[]
  /** What a look that begins at this second meets, and how long it takes. */
  look: (at: number) => { trouble: Trouble | null; seconds: number }
}

type Habits = { returns: number; median: number; peak: number; shape: (at: number) => number }

const dayLength = 86_400

export function makeDay(script: Script, seed: number): Day {
  const dice = createDice(seed)
  const played = play(script, dice)
  const habits = makeHabits(played, dice)
  const officers = makeProvince(dice, played.centre)
  const any = dice.pick(officers.slice(0, Math.ceil(officers.length / 3))).agency
  const cut = played.centre ? largest : any
  const visits: Visit[] = []
  for (let at = dice.wait(1 / 60); at < dayLength; ) {
    const perSecond = (habits.peak * habits.shape(at)) / 300
    const wait = perSecond > 0 ? dice.wait(perSecond) : Infinity
    // Nobody came within the minute: the next one has a rate of its own. A night's long wait must not sleep through the morning.
    if (wait > 60) at += 60
    else {
      at += wait
      visits.push(...visitsOf(dice, { played, habits, cut }, dice.pick(officers), at))
    }
  }
  visits.push(...extraVisits(dice, played, officers))
  return { script: played, visits: visits.sort((a, b) => a.left - b.left), look: makeLooks(played, dice) }
}

function makeHabits({ steady }: Played, dice: Dice): Habits {
  const shape = steady ? steadyDay : dice.happens(0.75) ? workingDay : restDay
  return { returns: dice.between(0.9, 0.97), median: dice.between(28, 42), peak: steady ?? dice.between(5, 60), shape }
}

type Today = { played: Played; habits: Habits; cut: string | null }

/** Somebody leaves, and tries again up to three times where nothing came of it. */
function visitsOf(dice: Dice, today: Today, officer: Officer, first: number): Visit[] {
  const made: Visit[] = []
  let at = first
  for (let tries = 0; tries < 4; tries += 1) {
    if (today.played.keepsHome && isBroken(today.played, at)) break
    const visit = visitOf(dice, today, officer, at)
    made.push(visit)
    if (visit.back !== null || !dice.happens(0.6)) break
    at += dice.between(50, 280)
  }
  return made
}

function visitOf(dice: Dice, { played, habits, cut }: Today, officer: Officer, left: number): Visit {
  const isHit = isDuring(played, left) && (!played.cutsAgency || officer.agency === cut)
  const median = isHit && played.median ? played.median : habits.median
  const back = left + Math.max(4, dice.around(median, 0.6))
  const usual = habits.returns - (isLunch(left) ? dice.between(0, 0.08) : 0)
  const chance = isHit && played.returns !== undefined ? played.returns : usual
  const isLost = !dice.happens(chance) || isCaught(dice, played, left, back)
  const isError = dice.happens(isDuring(played, back) && !played.cutsAgency ? (played.errors ?? 0.01) : 0.01)
  const how = isError ? 'error' : dice.happens(0.01) ? 'cancelled' : 'fine'
  const press = pressOf(dice, { isLost, left, chance: isHit ? (played.presses ?? 0) : 0 })
  return { ...officer, left, back: isLost ? null : back, how, press }
}

/** On the way when it broke: the code never comes, or the portal is gone. */
function isCaught(dice: Dice, played: Played, left: number, back: number): boolean {
  const stopsPeople = played.keepsHome || (played.returns !== undefined && !played.cutsAgency)
  const wasUnderWay = left < played.from && back > played.from + 5
  return Boolean(stopsPeople) && wasUnderWay && dice.happens(1 - (played.returns ?? 0) * 0.9 - 0.05)
}

function pressOf(
  dice: Dice,
  { isLost, left, chance }: { isLost: boolean; left: number; chance: number },
): number | null {
  const habit = isLost ? 0.05 : 0.003
  return dice.happens(Math.max(chance, habit)) && (isLost || dice.happens(0.5)) ? left + dice.between(50, 160) : null
}

const isDuring = ({ from, until }: Played, at: number) => at >= from && at < until

/** Broken at this very second: flapping is broken in every other half period. */
const isBroken = (played: Played, at: number) =>
  isDuring(played, at) && (!played.flaps || Math.floor((at - played.from) / played.flaps) % 2 === 0)

function makeLooks(played: Played, dice: Dice): Day['look'] {
  const usual = dice.between(0.15, 0.6)
  const stumbles = moments(dice, dice.below(4)).map((from) => ({ from, until: from + dice.between(2, 15) }))
  const lonely = new Set(moments(dice, dice.below(12)).map((at) => Math.floor(at / 10)))
  const slowFrom = dice.happens(0.3) ? dice.between(0, dayLength) : Infinity
  return (at) => {
    if (isBroken(played, at) && played.trouble) return meets(played.trouble)
    if (stumbles.some(({ from, until }) => at >= from && at < until)) return meets('silence')
    if (lonely.has(Math.floor(at / 10)) && dice.happens(0.4))
      return meets(dice.pick(['status 500', 'silence', 'closed port']))
    if (played.slow && isDuring(played, at)) return { trouble: null, seconds: dice.between(...played.slow) }
    const isSlow = at > slowFrom && at < slowFrom + 900
    return { trouble: null, seconds: dice.around(isSlow ? 1.4 : usual, 0.3) }
  }
}

const meets = (trouble: Trouble) => ({
  trouble,
  seconds: trouble === 'silence' || trouble === 'our name server' ? 5 : 0.2,
})

const moments = (dice: Dice, count: number): number[] => Array.from({ length: count }, () => dice.between(0, dayLength))
