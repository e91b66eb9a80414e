// What holds for the verdict on whatever is seen: tables, and properties over seeded random observations.
import { expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { pauseAfter } from './pace.ts'
import { type Observations, type PressSeen, type ProbeError, type Round, type TripSeen, type Verdict } from './seen.ts'
import { judge } from './verdict.ts'

const now = 1_000_000
const good = (at: number): Round => ({ at, failures: [], slowest: 0.3, tlsLeft: null })
const bad = (at: number, error: ProbeError = 'refused'): Round => ({
  ...good(at),
  failures: [{ kind: 'authorize', error }],
})

/** Looks every `pace` seconds over the last five minutes; `isBad` by their age. */
const looks = (isBad: (age: number) => boolean, error: ProbeError = 'refused', pace = 5): Round[] =>
  Array.from({ length: 300 / pace }, (_, i) => now - 300 + (i + 1) * pace - pace / 2).map((at) =>
    isBad(now - at) ? bad(at, error) : good(at),
  )
const fineLooks = looks(() => false)

type Made = Partial<TripSeen> & { age: number; after?: number; how?: 'fine' | 'error' | 'cancelled' }
let person = 0
function trip({ age, after, how = 'fine', ...rest }: Made): TripSeen {
  person += 1
  const leftAt = now - age
  return {
    leftAt,
    back: after === undefined ? null : { at: leftAt + after, how },
    browser: `b${person}`,
    address: `a${person % 12}`,
    agency: `g${person % 12}`,
    ...rest,
  }
}
const seen = (more: Partial<Observations>): Observations => ({
  now,
  rounds: fineLooks,
  trips: [],
  presses: [],
  ...more,
})
const byAge = (trips: TripSeen[]) => trips.sort((a, b) => a.leftAt - b.leftAt)
const many = (count: number, make: (i: number) => Made) => byAge(Array.from({ length: count }, (_, i) => trip(make(i))))
const press = (i: number, agency: string | null = `g${i}`): PressSeen => ({
  at: now - 30,
  browser: `b${i}`,
  address: `a${i}`,
  agency,
})
const says = (verdict: Verdict) => verdict.evidence.map(({ code }) => code)
const stood = (word: Verdict['word'], more: Partial<Verdict> = {}): Verdict => ({
  word,
  confidence: 0.99,
  evidence: [],
  since: now - 600,
  peopleFrom: 0,
  ...more,
})

const soul = (i: number) => ({ browser: `s${i}`, address: `a${i}`, agency: `g${i}` })
const comeBack = many(40, (i) => ({ age: 20 + i * 15, ...(i < 2 ? {} : { after: 18 }) }))
const nobodyBack = many(20, (i) => ({ age: 60 + i * 12 }))

test.each<[string, Observations, Verdict['word']]>([
  ['all is fine', seen({ trips: comeBack }), 'ok'],
  ['fine at night, nobody there', seen({}), 'ok'],
  ['nobody looked and nobody came', seen({ rounds: [] }), 'unknown'],
  ['nobody looked, but people come back', seen({ rounds: [], trips: comeBack }), 'ok'],
  ['every look fails for 30 s', seen({ rounds: looks((age) => age < 30) }), 'down'],
  ['looks fail for 15 s only: a stumble', seen({ rounds: looks((age) => age < 15) }), 'ok'],
  ['looks fail now and then', seen({ rounds: looks((age) => age < 90 && age % 20 < 10) }), 'degraded'],
  ['one look failed', seen({ rounds: looks((age) => age < 5) }), 'ok'],
  ['every look fails since its certificate ended', seen({ rounds: looks(() => true, 'tls-expired') }), 'down'],
  ['our own network is gone', seen({ rounds: looks(() => true, 'our-network') }), 'degraded'],
  ['the portal does not know our secret', seen({ rounds: looks(() => true, 'our-client') }), 'degraded'],
  ['the portal turns our looks away', seen({ rounds: looks(() => true, 'turned-away'), trips: comeBack }), 'degraded'],
  [
    'our looks fail but people who left since come back',
    seen({ rounds: looks((age) => age < 200), trips: many(6, (i) => ({ age: 100 - i * 10, after: 20 })) }),
    'degraded',
  ],
  ['slow answers', seen({ rounds: fineLooks.map((round) => ({ ...round, slowest: 3.5 })) }), 'degraded'],
  ['20 of 20 do not come back', seen({ trips: nobodyBack }), 'no-codes'],
  ['3 people do not come back at noon', seen({ trips: many(3, (i) => ({ age: 300 + i * 90 })) }), 'ok'],
  ['20 who left 10 s ago are not back', seen({ trips: many(20, () => ({ age: 10 })) }), 'ok'],
  ['20 of one agency do not come back', seen({ trips: many(20, (i) => ({ age: 60 + i * 12, agency: 'g1' })) }), 'ok'],
  ['20 strangers do not come back', seen({ trips: many(20, (i) => ({ age: 60 + i * 12, agency: null })) }), 'ok'],
  ['20 behind two addresses', seen({ trips: many(20, (i) => ({ age: 60 + i * 12, address: `a${i % 2}` })) }), 'ok'],
  ['one browser tries 30 times', seen({ trips: many(30, (i) => ({ age: 30 + i * 15, browser: 'same' })) }), 'ok'],
  ['three try for an hour', seen({ trips: many(60, (i) => ({ age: 60 + i * 60, ...soul(i % 3) })) }), 'ok'],
  [
    'three try for an hour and press',
    seen({ trips: many(60, (i) => ({ age: 60 + i * 60, ...soul(i % 3) })), presses: [press(1), press(2), press(3)] }),
    'ok',
  ],
  ['20 people cancel', seen({ trips: many(20, (i) => ({ age: 60 + i * 12, after: 20, how: 'cancelled' })) }), 'ok'],
  ['8 do not come back: suspected only', seen({ trips: many(8, (i) => ({ age: 100 + i * 20 })) }), 'ok'],
  [
    '8 do not come back and two press',
    seen({ trips: many(8, (i) => ({ age: 100 + i * 20 })), presses: [press(1), press(2), press(3)] }),
    'no-codes',
  ],
  [
    '8 do not come back and one look failed',
    seen({ trips: many(8, (i) => ({ age: 100 + i * 20 })), rounds: looks((age) => age > 60 && age < 65) }),
    'no-codes',
  ],
  [
    '8 do not come back and two strangers press',
    seen({ trips: many(8, (i) => ({ age: 100 + i * 20 })), presses: [press(1, null), press(2, null), press(3, null)] }),
    'ok',
  ],
  [
    'a hundred press, all come back',
    seen({ trips: comeBack, presses: Array.from({ length: 100 }, (_, i) => press(i)) }),
    'ok',
  ],
  [
    'everyone comes back with an error',
    seen({ trips: many(20, (i) => ({ age: 60 + i * 12, after: 20, how: 'error' })) }),
    'down',
  ],
  ['3 errors', seen({ trips: many(3, (i) => ({ age: 60 + i * 30, after: 20, how: 'error' })) }), 'ok'],
  [
    'errors of one agency',
    seen({ trips: [...comeBack, ...many(20, (i) => ({ age: 60 + i, after: 20, how: 'error', agency: 'g1' }))] }),
    'ok',
  ],
  [
    'errors while our client is not known there',
    seen({
      rounds: looks(() => true, 'our-client'),
      trips: many(20, (i) => ({ age: 60 + i * 12, after: 20, how: 'error' })),
    }),
    'degraded',
  ],
  [
    'people come back late',
    seen({ trips: many(40, (i) => ({ age: 200 + i * 15, after: 150 + (i % 7) * 5 })) }),
    'degraded',
  ],
])('%s', (_, observed, word) => {
  const verdict = judge(observed, null)
  expect([verdict.word, says(verdict)]).toEqual([word, expect.arrayContaining([expect.any(String)])])
})

test('a certificate that ends soon is told before it ends', () => {
  const rounds = fineLooks.map((round) => ({ ...round, tlsLeft: 3 * 86_400 + 5 }))
  expect(judge(seen({ rounds }), null).evidence).toContainEqual({ code: 'certificate-ends', with: { days: 3 } })
})

test('down stays until five minutes were calm, then people count from there', () => {
  const early = seen({ rounds: looks((age) => age > 60), trips: nobodyBack })
  const still = judge(early, stood('down'))
  expect([still.word, still.since]).toEqual(['down', now - 600])
  const calm = judge({ ...early, rounds: fineLooks }, { ...still, peopleFrom: now })
  expect([calm.word, calm.since]).toEqual(['ok', now])
})

test('shorter calm is a setting', () => {
  expect(judge(seen({ rounds: looks((age) => age > 60) }), stood('down'), 30).word).toBe('ok')
})

test('no-codes stays until as many come back as a healthy portal lets back', () => {
  const few = many(5, (i) => ({ age: 60 + i * 30, after: 20 }))
  expect(judge(seen({ trips: few }), stood('no-codes')).word).toBe('no-codes')
  const enough = many(14, (i) => ({ age: 60 + i * 30, after: 20 }))
  expect(judge(seen({ trips: enough }), stood('no-codes')).word).toBe('ok')
})

test('down comes before no-codes', () => {
  expect(judge(seen({ rounds: looks(() => true), trips: nobodyBack }), null).word).toBe('down')
})

// ── properties over seeded random observations ──

/** mulberry32 */
function dice(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const errors: ProbeError[] = ['refused', 'no-answer', 'our-network', 'our-client', 'turned-away', 'tls-expired']
function anything(roll: () => number): Observations {
  const [failing, losing, erring] = [roll() < 0.5 ? 0 : roll(), roll(), roll() * 0.3]
  const pick = errors[Math.floor(roll() * errors.length)]
  const trips = Array.from({ length: Math.floor(roll() * 120) }, () =>
    trip({
      age: roll() * 7000,
      ...(roll() < losing ? {} : { after: 5 + roll() * 300, how: roll() < erring ? 'error' : 'fine' }),
      browser: `r${Math.floor(roll() * 80)}`,
      agency: roll() < 0.1 ? null : `g${Math.floor(roll() * 6)}`,
    }),
  ).filter(({ back }) => back === null || back.at <= now)
  const presses = Array.from({ length: Math.floor(roll() * 6) }, (_, i) => press(i))
  return seen({ rounds: looks(() => roll() < failing, pick), trips: byAge(trips), presses })
}
const words: Verdict['word'][] = ['ok', 'degraded', 'no-codes', 'down', 'unknown']
const seeds = Array.from({ length: 400 }, (_, seed) => seed + 1)

test('properties: one answer, a confidence between 0 and 1, reasons, and it never says more than it saw', () => {
  for (const seed of seeds) {
    const roll = dice(seed)
    const observed = anything(roll)
    const before = roll() < 0.5 ? null : stood(words[Math.floor(roll() * words.length)] ?? 'ok')
    const verdict = judge(observed, before)
    expect(judge(structuredClone(observed), before && structuredClone(before)), `seed ${seed}`).toEqual(verdict)
    expect(verdict.confidence, `seed ${seed}`).toBeGreaterThanOrEqual(0)
    expect(verdict.confidence).toBeLessThanOrEqual(1)
    expect(verdict.evidence.length, `seed ${seed}`).toBeGreaterThan(0)
    expect(verdict.since).toBe(before?.word === verdict.word ? before.since : now)
  }
})

test('property: our own fault alone never gives down, whatever people do', () => {
  for (const seed of seeds) {
    const observed = { ...anything(dice(seed)), rounds: looks(() => true, seed % 2 ? 'our-network' : 'our-client') }
    expect(['down', 'no-codes'], `seed ${seed}`).not.toContain(judge(observed, null).word)
  }
})

/** The seeds for which a property does not hold. */
const exceptions = (holds: (roll: () => number) => boolean) => seeds.filter((seed) => !holds(dice(seed)))

test('property: presses, however many, only add to what returns made suspect', () => {
  const crowd = Array.from({ length: 200 }, (_, i) => press(i))
  const failing = exceptions((roll) => {
    const observed = { ...anything(roll), rounds: fineLooks, presses: [] }
    const [without, withCrowd] = [judge(observed, null), judge({ ...observed, presses: crowd }, null)]
    return withCrowd.word === without.word || says(without).includes('suspected')
  })
  expect(failing).toEqual([])
})

test('property: one more return that was fine never makes it no-codes', () => {
  const failing = exceptions((roll) => {
    const observed = { ...anything(roll), rounds: fineLooks }
    const more = { ...observed, trips: byAge([...observed.trips, trip({ age: 40, after: 20 })]) }
    return judge(observed, null).word === 'no-codes' || judge(more, null).word !== 'no-codes'
  })
  expect(failing).toEqual([])
})

test('property: whatever one agency does, it alone never gives no-codes', () => {
  for (const seed of seeds) {
    const roll = dice(seed)
    const lost = many(60, () => ({ age: roll() * 3000, agency: 'cut-off', address: `a${Math.floor(roll() * 20)}` }))
    const others = many(40, () => ({ age: 60 + roll() * 3000, after: 10 + roll() * 40 }))
    expect(judge(seen({ trips: byAge([...lost, ...others]) }), null).word, `seed ${seed}`).toBe('ok')
  }
})

test('property: whoever tries for longer in vain counts no more than once', () => {
  for (const seed of seeds.slice(0, 50)) {
    const roll = dice(seed)
    const souls = Array.from({ length: 3 }, (_, i) => soul(i))
    const tries = many(150, () => ({ age: roll() * 7000, ...souls[Math.floor(roll() * 3)] }))
    expect(
      judge(seen({ trips: byAge(tries), presses: [press(1), press(2), press(3)] }), null).word,
      `seed ${seed}`,
    ).toBe('ok')
  }
})

test('a look that our node was too busy for ends no row of failures and makes none', () => {
  const busyAt = (ages: number[]) =>
    fineLooks.map((one) => (ages.some((age) => Math.abs(now - one.at - age) < 3) ? bad(one.at, 'our-load') : one))
  expect(judge(seen({ rounds: busyAt([2, 7, 12, 17, 22, 27, 32]) }), null).word).toBe('ok')
  const rounds = looks((age) => age < 40).map((one, i) =>
    i % 3 === 0 && now - one.at < 40 ? bad(one.at, 'our-load') : one,
  )
  expect(judge(seen({ rounds }), null).word).toBe('down')
  expect(judge(seen({ rounds: looks(() => true, 'our-load') }), null).word).toBe('unknown')
})

// ── flapping ──

/** Judges every 5 s for `seconds`, looking as the job does; gives the words in order, repeats left out. */
function play(isUp: (at: number) => boolean, seconds: number): { word: string; at: number }[] {
  const rounds: Round[] = []
  const heard: { word: string; at: number }[] = []
  let before: Verdict | null = null
  let nextLook = 0
  for (let at = 0; at <= seconds; at += 1) {
    if (at >= nextLook) {
      rounds.push(isUp(at) ? good(at) : bad(at))
      nextLook = at + pauseAfter(rounds)
    }
    if (at % 5 !== 0) continue
    before = judge(
      { now: at, rounds: rounds.filter((round) => round.at > at - limits.watch.calm), trips: [], presses: [] },
      before,
    )
    if (heard.at(-1)?.word !== before.word) heard.push({ word: before.word, at })
  }
  return heard
}

test('a portal that flaps every 7 s for 30 minutes: degraded once, and ok once', () => {
  for (let phase = 0; phase < 14; phase += 1) {
    const flaps = (at: number) => at < 600 || at > 2400 || (at + phase) % 14 < 7
    expect(
      play(flaps, 3600).map(({ word }) => word),
      `phase ${phase}`,
    ).toEqual(['ok', 'degraded', 'ok'])
  }
})

test.each([3, 5, 10, 20, 45, 60, 120, 200])(
  'flapping every %i s for an hour: at most three words on the way',
  (half) => {
    const heard = play((at) => at < 600 || at > 4200 || Math.floor(at / half) % 2 === 0, 5400)
    expect(heard.length).toBeLessThanOrEqual(4)
    expect(heard.at(-1)?.word).toBe('ok')
  },
)

test('a portal that goes dark is down within 40 s, at whatever moment, and stays so for one word', () => {
  for (let start = 600; start < 615; start += 1) {
    const heard = play((at) => at < start || at > 1800, 3000)
    expect(
      heard.map(({ word }) => word).filter((word) => word !== 'degraded'),
      `start ${start}`,
    ).toEqual(['ok', 'down', 'ok'])
    expect((heard.find(({ word }) => word === 'down')?.at ?? 9999) - start).toBeLessThanOrEqual(40)
  }
})

/** A portal that is slow for people and answers our looks: all come back, in 150 s at the median (log-normal, 0.6), 8 leave a minute. */
function slowPortal(seed: number): TripSeen[] {
  const roll = rolls(seed)
  const delay = (median: number) =>
    median * Math.exp(0.6 * Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll()))
  return byAge(
    Array.from({ length: 400 }, (_, i) => {
      const age = 3000 - i * 7.5
      const after = delay(age > 900 ? 35 : 150)
      const isAway = after > age || roll() < 0.06
      return trip({ age, ...(isAway ? {} : { after }) })
    }),
  )
}

/** 0 to 1, the same for the same seed (Park and Miller). */
function rolls(seed: number): () => number {
  let state = (seed * 48_271 + 11) % 2_147_483_647
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** What is known `ago` seconds before now. */
const knownAt = (trips: readonly TripSeen[], ago: number): TripSeen[] =>
  trips
    .filter(({ leftAt }) => leftAt <= now - ago)
    .map((one) => (one.back && one.back.at > now - ago ? { ...one, back: null } : one))

test('property: a portal that is slow for people only is degraded within the quarter of an hour, and hardly ever no-codes on the way', () => {
  const days = Array.from({ length: 40 }, (_, seed) => slowPortal(seed + 1))
  const wordsOf = (trips: readonly TripSeen[]) =>
    Array.from({ length: 60 }, (_, i) => 900 - i * 15).map(
      (ago) => judge(seen({ now: now - ago, rounds: looksUntil(now - ago), trips: knownAt(trips, ago) }), null).word,
    )
  const said = days.map(wordsOf)
  expect(said.filter((heard) => heard.includes('no-codes')).length).toBeLessThanOrEqual(3)
  expect(said.filter((heard) => heard.at(-1) === 'degraded').length).toBeGreaterThanOrEqual(38)
})

test('property: codes that are lost are not taken for slowness: no-codes within 200 s at 40 sign-ins in 5 minutes', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const lost = slowPortal(seed).map((one) => (one.leftAt > now - 200 ? { ...one, back: null } : one))
    const before = lost.map((one) =>
      one.leftAt > now - 900 && one.leftAt <= now - 200 && one.back
        ? { ...one, back: { ...one.back, at: one.leftAt + Math.min(60, one.back.at - one.leftAt) } }
        : one,
    )
    expect(judge(seen({ trips: before }), null).word).toBe('no-codes')
  }
})

const looksUntil = (at: number): Round[] => fineLooks.map((round) => ({ ...round, at: round.at - (now - at) }))
