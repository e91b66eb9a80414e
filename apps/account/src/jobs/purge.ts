// Removes what expired and decides nothing any more, in small steps, off everybody's path.
import type { Deps } from '../deps.ts'
import { purgeRecords } from '../provider/storage.ts'
import { purgeAttempts } from '../records/attempts/store.ts'
import { purgeCaptchas } from '../records/captchas/store.ts'
import { purgeChallenges } from '../records/factors/passkey-store.ts'
import { purgeLimits } from '../records/limits/store.ts'
import { purgeLooks } from '../records/portal-watch/store.ts'
import { purgeResets } from '../records/resets/store.ts'

const step = 1000

export async function purge({ db }: Deps): Promise<void> {
  await purgeRecords(db, step)
  await purgeLimits(db)
  await purgeCaptchas(db, step)
  await purgeChallenges(db, step)
  await purgeResets(db, step)
  await purgeLooks(db, 10 * step)
  // An attempt is kept for a day after its end, so that a late page still finds out what became of it.
  await purgeAttempts(db, step)
}
