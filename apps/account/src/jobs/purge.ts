// Removes what expired and decides nothing any more. How long each is kept, and why, stands in limits.ts under "kept".
import { type Pace, type PurgeStep, purgeInSteps, usualPace } from '@motcua/db/purge.ts'
import type { Deps } from '../deps.ts'
import { purgeRecords } from '../provider/records.ts'
import { purgeAlarms } from '../records/alarms/store.ts'
import { purgeAnnouncements } from '../records/announcements/store.ts'
import { purgeAttempts } from '../records/attempts/store.ts'
import { purgeCaptchas } from '../records/captchas/store.ts'
import { purgeChallenges } from '../records/factors/passkey-store.ts'
import { purgeSends } from '../records/gateways/store.ts'
import { purgeJoint } from '../records/joint-requests/store.ts'
import { purgeLimits } from '../records/limits/store.ts'
import { purgeLinks } from '../records/notices/store.ts'
import { purgeCodes, purgeMessages } from '../records/otp/store.ts'
import { longSeries } from '../records/otp/wrong-codes.ts'
import { purgeTrips } from '../records/portal-trips/store.ts'
import { purgeHealth } from '../records/portal-watch/health.ts'
import { purgeLooks } from '../records/portal-watch/store.ts'
import { purgeReviews } from '../records/reconciliation/reviews.ts'
import { purgeTraces } from '../records/reconciliation/store.ts'
import { purgeRequests, purgeResets } from '../records/resets/store.ts'
import { purgeNotices } from '../records/sessions/logout-notices.ts'
import { purgeSessions } from '../records/sessions/store.ts'

const kinds = {
  'provider-records': purgeRecords,
  counters: (db, count) => purgeLimits(db, count, longSeries),
  captchas: purgeCaptchas,
  'passkey-challenges': purgeChallenges,
  codes: purgeCodes,
  messages: purgeMessages,
  sends: purgeSends,
  attempts: purgeAttempts,
  resets: purgeResets,
  'reset-requests': purgeRequests,
  trips: purgeTrips,
  sessions: purgeSessions,
  'logout-notices': purgeNotices,
  alarms: purgeAlarms,
  announcements: purgeAnnouncements,
  traces: purgeTraces,
  reviews: purgeReviews,
  looks: purgeLooks,
  health: purgeHealth,
  'notice-links': purgeLinks,
  'joint-requests': purgeJoint,
} satisfies Record<string, PurgeStep>

/** Since this process began: for its metrics. */
export const purgedRows = new Map<string, number>()

/** One round, by one node at a time. Gives what it removed, kind by kind. */
export async function purge({ db, log }: Pick<Deps, 'db' | 'log'>, pace: Partial<Pace> = {}) {
  const purged = await purgeInSteps(db, kinds, { ...usualPace, ...pace })
  for (const [kind, { rows, steps }] of Object.entries(purged)) {
    log.info({ event: 'purged', kind, rows, steps }, 'purged')
    purgedRows.set(kind, (purgedRows.get(kind) ?? 0) + rows)
  }
  return purged
}
