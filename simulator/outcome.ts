// What one day came to: when the fault was seen, what was said wrongly, the worst word of it.
import { type Heard, type Omission, watchDay } from './watch-day.ts'
import { makeDay } from './world/day.ts'
import { normal, type Played, type Script, type Truth } from './world/scripts.ts'

export type Outcome = {
  name: string
  truth: Truth
  without: Omission | undefined
  /** Seconds from the fault to the first word that fits it; null where none came. */
  seen: number | null
  /** "down" or "no-codes" where neither was true. */
  isFalse: boolean
  worst: Heard['word']
  words: number
}

const grave = ['unknown', 'ok', 'degraded', 'no-codes', 'down'] as const
/** Which words do justice to a truth. A portal that is slow for people cannot be told from lost codes for minutes. */
const fits: Record<Truth, readonly string[]> = {
  ok: ['ok'],
  degraded: ['degraded'],
  'no-codes': ['no-codes', 'down'],
  down: ['down'],
}

function outcomeOf(script: Played, heard: readonly Heard[], without?: Omission): Outcome {
  const { name, truth, from, until } = script
  const graveWords = heard.filter(({ word }) => word === 'down' || word === 'no-codes')
  const isTrue = ({ at }: Heard) => (truth === 'down' || truth === 'no-codes') && at >= from
  const during = heard.filter(
    ({ at }, i) => (heard[i + 1]?.at ?? Infinity) > Math.min(from, 86_400) && at <= until + 60,
  )
  const all = truth === 'ok' ? heard : during
  const seen = heard.find(({ word, at }) => at >= from && fits[truth].includes(word))
  return {
    name,
    truth,
    without,
    seen: seen ? seen.at - from : null,
    isFalse: graveWords.some((word) => !isTrue(word)),
    worst: all.reduce<Heard['word']>(
      (worst, { word }) => (grave.indexOf(word) > grave.indexOf(worst) ? word : worst),
      'unknown',
    ),
    words: heard.length,
  }
}

const before = 2.6 * 3600
const after = 1800
const dayLength = 86_400

/** A normal day is watched as a whole, another one from two and a half hours before its fault to half an hour after. */
export function playDay(script: Script, seed: number, without?: Omission): Outcome {
  const day = makeDay(script, seed)
  const { from, until } = day.script
  const isNormal = script === normal
  const start = isNormal ? 0 : Math.max(0, Math.floor((from - before) / 5) * 5)
  return outcomeOf(day.script, watchDay(day, start, isNormal ? dayLength : until + after, without), without)
}
