// Which test meets each number of limits.ts at its boundary. A number without a test does not compile; a title that is no test fails
// limit-tests.unit.test.ts; docs/limits.md is drawn from here.
import type { limits } from '../limits.ts'

type Limits = typeof limits
export type LimitTests = { readonly [Name in keyof Limits]: { readonly [Field in keyof Limits[Name]]: string } }

/** records/limits/limits.test.ts runs over every row that counts hits. */
const window = 'limits: %s, n pass and the next waits for the end of the window'
const lock = 'limits: %s, n in the window lock, each time for twice as long up to the most'
const spread = 'limits: %s, n spread over more than the window lock nobody'

const total = 'limits: a session of the door %s lives %i s in all, %i s without a page'
const kept = 'limits: kept.%s, %s by %s'
const lengths = 'letters only: every length from 4 to 143'
const fleet =
  'limits: the minute’s last message passes, the next is given up; five times as many while the door is open'
const breaker = 'limits: five failures of more than a minute open no breaker; its pause doubles to five minutes at most'
const entered = 'limits: codes that few enter alarm below 30 % of twenty within 15 minutes'
const budgetPercent = 'alarms: at 80 % of the budget, then at its end; the alarm itself still leaves by SMS'
const joint = 'limits: a new number waits a day for its two, then an hour for its code, to the second'
const silent = 'limits: a silent portal is given up after 2.5 s, at sign-out after 2 s, in a trip after 5 s'
const votes = 'limits: trips of two hours count, 200 of them, one a browser within ten minutes'
const tokens = 'limits: an ID token lives five minutes, an access token ten'
const decisions = 'limits: a policy, %s'

const finding = 'limits: a finding has 10 to 1000 characters, however many bytes'
const crowded =
  'limits: with 24 slow requests under way whoever is just coming is asked to come again in 4–8 s, and nobody else is'

export const limitTests: LimitTests = {
  code: {
    life: 'limits: a code lives 120 s from the gateway’s acceptance, to the second',
    lifeUnaccepted: 'limits: a code that no gateway took lives ten minutes',
    digits: 'limits: codes have six digits, zeros in front too',
    wrongPerCode: 'a wrong code is told; after five the code is dead',
    missesToOffer: 'limits: after the second miss the other ways stand out, each with its button',
  },
  wrongCodes: {
    hits: 'lesson 4: the cap on wrong codes survives a re-send; ten wrong in a day lock',
    window: spread,
    lock,
    lockMost: lock,
    inARow: 'limits: a hundred wrong codes in a row and the number gets none any more; ninety-nine are not enough',
  },
  resend: { apart: 'limits: a code goes again after 60 s, not a second before' },
  sends15Minutes: { hits: 'limits: five sends in 15 minutes, the sixth waits', window },
  sendsDayPerAccount: { hits: 'limits: ten sends a day to one account, the eleventh waits', window },
  sendsDayPerNumber: { hits: 'limits: ten sends a day to one number, whoever asks', window },
  sendsUnproven15Minutes: {
    hits: 'limits: a stranger gets three codes in 15 minutes sent to a number, and its owner two more at once',
    window,
  },
  sendsUnproven: {
    hits: 'limits: a stranger gets five codes a day sent to a number, and its owner the other five',
    window,
  },
  sendsPerAddress: {
    hits: 'limits: twenty-five counted sends in five minutes from one address; uncounted ones still go',
    window,
  },
  sendsPerOffice: { hits: 'limits: an office range sends a hundred times in five minutes', window },
  wrongPasswords: {
    hits: 'limits: five wrong passwords pass to the hash, the sixth waits 15 minutes, the right one too',
    window: spread,
    lock,
    lockMost: 'limits: locks double from 15 minutes to two hours; a day without a try forgets the doubling',
    inARow: 'limits: a hundred wrong in a row, from wherever, switch the password off; ninety-nine do not',
  },
  wrongPasswordsPerAddress: {
    hits: 'limits: twenty wrong passwords a minute from one address, the next waits',
    window,
  },
  wrongPasswordsPerOffice: { hits: 'limits: an office range may fail three hundred times a minute', window },
  resetStartsHour: { hits: 'three starts an hour and five a day, counted by what was typed', window },
  resetStartsDay: { hits: 'three starts an hour and five a day, counted by what was typed', window },
  resetFailuresFleet: {
    hits: 'after 60 wrong codes across the system only the portal or a recovery code helps',
    window: spread,
    lock,
    lockMost: 'the pause across the system says how long it lasts',
  },
  reset: {
    life: 'limits: a reset lives ten minutes',
    portalProof: 'limits: a sign-in at the portal is a second proof for thirty minutes',
    approval: 'limits: an approval is a second proof for an hour',
  },
  phoneChangesDay: { hits: 'limits: two changes a day, the third waits until tomorrow', window },
  phones: {
    most: 'at most two numbers: a third is refused, with the page where one can be deleted',
    resetHold: 'limits: a new number gets no reset codes for 24 hours',
  },
  fresh: { life: 'limits: a proof is fresh for five minutes' },
  recoveryCodes: {
    count: 'made twice at once: one set',
    bits: 'limits: a recovery code has 80 bits',
  },
  passkeys: {
    most: 'the same key is added once; ten at most',
    life: 'limits: a passkey’s question is answered within five minutes',
  },
  recoveryTries: { hits: 'five recovery codes in a day, then wait', window },
  breaker: {
    hits: 'breaker: the fifth failure of a minute opens it, the sixth message no longer asks; on every node, after a restart',
    window: breaker,
    lock: 'breaker: half-open after 30 s, one of parallel messages tries; a failure doubles the pause, a success closes it',
    lockMost: breaker,
  },
  receipt: {
    ask: 'limits: a receipt is asked for after 30 s, and given up after ten minutes',
    life: 'limits: a receipt is asked for after 30 s, and given up after ten minutes',
  },
  smsFleet: {
    perMinuteLeast: fleet,
    p99Times: 'limits: three times the p99 minute, and never less than the floor',
    p99Days: 'limits: a busy minute counts for two weeks',
    standbyTimes: fleet,
  },
  smsAlarm: { enteredPercent: entered, sentLeast: entered, window: entered, budgetPercent },
  testMessages: { hits: 'limits: five tests an hour, the sixth waits', window },
  captcha: {
    life: 'limits: a captcha lives five minutes, to the second',
    ripen: 'limits: without a script a captcha ripens in thirty seconds',
  },
  captchaForeign: {
    timeout: 'limits: a foreign captcha that is silent for a second is away',
    rest: 'limits: a foreign captcha rests for a minute, then it is asked again',
  },
  captchaWithoutScript: {
    hits: 'the way without JavaScript is taken five times in 15 minutes from one address',
    window,
  },
  attempt: { life: 'limits: a half-finished sign-in lives ten minutes, whatever code is young' },
  trip: { life: 'limits: whoever left for the portal may come back for ten minutes' },
  session: {
    idle: total,
    standby: total,
    portal: total,
    phone: total,
    most: 'limits: the fourth session ends the oldest',
  },
  console: { idle: total, total },
  standby: {
    openLeast: 'refused: %s; nothing opens, and what was typed stays',
    openMost: 'refused: %s; nothing opens, and what was typed stays',
    gap: 'ended %i minutes ago: an extension is %s',
    total: 'limits: eight hours in all, to the minute',
    reasonLeast: 'refused: %s; nothing opens, and what was typed stays',
    people: 'limits: two hundred chosen people are taken, one more is refused',
  },
  drill: {
    openLeast: 'limits: a drill lasts five minutes to an hour',
    openMost: 'limits: a drill lasts five minutes to an hour',
    ahead: 'who may be drilled when: not in the past, 92 days ahead, 12 hours apart, not where the door is open',
    gap: 'who may be drilled when: not in the past, 92 days ahead, 12 hours apart, not where the door is open',
    tell: 'told a day before and at the start: officers, their unit administrators above them, nobody else; by one node',
    tellLeast: 'limits: people are told before a drill where a quarter of an hour is left',
  },
  readiness: {
    phone: 'limits: a number is confirmed for 180 days, practice is a year old at most',
    practice: 'limits: a number is confirmed for 180 days, practice is a year old at most',
  },
  password: {
    least: 'with four classes: every length from 4 to 143',
    passphraseLeast: lengths,
    most: lengths,
    notReused: 'none of the last ten, the eleventh back is free again',
  },
  hash: {
    memoryKiB: 'limits: argon2id with 32 MiB, 3 passes, 1 lane; a weaker hash is outdated',
    passes: 'limits: argon2id with 32 MiB, 3 passes, 1 lane; a weaker hash is outdated',
    lanes: 'limits: argon2id with 32 MiB, 3 passes, 1 lane; a weaker hash is outdated',
    wait: 'limits: whoever would wait longer than 0.6 s for a turn is turned away at once; afterwards there is room again',
  },
  crowd: {
    underway: crowded,
    slow: crowded,
    again: crowded,
    againMost: crowded,
  },
  beat: {
    every:
      'limits: answers about a number that a stranger typed leave 100 ms after they were asked for, or 200, or 300',
  },
  portal: { check: silent, timeout: silent, logout: silent },
  probes: {
    every: 'limits: a look every ten seconds, every five while one of the last three failed',
    inDoubt: 'limits: a look every ten seconds, every five while one of the last three failed',
    timeout: 'an answer that never comes is given up after the whole time, however many probes wait for it',
    stillMost:
      'limits: with our thread still for 5 s in a look its time-outs say nothing, a second less and they are the portal’s',
    lease: 'one node at a time looks; another takes over within 15 s, its tries 5 s apart',
    slow: 'limits: looks over 2.5 s are slow, a certificate is told two weeks before its end',
    tlsSoon: 'limits: looks over 2.5 s are slow, a certificate is told two weeks before its end',
    keepDays: 'looks are kept for 90 days, then their daily sums',
  },
  watch: {
    badLeast: 'limits: down needs five failed looks in a row over twenty-five seconds',
    badFor: 'limits: down needs five failed looks in a row over twenty-five seconds',
    calm: 'limits: down is taken back after five calm minutes',
    silent: 'limits: after a minute without a look nothing is claimed',
    window: votes,
    newest: votes,
    oneVote: votes,
    suspectNats: 'limits: no-codes from 12 nats alone, from 6 with a second sign',
    certainNats: 'limits: no-codes from 12 nats alone, from 6 with a second sign',
    clearNats: 'limits: no-codes is over at 6 nats of people who came back',
    groups: 'limits: three agencies and three addresses at least',
    presses: 'limits: two presses are no second sign, three of different people are',
  },
  policy: { hold: decisions, healthy: decisions, renewBefore: decisions, minutes: decisions, least: decisions },
  alarm: {
    timeout: 'limits: a webhook that says nothing is given up after 5 s',
    tries: 'the webhook is signed; one that refuses is tried again, and in the end given up',
  },
  campaign: { life: 'limits: a reminder that has not left after three days is given up' },
  announce: {
    perSecond: 'half of the fleet’s ceilings stays the codes’',
    queued: 'codes go first, and so few announcements are in the outbox that nobody waits behind them',
    percent: 'half of the fleet’s ceilings stays the codes’',
    tries: 'limits: a mail to many is tried six times',
  },
  joint: { open: joint, approved: joint },
  jointAsksDay: { hits: 'the present number is no new one; three asks a day, the fourth waits', window },
  notices: {
    link: 'an unknown link and one older than three days open nothing, and say the same',
    daysAway: 'a sign-in after 30 days is told, after 29 not',
    wrongCodes: 'a right password with five wrong codes is told, with four not',
    window: 'limits: five wrong codes within fifteen minutes are told of, spread over more they are not',
  },
  reconciliation: {
    within:
      'after 7 days: listed with the dossiers, administrators are told once, the report counts, the CSV has it all',
    life: 'limits: a question is good for two minutes, and nobody waits for its answer longer than five seconds',
    timeout: 'limits: a question is good for two minutes, and nobody waits for its answer longer than five seconds',
    findingLeast: finding,
    findingMost: finding,
  },
  feed: {
    cache: 'the signed feed: by the provider’s key, short-lived, cacheable for 5 s',
    life: 'the signed feed: by the provider’s key, short-lived, cacheable for 5 s',
  },
  oidc: {
    code: 'limits: a code lives 60 seconds',
    idToken: tokens,
    accessToken: tokens,
    interaction: 'limits: a relying party’s sign-in waits ten minutes for its person',
  },
  idleAccount: { after: 'limits: an account is idle after 45 days without a sign-in through any door' },
  kept: {
    steps: kept,
    sends: kept,
    sessions: kept,
    standbySessions: kept,
    announcements: kept,
    trips: kept,
    requests: kept,
    links: kept,
    notices: kept,
    alarms: kept,
    counters: kept,
    series: kept,
  },
}
