// Every limit and time of the desk, in seconds unless a name says otherwise, each with its reason.

const minute = 60
const hour = 60 * minute
const day = 24 * hour

export const limits = {
  /** NIST SP 800-63B-4: at most 1 h idle and 24 h in all; a draft outlives the session. */
  session: {
    idle: 15 * minute,
    warn: 2 * minute,
    standby: 8 * hour,
    portal: 12 * hour,
    most: 3,
  },
  /** ASVS: state lives at most 10 min. More tabs than these at once push the oldest trip out. */
  trip: { life: 10 * minute, most: 8 },
  /** A verdict of the doors is believed so long; nobody waits for one longer than `check`. */
  account: { check: 2.5, timeout: 5, verdict: 2 },
  /** OpenID Connect Back-Channel Logout 1.0 §2.6: a logout token is young and used once. */
  logoutToken: { age: 2 * minute, skew: 30 },
  /** What a standby sign-in touched: the account service's signed question is as young, and its answer no longer. */
  tracesToken: { age: 2 * minute, skew: 30, most: 500 },
  /** The public look-up: wrong figures per code, looks of any kind per address (OWASP: enumeration). */
  lookUpsPerCode: { hits: 5, window: 15 * minute },
  lookUpsPerAddress: { hits: 20, window: minute },
  /** What is over is kept so long, then purged: a person's questions of last month, a draft that may still be finished, a counter's day. */
  kept: { sessions: 30 * day, drafts: 30 * day, counters: day },
} as const
