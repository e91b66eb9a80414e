// What the watch sees: looks at the portal, people who left for it, presses of the button; and what it says of them.

export type ProbeKind = 'dns' | 'tls' | 'discovery' | 'keys' | 'authorize' | 'token'

/**
 * portal: it did not do its part · ours: our own network or settings are at fault · unsure: it answers, but not to us · none: our own
 * node was too busy to hear an answer, which says nothing of anybody.
 */
export type Fault = 'portal' | 'ours' | 'unsure' | 'none'

/** Why a look failed; each stands for one of the four faults. */
export const faultOf = {
  'no-name': 'portal',
  'name-server': 'portal',
  refused: 'portal',
  reset: 'portal',
  'no-answer': 'portal',
  'tls-expired': 'portal',
  'tls-untrusted': 'portal',
  'tls-broken': 'portal',
  'server-error': 'portal',
  unreadable: 'portal',
  'not-found': 'portal',
  'turned-away': 'unsure',
  'our-network': 'ours',
  'our-client': 'ours',
  'our-load': 'none',
} as const satisfies Record<string, Fault>

export type ProbeError = keyof typeof faultOf

/** One look at the portal: all its probes, begun at the same moment. Times are seconds of the one clock. */
export type Round = {
  at: number
  failures: readonly { kind: ProbeKind; error: ProbeError }[]
  /** Seconds of its slowest answer. */
  slowest: number
  /** Seconds until the portal's certificate ends; null where there is none. */
  tlsLeft: number | null
}

/** How somebody came back. fine: the portal did its part, whoever it was · cancelled: by the person, which says nothing. */
export type Return = { at: number; how: 'fine' | 'error' | 'cancelled' }

export type TripSeen = {
  leftAt: number
  back: Return | null
  /** Which browser, network address and agency, as far as known; compared only, never shown. */
  browser: string
  address: string
  /** null: a browser and a network that never came back from the portal before. All of them count as one group. */
  agency: string | null
}

/** "Tôi không nhận được mã của Cổng", once per trip. */
export type PressSeen = { at: number; browser: string; address: string; agency: string | null }

export type Observations = {
  now: number
  /** Oldest first, of the last minutes: at least `limits.watch.calm`. */
  rounds: readonly Round[]
  /** Oldest first, of the last `limits.watch.window`. */
  trips: readonly TripSeen[]
  presses: readonly PressSeen[]
}

export type Word = 'ok' | 'degraded' | 'no-codes' | 'down' | 'unknown'

export type EvidenceCode =
  | 'looks-fine'
  | 'looks-fail'
  | 'looks-shaky'
  | 'looks-slow'
  | 'looks-silent'
  | 'our-fault'
  | 'turned-away'
  | 'certificate-ends'
  | 'contradicted'
  | 'not-back'
  | 'suspected'
  | 'few-people'
  | 'people-back'
  | 'people-slow'
  | 'errors'
  | 'presses'
  | 'still-calming'
  | 'still-waiting'

/** One reason in a code with its numbers; pages turn it into a sentence. */
export type Evidence = { code: EvidenceCode; with: Readonly<Record<string, number | string>> }

export type Verdict = {
  word: Word
  /** 0 to 1. */
  confidence: number
  evidence: readonly Evidence[]
  /** Since when this word stands. */
  since: number
  /** People who left before say nothing of now: the portal was down then. */
  peopleFrom: number
}
