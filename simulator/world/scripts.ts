// The script of each kind of day: what breaks, when, and what is true while it is broken.
import type { Dice } from './dice.ts'

/** What somebody would call the portal who knew everything. */
export type Truth = 'ok' | 'degraded' | 'no-codes' | 'down'

/** What a look at the portal meets. */
export type Trouble =
  | 'no such name'
  | 'closed port'
  | 'silence'
  | 'old certificate'
  | 'status 500'
  | 'token error'
  | 'our name server'
  | 'our secret'

export type Script = {
  name: string
  truth: Truth
  /** A fault of this kind begins in these hours. */
  hours: readonly [number, number]
  /** Minutes that it lasts, at least and at most. */
  lasts: readonly [number, number]
  /** Sign-ins per five minutes, all day; otherwise the day has its own load and shape. */
  steady?: number
  trouble?: Trouble
  /** Only every second of two such half periods is broken, seconds. */
  flaps?: number
  /** People cannot leave: the page says at once that the portal does not answer. */
  keepsHome?: boolean
  /** Of those who left, the share that comes back, and by what median, seconds. */
  returns?: number
  median?: number
  /** Of those who come back, the share that brings an error. */
  errors?: number
  /** A look takes so many seconds. */
  slow?: readonly [number, number]
  /** One agency only. */
  cutsAgency?: boolean
  /** Chance that somebody who waited in vain presses the button. */
  presses?: number
  /** The largest agency, a province's one-stop centre, has this share of the people; where an agency is cut off it is this one. */
  centre?: number
  /** So many people of as many agencies try for so many minutes without a chance: a locked account, a lost phone, boredom, spite. */
  stubborn?: { people: number; minutes: readonly [number, number] }
  /** One agency practises: so many of its people per five minutes leave, look at the portal's page and close it. */
  practice?: number
}

const anyTime = [0, 24] as const
const office = [8, 15.5] as const
const outage = { hours: anyTime, lasts: [30, 120] as const, keepsHome: true, truth: 'down' as const }
const lostCodes = { hours: office, lasts: [60, 60] as const, truth: 'no-codes' as const, returns: 0 }

export const normal: Script = { name: 'normal day', truth: 'ok', hours: anyTime, lasts: [0, 0] }

export const faults: readonly Script[] = [
  { ...outage, name: 'name not found', trouble: 'no such name' },
  { ...outage, name: 'connections refused', trouble: 'closed port' },
  { ...outage, name: 'no answer at all', trouble: 'silence' },
  { ...outage, name: 'certificate ended', trouble: 'old certificate' },
  { ...outage, name: 'answers 500', trouble: 'status 500' },
  { ...outage, name: 'slow, 10 to 60 s', trouble: 'silence' },
  { ...outage, name: 'token endpoint fails', trouble: 'token error', keepsHome: false, errors: 1, hours: office },
  { ...outage, name: 'errors that looks miss', keepsHome: false, errors: 1, hours: office, steady: 20 },
  { ...lostCodes, name: 'codes lost, 40 per 5 min', steady: 40 },
  { ...lostCodes, name: 'codes lost, 20 per 5 min', steady: 20 },
  { ...lostCodes, name: 'codes lost, 10 per 5 min', steady: 10 },
  { ...lostCodes, name: 'codes lost, 4 per 5 min', steady: 4 },
  { ...lostCodes, name: 'codes lost, 40, with presses', steady: 40, presses: 0.3 },
  { ...lostCodes, name: 'codes lost, 20, with presses', steady: 20, presses: 0.3 },
  { ...lostCodes, name: 'codes lost, 4, with presses', steady: 4, presses: 0.3 },
  { ...lostCodes, name: 'half of the codes lost, 40', steady: 40, returns: 0.4 },
  {
    name: 'slow, 3 to 4 s',
    truth: 'degraded',
    hours: office,
    lasts: [60, 60],
    steady: 40,
    slow: [2.8, 4.5],
    median: 150,
  },
  { name: 'slow for people only', truth: 'degraded', hours: office, lasts: [60, 60], steady: 40, median: 150 },
  { name: 'flaps every 7 s', truth: 'degraded', hours: anyTime, lasts: [30, 30], trouble: 'closed port', flaps: 7 },
  {
    name: 'our name server fails',
    truth: 'degraded',
    hours: anyTime,
    lasts: [60, 60],
    trouble: 'our name server',
    keepsHome: true,
  },
  { name: 'our secret is wrong', truth: 'degraded', hours: office, lasts: [60, 60], trouble: 'our secret', errors: 1 },
  { name: 'one agency cut off', truth: 'ok', hours: [7.25, 9], lasts: [60, 60], returns: 0, cutsAgency: true },
  { name: 'noon, few come back', truth: 'ok', hours: [11.5, 11.6], lasts: [80, 80], returns: 0.72 },
  { name: 'night, 3 do not come back', truth: 'ok', hours: [22, 23], lasts: [60, 60], returns: 0, presses: 0.3 },
]

const threeTry = { truth: 'ok', stubborn: { people: 3, minutes: [10, 60] }, presses: 0.3 } as const

/** Days for the signs that stand against what the faults above hardly play; the ablation plays them with each sign left out. */
export const trials: readonly Script[] = [
  { ...lostCodes, name: 'codes lost, 10, with presses', steady: 10, presses: 0.3 },
  { ...lostCodes, name: 'half lost, 10, with presses', steady: 10, returns: 0.4, presses: 0.3 },
  {
    name: 'the centre cut off',
    truth: 'ok',
    hours: [7.25, 15],
    lasts: [60, 60],
    returns: 0,
    cutsAgency: true,
    centre: 2 / 3,
    presses: 0.3,
  },
  { name: 'an agency practises', truth: 'ok', hours: office, lasts: [60, 60], practice: 15 },
  { ...threeTry, name: 'noon, three try for long', hours: [11.5, 12], lasts: [60, 60] },
  { ...threeTry, name: 'night, three try for long', hours: [19, 22], lasts: [60, 60] },
]

export type Played = Script & { from: number; until: number }

/** Fixes when the fault of this day begins and ends, in seconds of the day. */
export function play(script: Script, dice: Dice): Played {
  const from = script === normal ? Infinity : dice.between(...script.hours) * 3600
  return { ...script, from, until: from + dice.between(...script.lasts) * 60 }
}
