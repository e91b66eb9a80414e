// Every limit, time and policy number of the account service, each with its unit and its reason.
// Settings may change those that config.ts passes in; `GET /internal/limits` shows what is in force.

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Seconds, unless a name says otherwise. Sources: the memo, NIST SP 800-63B-4, OWASP ASVS 5.0, login.gov, GOV.UK One Login. */
export const limits = {
  /** Memo: 120 s from the gateway's acceptance; NIST and ASVS allow at most 10 min. From the second miss on other ways stand out. */
  code: { life: 120, lifeUnaccepted: 10 * minute, digits: 6, wrongPerCode: 5, missesToOffer: 2 },
  /** Wrong codes per account and purpose: 10 in 24 h, then 30 min, 1 h, 2 h; 100 in a row switch SMS codes off. */
  wrongCodes: { hits: 10, window: day, lock: 30 * minute, lockMost: 2 * hour, inARow: 100 },
  resend: { apart: 60 },
  sends15Minutes: { hits: 5, window: 15 * minute },
  sendsDayPerAccount: { hits: 10, window: day },
  sendsDayPerNumber: { hits: 10, window: day },
  /** Of those, for who has proven nothing (a reset, a registration): the rest is left for the number's owner (docs/decisions/0032). */
  sendsUnproven15Minutes: { hits: 3, window: 15 * minute },
  sendsUnproven: { hits: 5, window: day },
  /** Re-sends and unproven sends only, so that a province behind one address is not shut out. */
  sendsPerAddress: { hits: 25, window: 5 * minute },
  sendsPerOffice: { hits: 100, window: 5 * minute },
  wrongPasswords: { hits: 5, window: 15 * minute, lock: 15 * minute, lockMost: 2 * hour, inARow: 100 },
  wrongPasswordsPerAddress: { hits: 20, window: minute },
  wrongPasswordsPerOffice: { hits: 300, window: minute },
  resetStartsHour: { hits: 3, window: hour },
  resetStartsDay: { hits: 5, window: day },
  /** Fleet breaker: 60 failed reset codes in 10 min, then resets need a recovery code or the portal for 30 min. */
  resetFailuresFleet: { hits: 60, window: 10 * minute, lock: 30 * minute, lockMost: 30 * minute },
  reset: { life: 10 * minute, portalProof: 30 * minute, approval: hour },
  phoneChangesDay: { hits: 2, window: day },
  phones: { most: 2, resetHold: day },
  /** ASVS 7.5.3: what changes factors, and the console's switch, rights and keys, needs a proof as young as this. */
  fresh: { life: 5 * minute },
  recoveryCodes: { count: 10, bits: 80 },
  /** A passkey's question is answered within 5 min (the time WebAuthn suggests), once. */
  passkeys: { most: 10, life: 5 * minute },
  recoveryTries: { hits: 5, window: day },
  /** A gateway rests after 5 failures in a minute, if they were at least half of what it was given; each time for longer. */
  breaker: { hits: 5, window: minute, lock: 30, lockMost: 5 * minute },
  /** Receipts are asked for from then on where a gateway sends none; after the life nobody will know any more. */
  receipt: { ask: 30, life: 10 * minute },
  /** Toll fraud: three times the busiest minutes of two weeks, and SMS_DAILY_BUDGET; both rise while the standby door is open. */
  smsFleet: { perMinuteLeast: 200, p99Times: 3, p99Days: 14 * day, standbyTimes: 5 },
  /** Codes that are sent and not entered: an alarm below 30 % of 20 at least, within 15 min; and one at 80 % of the day's budget. */
  smsAlarm: { enteredPercent: 30, sentLeast: 20, window: 15 * minute, budgetPercent: 80 },
  testMessages: { hits: 5, window: hour },
  captcha: { life: 5 * minute, ripen: 30 },
  /** A foreign captcha's answer may take so long, then the pages show our own for so long. */
  captchaForeign: { timeout: 1, rest: minute },
  captchaWithoutScript: { hits: 5, window: 15 * minute },
  attempt: { life: 10 * minute },
  /** ASVS: state and the trip to the portal at most 10 min. */
  trip: { life: 10 * minute },
  session: { idle: 15 * minute, standby: 8 * hour, portal: 12 * hour, phone: 8 * hour, most: 3 },
  /** TCVN 11930: an administrator's screen is nobody else's after five minutes. */
  console: { idle: 5 * minute, total: hour },
  /** One administrator opens for an hour at most; a second extends to 8 h in all. Opening again within the gap extends. */
  standby: { openLeast: 5 * minute, openMost: hour, gap: hour, total: 8 * hour, reasonLeast: 10, people: 200 },
  /**
   * A drill is as long as a first opening, planned a quarter ahead at most, and 12 hours apart from another of the same people, so that
   * nobody keeps the door open by drills. Its people are told a day before, where there is a quarter of an hour left, and at its start.
   */
  drill: { openLeast: 5 * minute, openMost: hour, ahead: 92 * day, gap: 12 * hour, tell: day, tellLeast: 15 * minute },
  /** A number counts as confirmed for 180 days (issue 3); who has not been through the standby door for a year has not practised. */
  readiness: { phone: 180 * day, practice: 365 * day },
  /** The memo: 8–50 with four classes; from 15 on any characters, so that its 50 needs no rule. */
  password: { least: 8, passphraseLeast: 15, most: 128, notReused: 10 },
  /** `wait`: before a hash begins, so that with the hash and the database the answer is there within a second; who would wait longer is told at once. */
  hash: { memoryKiB: 32768, passes: 3, lanes: 1, wait: 0.6 },
  /**
   * Requests at once on one node, with answers that lately took longer than a quarter of a second, before people who are just coming are
   * asked to come again in 4–8 s, each at a moment of their own (docs/decisions/0045).
   */
  crowd: { underway: 24, slow: 0.25, again: 4, againMost: 8 },
  /** Seconds: answers about a number that a stranger typed leave at a whole multiple of it, far from what the work takes (docs/decisions/0046). */
  beat: { every: 0.1 },
  portal: { check: 2.5, timeout: 5, logout: 2 },
  /**
   * A look at the portal every 10 s (every 5 s while in doubt), by one node: another takes over within 15 s: its lease and the 5 s between
   * two tries. It waits for 5 s in which its own thread runs; where that stood still for more than 5 s besides, what did not come says nothing.
   */
  probes: { every: 10, inDoubt: 5, timeout: 5, stillMost: 5, lease: 9, slow: 2.5, tlsSoon: 14 * day, keepDays: 90 },
  /**
   * When the watch says down: at least 5 looks in a row failed, over 25 s; it takes that back after 5 calm minutes. What people's
   * returns must show, in nats (1 nat: 2.7 times likelier), is from the study in docs/watch.md: 12 alone, 6 with a second sign.
   */
  watch: {
    badLeast: 5,
    badFor: 25,
    calm: 5 * minute,
    silent: minute,
    window: 2 * hour,
    newest: 200,
    oneVote: 10 * minute,
    suspectNats: 6,
    certainNats: 12,
    clearNats: 6,
    groups: 3,
    presses: 3,
  },
  /** Automatic opening: the verdict holds 30 s, the portal is well for 15 min; renewed 5 min before the end, by 60 minutes. */
  policy: { hold: 30, healthy: 15 * minute, renewBefore: 5 * minute, minutes: 60, least: 5 },
  /** Mail and webhook of an alarm: seconds for one try, and how many tries. */
  alarm: { timeout: 5, tries: 6 },
  /** A reminder that has not left after three days is given up. */
  campaign: { life: 3 * day },
  /**
   * What many are told at once (drills, openings, campaigns): so many a second, no more than so many in the outbox with the codes, and
   * within half of what the fleet may send. Mails are tried so often.
   */
  announce: { perSecond: 5, queued: 20, percent: 50, tries: 6 },
  /**
   * A standby sign-in is confirmed within 7 days of the period's end; a question to a relying party is good for 2 min, asked for 5 s.
   * A finding says something (as an opening's reason does) and is read at one look: characters.
   */
  reconciliation: { within: 7 * day, life: 2 * minute, timeout: 5, findingLeast: 10, findingMost: 1000 },
  /** What relying parties read of the doors: kept 5 s by caches, its signature good for 30 s. */
  feed: { cache: 5, life: 30 },
  oidc: { code: 60, idToken: 5 * minute, accessToken: 10 * minute, interaction: 10 * minute },
  /** TCVN 14423: accounts without any sign-in for 45 days are told; one through the portal counts. */
  idleAccount: { after: 45 * day },
  /** What two people decide: a request waits so long, an approved new number is proven within the hour; so many asked a day. */
  joint: { open: day, approved: hour },
  jointAsksDay: { hits: 3, window: day },
  /** Security notices: the "it was not me" link, how many days away are long, how many wrong codes of one person within the window. */
  notices: { link: 3 * day, daysAway: 30, wrongCodes: 5, window: 15 * minute },
  /**
   * How long what is over is kept, then purged (jobs/purge.ts). Personal data no longer than somebody needs it; the audit log is kept
   * for 12 months at least and is never purged by the service.
   */
  kept: {
    /** Codes, their messages with number and text, attempts, resets: a report is made within 12 h of a period of 8 h at most. */
    steps: 2 * day,
    /** Tries at gateways, without the number: three times the busiest minutes of two weeks are the ceiling of sending. */
    sends: 15 * day,
    /** A shared PC proves anew at the portal after a session that nobody signed out of, over the longest holidays too. */
    sessions: 30 * day,
    /** Who came in by the standby door, for the report of its period: as long as the audit log's 12 months and a month for reading it. */
    standbySessions: 400 * day,
    /** Whom a campaign told stands a quarter, for its cap and its figures. */
    announcements: 90 * day,
    /** Trips to the portal: what the watch knows of a network or browser is as old as its daily sums. */
    trips: 90 * day,
    /** Approvals of a reset; who approved stands in the audit log. */
    requests: 90 * day,
    /** Links of security notices after their life: a late press still learns that the link is over. */
    links: 30 * day,
    /** Notices to relying parties that were heard or given up. */
    notices: 30 * day,
    /** Alarms and their letters: a year's reading, and no key comes twice within. */
    alarms: 400 * day,
    /** Counters after their window. A series of wrong codes in a row has no window (NIST): it stays while it runs. */
    counters: 2 * day,
    series: 400 * day,
  },
} as const

export type Limit = { hits: number; window: number; lock?: number; lockMost?: number; inARow?: number }
