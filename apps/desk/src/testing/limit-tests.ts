// Which test meets each number of limits.ts at its boundary. A number without a test does not compile; a title that is no test fails
// limit-tests.unit.test.ts; docs/limits.md is drawn from here.
import type { limits } from '../limits.ts'

type Limits = typeof limits
type LimitTests = { readonly [Name in keyof Limits]: { readonly [Field in keyof Limits[Name]]: string } }

const warned = 'the page carries the warning: 15 minutes, 2 before, and without JavaScript it leads away by itself'
const total = 'total by the %s door: %i seconds from the proof, however busy'
const token = 'a logout token of two minutes ago passes within the skew, an older one does not'
const silent = 'limits: a silent account service is given up after 2.5 s before the redirect, after 5 s in a sign-in'
const perCode = 'five wrong tries of a code in 15 minutes: the next waits, from any address, with the right figures too'
const perAddress = 'twenty tries a minute from an address: the next waits, other addresses do not'
const kept = 'limits: kept.%s, %s by %s'

export const limitTests: LimitTests = {
  session: {
    idle: 'idle: 15 minutes less a second pass, 15 minutes and a second do not',
    warn: warned,
    standby: total,
    portal: total,
    most: 'at most three at once: the fourth ends the oldest',
  },
  trip: {
    life: 'refuses a callback that comes later than 10 minutes, and not a second earlier',
    most: 'many tabs never fill the browser with cookies: the oldest trips go',
  },
  account: { check: silent, timeout: silent, verdict: 'limits: a verdict of the doors is believed for two seconds' },
  logoutToken: { age: token, skew: token },
  tracesToken: {
    age: 'limits: a question of two minutes ago passes within the skew, an older one does not',
    skew: 'limits: a question of two minutes ago passes within the skew, an older one does not',
    most: 'limits: five hundred dossiers are told at most',
  },
  lookUpsPerCode: { hits: perCode, window: perCode },
  lookUpsPerAddress: { hits: perAddress, window: perAddress },
  kept: { sessions: kept, drafts: kept, counters: kept },
}
