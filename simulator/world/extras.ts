// Visits beside the day's own: people who try on and on without a chance, and an agency that practises.
import type { Visit } from './day.ts'
import type { Dice } from './dice.ts'
import type { Officer } from './province.ts'
import type { Played } from './scripts.ts'

export function extraVisits(dice: Dice, played: Played, officers: readonly Officer[]): Visit[] {
  const known = officers.filter(({ agency }) => agency !== null)
  const { stubborn, practice } = played
  return [
    ...(stubborn ? peopleOf(dice, stubborn.people, known).flatMap((officer) => triesOf(dice, played, officer)) : []),
    ...(practice ? practiceOf(dice, { ...played, practice }, known) : []),
  ]
}

/** So many people, no two of one agency. */
function peopleOf(dice: Dice, count: number, known: readonly Officer[]): Officer[] {
  const people: Officer[] = []
  while (people.length < count) {
    const officer = dice.pick(known)
    if (people.every(({ agency }) => agency !== officer.agency)) people.push(officer)
  }
  return people
}

/** Again and again, a minute to four apart. */
function triesOf(dice: Dice, { from, stubborn, presses = 0 }: Played, officer: Officer): Visit[] {
  const made: Visit[] = []
  const first = from + dice.between(0, 600)
  const until = first + dice.between(...(stubborn?.minutes ?? [0, 0])) * 60
  for (let left = first; left < until; left += dice.between(60, 240)) {
    const press = dice.happens(presses) ? left + dice.between(50, 160) : null
    made.push({ ...officer, left, back: null, how: 'fine', press })
  }
  return made
}

function practiceOf(dice: Dice, { from, until, practice }: Played & { practice: number }, known: readonly Officer[]) {
  const { agency } = dice.pick(known)
  const people = known.filter((officer) => officer.agency === agency)
  const made: Visit[] = []
  for (let left = from; left < until; left += dice.wait(practice / 300))
    made.push({ ...dice.pick(people), left, back: null, how: 'fine', press: null })
  return made
}
