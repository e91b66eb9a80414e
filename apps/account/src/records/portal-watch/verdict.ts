// The verdict on the portal: a pure function of what was seen in the last minutes and of the verdict before (docs/watch.md).
import { limits } from '../../limits.ts'
import { type ErrorSigns, readErrors, readSlowness } from './error-signs.ts'
import { isDark, isShaky, type LookSigns, readLooks } from './look-signs.ts'
import { countPresses } from './press-signs.ts'
import { readRecovery, readReturns, type ReturnSigns } from './return-signs.ts'
import type { Evidence, EvidenceCode, Observations, TripSeen, Verdict, Word } from './seen.ts'
import { votesOf } from './votes.ts'

const { watch } = limits

type Signs = {
  now: number
  looks: LookSigns
  returns: ReturnSigns
  errors: ErrorSigns
  slowness: number
  presses: number
  votes: readonly TripSeen[]
  /** People came back fine who left after our looks began to fail: then it is our look that is wrong. */
  isContradicted: boolean
}

type Finding = { word: Word; nats: number; evidence: readonly Evidence[] }

/** `calm`: seconds without trouble before a word for worse is taken back (a setting). */
export function judge(seen: Observations, before: Verdict | null, calm: number = watch.calm): Verdict {
  const { now } = seen
  const signs = readSigns(seen, before?.peopleFrom ?? 0, calm)
  const found = keepCalm(findWord(signs), signs, { before, calm })
  const { looks } = signs
  const since = before?.word === found.word ? before.since : now
  const confidence = Math.round(1000 / (1 + Math.exp(doubt - found.nats))) / 1000
  const evidence = [...found.evidence, ...certificate(looks)]
  return { word: found.word, confidence, evidence, since, peopleFrom: countFrom(found, signs, before) }
}

/** While the portal is dark, or we are at fault, people's trips say nothing of the time after. */
function countFrom(found: Finding, { looks, now }: Signs, before: Verdict | null): number {
  const from = before?.peopleFrom ?? 0
  if (looks.isOurs) return now
  return found.word === 'down' ? Math.max(looks.lastBad, from) : from
}

/** Nats that it takes to be as sure as not: a broken portal is a thousand times rarer than a working one. */
const doubt = Math.log(1000)
/** What one failed look of ours is worth. */
const natsPerLook = 4

function readSigns({ now, rounds, trips, presses }: Observations, peopleFrom: number, calm: number): Signs {
  const looks = readLooks(rounds, now, calm)
  const votes = votesOf(trips, now, peopleFrom)
  const slowness = readSlowness(votes, now)
  return {
    now,
    looks,
    votes,
    returns: readReturns(votes, now, looks.isSlow || slowness >= watch.suspectNats),
    errors: readErrors(votes, now, calm),
    slowness,
    presses: countPresses(presses, now),
    isContradicted: isDark(looks) && cameBackSince(trips, looks.badSince),
  }
}

function cameBackSince(trips: readonly TripSeen[], since: number): boolean {
  const fine = trips.filter(({ leftAt, back }) => leftAt > since && back?.how === 'fine')
  return new Set(fine.map(({ browser }) => browser)).size >= 2 && new Set(fine.map(({ address }) => address)).size >= 2
}

const says = (code: EvidenceCode, numbers: Evidence['with'] = {}): Evidence => ({ code, with: numbers })

/** What the signs of this moment say, whatever was said before. */
function findWord(signs: Signs): Finding {
  const { looks, errors } = signs
  if (isDark(looks) && !signs.isContradicted)
    return { word: 'down', nats: looks.bad * natsPerLook, evidence: [failing(looks), ...people(signs)] }
  // Errors alone must last: a fault of our own network shows as errors too, until our looks have named it.
  if (errors.nats >= watch.certainNats && errors.seconds >= watch.badFor * 1.5 && !looks.hadOurs)
    return { word: 'down', nats: errors.nats, evidence: [says('errors', { errors: errors.errors })] }
  return findNoCodes(signs) ?? findDegraded(signs) ?? findOk(signs)
}

function findNoCodes(signs: Signs): Finding | null {
  const { returns, looks, presses } = signs
  const hasSecondSign = looks.badLately > 0 || presses >= watch.presses
  if (looks.hadOurs) return null
  if (returns.nats < (hasSecondSign ? watch.suspectNats : watch.certainNats)) return null
  const evidence = [notBack(returns), ...pressed(presses), ...(looks.badLately > 0 ? [shaky(looks)] : [])]
  const nats = returns.nats + (hasSecondSign ? watch.suspectNats : 0)
  return { word: 'no-codes', nats, evidence }
}

function findDegraded(signs: Signs): Finding | null {
  const { looks, slowness } = signs
  const found: Evidence[] = []
  if (looks.isOurs) found.push(says('our-fault', looks.failure ? { error: looks.failure.error } : {}))
  if (signs.isContradicted) found.push(says('contradicted'))
  if (looks.isTurnedAway) found.push(says('turned-away'))
  if (isShaky(looks)) found.push(shaky(looks))
  if (looks.isSlow) found.push(says('looks-slow', { seconds: round(looks.slowest) }))
  if (slowness >= watch.certainNats) found.push(says('people-slow'))
  if (found.length === 0) return null
  return { word: 'degraded', nats: watch.certainNats, evidence: [...found, ...people(signs)] }
}

function findOk(signs: Signs): Finding {
  const { looks, votes, now } = signs
  const fine = votes.filter(({ back }) => back?.how === 'fine' && back.at > now - watch.oneVote).length
  if (looks.isSilent && fine < watch.groups) return { word: 'unknown', nats: 0, evidence: [says('looks-silent')] }
  const looked = looks.isSilent ? says('looks-silent') : says('looks-fine')
  const heard = fine > 0 ? says('people-back', { back: fine }) : says('few-people')
  const nats = doubt + (looks.isSilent ? 1 : 3) + Math.min(fine, 3) - Math.min(signs.returns.nats, watch.suspectNats)
  return { word: 'ok', nats, evidence: [looked, heard, ...people(signs)] }
}

type Memory = { before: Verdict | null; calm: number }

/** Hysteresis: a word for worse stands at once, one for better only when it lasts. */
function keepCalm(found: Finding, signs: Signs, { before, calm }: Memory): Finding {
  if (!before || found.word === 'down' || found.word === before.word) return found
  const left = troubleLeft(signs, calm)
  const stay = (evidence: Evidence) => ({
    word: before.word,
    nats: doubt + 3,
    evidence: [evidence, ...people(signs)],
  })
  const calming = says('still-calming', { minutes: Math.max(1, Math.ceil(left / 60)) })
  if (before.word === 'down') {
    const isOver = signs.isContradicted || signs.looks.isOurs || left === 0
    return isOver ? found : stay(calming)
  }
  if (before.word === 'no-codes') {
    const share = readRecovery(signs.votes, signs.now, before.since) / watch.clearNats
    return share >= 1 ? found : stay(says('still-waiting', { percent: Math.floor(share * 100) }))
  }
  const isBetter = found.word === 'ok' || found.word === 'unknown'
  return before.word === 'degraded' && isBetter && left > 0 ? stay(calming) : found
}

/** Seconds of calm that are still missing; 0 where nothing is amiss. */
function troubleLeft({ now, looks, errors, slowness }: Signs, calm: number): number {
  const goesOn = errors.nats >= watch.suspectNats || errors.lately >= 2 || slowness >= watch.suspectNats || looks.isSlow
  return goesOn ? calm : Math.max(0, calm - (now - looks.lastBad))
}

const round = (seconds: number) => Math.round(seconds * 10) / 10

const failing = ({ failure, bad, badSince, lastBad }: LookSigns): Evidence =>
  says('looks-fail', {
    kind: failure?.kind ?? '',
    error: failure?.error ?? '',
    looks: bad,
    seconds: Math.round(lastBad - badSince),
  })

const shaky = ({ failure, badLately }: LookSigns): Evidence =>
  says('looks-shaky', { kind: failure?.kind ?? '', error: failure?.error ?? '', looks: badLately })

const notBack = ({ left, back, agencies }: ReturnSigns): Evidence => says('not-back', { left, back, agencies })

const pressed = (presses: number): Evidence[] => (presses > 0 ? [says('presses', { presses })] : [])

/** What people's trips add, where they do not decide. */
function people({ returns, errors, presses }: Signs): Evidence[] {
  const { left, back, agencies } = returns
  return [
    ...(returns.nats >= watch.suspectNats ? [says('suspected', { left, back, agencies })] : []),
    ...(errors.nats >= watch.suspectNats ? [says('errors', { errors: errors.errors })] : []),
    ...pressed(presses),
  ]
}

function certificate({ tlsLeft }: LookSigns): Evidence[] {
  if (tlsLeft === null || tlsLeft > limits.probes.tlsSoon) return []
  return [says('certificate-ends', { days: Math.max(0, Math.floor(tlsLeft / 86_400)) })]
}
