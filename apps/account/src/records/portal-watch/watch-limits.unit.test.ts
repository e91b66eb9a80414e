// The numbers of the watch at their boundaries: one look, second, trip or press less, and the verdict is another.
import { expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { pauseAfter } from './pace.ts'
import { readRecovery, readReturns } from './return-signs.ts'
import type { Observations, PressSeen, Round, TripSeen, Verdict } from './seen.ts'
import { judge } from './verdict.ts'
import { votesOf } from './votes.ts'

const { watch, probes } = limits
const now = 1_000_000

const look = (age: number, more: Partial<Round> = {}): Round => ({
  at: now - age,
  failures: [],
  slowest: 0.3,
  tlsLeft: null,
  ...more,
})
const failed = (age: number) => look(age, { failures: [{ kind: 'authorize', error: 'refused' }] })
const every10 = Array.from({ length: 29 }, (_, i) => look(285 - i * 10))
const gone = (count: number, more: (i: number) => Partial<TripSeen> = () => ({})): TripSeen[] =>
  Array.from({ length: count }, (_, i) => ({
    leftAt: now - 60 - (count - i) * 20,
    back: null,
    browser: `b${i}`,
    address: `a${i % 12}`,
    agency: `g${i % 12}`,
    ...more(i),
  }))
const press = (i: number): PressSeen => ({ at: now - 30, browser: `b${i}`, address: `a${i}`, agency: `g${i}` })

const word = (seen: Partial<Observations>, before: Verdict | null = null) =>
  judge({ now, rounds: every10, trips: [], presses: [], ...seen }, before).word
const stood = (was: Verdict['word']): Verdict => ({
  word: was,
  confidence: 0.99,
  evidence: [],
  since: now - 3000,
  peopleFrom: 0,
})

test('limits: down needs five failed looks in a row over twenty-five seconds', () => {
  const [least, long] = [watch.badLeast, watch.badFor]
  const spread = (count: number, over: number) =>
    Array.from({ length: count }, (_, i) => failed(1 + over - (i * over) / (count - 1)))
  expect(word({ rounds: [...every10.slice(0, -5), ...spread(least, long)] })).toBe('down')
  expect(word({ rounds: [...every10.slice(0, -5), ...spread(least - 1, long + 5)] })).not.toBe('down')
  expect(word({ rounds: [...every10.slice(0, -5), ...spread(least, long - 1)] })).not.toBe('down')
})

test('limits: down is taken back after five calm minutes', () => {
  const fine = every10.slice(2)
  expect(word({ rounds: [failed(watch.calm - 1), ...fine] }, stood('down'))).toBe('down')
  expect(word({ rounds: [failed(watch.calm + 1), ...fine] }, stood('down'))).toBe('ok')
})

test('limits: after a minute without a look nothing is claimed', () => {
  expect(word({ rounds: [look(watch.silent)] })).toBe('ok')
  expect(word({ rounds: [look(watch.silent + 1)] })).toBe('unknown')
})

test('limits: trips of two hours count, 200 of them, one a browser within ten minutes', () => {
  const left = (age: number, browser = 'b') =>
    ({ ...gone(1)[0], leftAt: now - age, browser, back: { at: now - age + 20, how: 'fine' } }) as TripSeen
  const count = (...trips: TripSeen[]) => votesOf(trips, now, 0).length
  expect([count(left(watch.window)), count(left(watch.window + 1))]).toEqual([1, 0])
  expect(count(left(1000), left(1000 - watch.oneVote + 1))).toBe(1)
  expect(count(left(1000), left(1000 - watch.oneVote))).toBe(2)
  expect(count(...Array.from({ length: watch.newest }, (_, i) => left(1000, `b${i}`)))).toBe(watch.newest)
  expect(count(...Array.from({ length: watch.newest + 1 }, (_, i) => left(1000, `b${i}`)))).toBe(watch.newest)
})

test('limits: no-codes from 12 nats alone, from 6 with a second sign', () => {
  const presses = Array.from({ length: watch.presses }, (_, i) => press(i))
  const seen = { alone: 0, pressed: 0 }
  for (let count = 1; count <= 30; count += 1) {
    const trips = gone(count)
    const { nats } = readReturns(votesOf(trips, now, 0), now, false)
    expect(word({ trips }) === 'no-codes', `${count} gone, ${nats} nats`).toBe(nats >= watch.certainNats)
    expect(word({ trips, presses }) === 'no-codes', `${count} gone, ${nats} nats`).toBe(nats >= watch.suspectNats)
    seen.alone += nats < watch.certainNats ? 1 : 0
    seen.pressed += nats < watch.suspectNats ? 1 : 0
  }
  expect(seen.pressed).toBeLessThan(seen.alone)
  expect(seen.alone).toBeLessThan(20)
})

test('limits: two presses are no second sign, three of different people are', () => {
  const trips = gone(8)
  const pressed = (count: number) => word({ trips, presses: Array.from({ length: count }, (_, i) => press(i)) })
  expect([pressed(watch.presses - 1), pressed(watch.presses)]).toEqual(['ok', 'no-codes'])
})

test('limits: three agencies and three addresses at least', () => {
  const of = (agencies: number, addresses: number) =>
    word({ trips: gone(30, (i) => ({ agency: `g${i % agencies}`, address: `a${i % addresses}` })) })
  expect(of(watch.groups, watch.groups)).toBe('no-codes')
  expect(of(watch.groups - 1, 12)).toBe('ok')
  expect(of(12, watch.groups - 1)).toBe('ok')
})

test('limits: no-codes is over at 6 nats of people who came back', () => {
  const outcomes = new Set<boolean>()
  for (let count = 1; count <= 20; count += 1) {
    const trips = gone(count, (i) => ({ back: { at: now - 45 - (count - i) * 20, how: 'fine' } }))
    const isOver = readRecovery(votesOf(trips, now, 0), now, now - 3000) >= watch.clearNats
    expect(word({ trips }, stood('no-codes')) === 'ok', `${count} back`).toBe(isOver)
    outcomes.add(isOver)
  }
  expect(outcomes.size).toBe(2)
})

test('limits: looks over 2.5 s are slow, a certificate is told two weeks before its end', () => {
  const all = (more: Partial<Round>) => every10.map((round) => ({ ...round, ...more }))
  expect(word({ rounds: all({ slowest: probes.slow }) })).toBe('ok')
  expect(word({ rounds: all({ slowest: probes.slow + 0.01 }) })).toBe('degraded')
  const told = (tlsLeft: number) =>
    judge({ now, rounds: all({ tlsLeft }), trips: [], presses: [] }, null).evidence.some(
      ({ code }) => code === 'certificate-ends',
    )
  expect([told(probes.tlsSoon), told(probes.tlsSoon + 1)]).toEqual([true, false])
})

test('limits: a look every ten seconds, every five while one of the last three failed', () => {
  expect(pauseAfter([failed(40), look(30), look(20), look(10)])).toBe(probes.every)
  expect(pauseAfter([failed(30), look(20), look(10)])).toBe(probes.inDoubt)
  expect([probes.every, probes.inDoubt]).toEqual([10, 5])
})
