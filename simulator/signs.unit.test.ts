// A small ablation: on the days that a sign is for, leaving it out loses the fault, sees it later, or says what is not true.
import { expect, test } from 'vitest'
import { omissions, signDays } from './ablation.ts'
import { playDay } from './outcome.ts'
import type { Omission } from './watch-day.ts'
import { faults, type Script, trials } from './world/scripts.ts'

const scripts = [...faults, ...trials]
const scriptOf = (name: string): Script => {
  const found = scripts.find((script) => script.name === name)
  if (!found) throw new Error(`no such day: ${name}`)
  return found
}

/** What such a day costs: a word that is not true weighs most, then a fault that nobody saw, then each second until it was seen. */
function cost(script: Script, without?: Omission): number {
  const { isFalse, seen } = playDay(script, 20_261_130, without)
  return (isFalse ? 1e9 : 0) + (script.truth === 'ok' ? 0 : (seen ?? 1e6))
}

test.each(omissions)(
  'without the sign "%s" the days that it is for get worse',
  (without) => {
    const days = signDays[without].slice(-2).map(scriptOf)
    const sum = (left?: Omission) => days.reduce((all, script) => all + cost(script, left), 0)
    expect(sum(without)).toBeGreaterThan(sum())
  },
  30_000,
)

test('three people who try for an hour, an agency that practises and a centre that is cut off are no outage', () => {
  const calm = trials.filter(({ truth }) => truth === 'ok')
  expect(calm.map(({ name }) => name)).toHaveLength(4)
  expect(calm.filter((script) => playDay(script, 20_261_130).isFalse)).toEqual([])
}, 30_000)
