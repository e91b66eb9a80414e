// Lets the watch live through one day of the world: looks at its pace, a judgement every 5 s, nothing seen before it happened.
import { limits } from '../apps/account/src/limits.ts'
import { pauseAfter } from '../apps/account/src/records/portal-watch/pace.ts'
import type {
  PressSeen,
  ProbeError,
  ProbeKind,
  Round,
  TripSeen,
  Verdict,
  Word,
} from '../apps/account/src/records/portal-watch/seen.ts'
import { judge } from '../apps/account/src/records/portal-watch/verdict.ts'
import { isSurelyOk, unbound } from './quiet.ts'
import type { Day, Visit } from './world/day.ts'
import type { Trouble } from './world/scripts.ts'

/** A sign that is left out, to see what it is for. */
export type Omission =
  | 'looks'
  | 'returns'
  | 'errors'
  | 'presses'
  | 'leaving out the worst agency'
  | 'one vote a browser'
  | 'closer looks in doubt'

export type Heard = { word: Word; at: number }

const errorOf: Record<Trouble, { kind: ProbeKind; error: ProbeError }> = {
  'no such name': { kind: 'dns', error: 'no-name' },
  'closed port': { kind: 'discovery', error: 'refused' },
  silence: { kind: 'authorize', error: 'no-answer' },
  'old certificate': { kind: 'tls', error: 'tls-expired' },
  'status 500': { kind: 'authorize', error: 'server-error' },
  'token error': { kind: 'token', error: 'server-error' },
  'our name server': { kind: 'dns', error: 'our-network' },
  'our secret': { kind: 'token', error: 'our-client' },
}

const step = 5
const fine: Round['failures'] = []

/** The words of the day in order, each with the second it was first said. */
export function watchDay(day: Day, from: number, until: number, without?: Omission): Heard[] {
  const desk = createDesk(day, from, without)
  const heard: Heard[] = []
  let before: Verdict | null = null
  for (let now = from; now <= until; now += step) {
    desk.upTo(now)
    if (before?.word === 'ok' && isSurelyOk(desk.known, now)) continue
    before = judge(desk.seen(now), before)
    if (heard.at(-1)?.word !== before.word) heard.push({ word: before.word, at: now })
  }
  return heard
}

/** What has become known up to a moment. */
function createDesk(day: Day, from: number, without?: Omission) {
  const rounds: Round[] = []
  const waiting: { known: number; round: Round }[] = []
  const trips: TripSeen[] = []
  const presses: PressSeen[] = day.visits.flatMap((visit) => pressOf(visit, without)).sort((a, b) => a.at - b.at)
  const leavers = day.visits.filter(({ left }) => left >= from - limits.watch.window)
  const returners: { at: number; trip: TripSeen; how: Visit['how'] }[] = []
  const repeats = new WeakSet<TripSeen>()
  const lastLeft = new Map<string, number>()
  let [next, nextPress, nextLook] = [0, 0, from]
  const shownPresses: PressSeen[] = []
  const known = { rounds, trips, presses: shownPresses, repeats, bound: unbound }

  function lookAt(now: number) {
    if (without === 'looks') return
    while (nextLook <= now) {
      const { trouble, seconds } = day.look(nextLook)
      const failures = trouble ? [errorOf[trouble]] : fine
      const round: Round = { at: nextLook, failures, slowest: seconds, tlsLeft: null }
      waiting.push({ known: nextLook + seconds, round })
      const pause = without === 'closer looks in doubt' ? limits.probes.every : pauseAfter([...rounds.slice(-2), round])
      nextLook += pause
    }
    while (waiting[0] && waiting[0].known <= now) rounds.push(waiting.shift()!.round)
    while (rounds[0] && rounds[0].at < now - limits.watch.calm - 60) rounds.shift()
  }

  function peopleUpTo(now: number) {
    if (without === 'returns') return
    for (let visit = leavers[next]; visit && visit.left <= now; visit = leavers[next]) {
      const trip = tripOf(visit, next, without)
      trips.push(trip)
      if (trip.leftAt - (lastLeft.get(trip.browser) ?? -Infinity) < 2 * limits.watch.oneVote) repeats.add(trip)
      lastLeft.set(trip.browser, trip.leftAt)
      if (visit.back !== null) returners.push({ at: visit.back, trip, how: visit.how })
      next += 1
    }
    for (let i = returners.length - 1; i >= 0; i -= 1) {
      const returner = returners[i]
      if (!returner || returner.at > now) continue
      const isLeftOut = without === 'errors' && returner.how === 'error'
      returner.trip.back = { at: returner.at, how: isLeftOut ? 'cancelled' : returner.how }
      returners[i] = returners.at(-1)!
      returners.pop()
    }
    while (trips[0] && trips[0].leftAt < now - limits.watch.window) trips.shift()
    for (let press = presses[nextPress]; press && press.at <= now; press = presses[nextPress]) {
      shownPresses.push(press)
      nextPress += 1
    }
    while (shownPresses[0] && shownPresses[0].at < now - limits.watch.window) shownPresses.shift()
  }

  return {
    upTo: (now: number) => {
      lookAt(now)
      peopleUpTo(now)
    },
    known,
    seen: (now: number) => ({ now, rounds, trips, presses: shownPresses }),
  }
}

function tripOf(visit: Visit, index: number, without?: Omission): TripSeen {
  return {
    leftAt: visit.left,
    back: null,
    browser: without === 'one vote a browser' ? String(index) : visit.browser,
    address: visit.address,
    agency: without === 'leaving out the worst agency' ? `${visit.agency} ${index}` : visit.agency,
  }
}

function pressOf({ press, browser, address, agency }: Visit, without?: Omission): PressSeen[] {
  return press === null || without === 'presses' ? [] : [{ at: press, browser, address, agency }]
}
