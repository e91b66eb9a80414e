// Judges what was seen and keeps the verdict; on one node at a time (run-jobs).
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../deps.ts'
import { findVerdict, readObservations, storeVerdict } from '../records/portal-watch/store.ts'
import { judge } from '../records/portal-watch/verdict.ts'

/** True where the word changed. */
export async function judgePortal(deps: Deps): Promise<boolean> {
  const observed = await readObservations(deps.db)
  const verdict = judge(observed, await findVerdict(deps.db), deps.config.WATCH_CALM)
  const isNew = await inTransaction(deps.db, (tx) => storeVerdict(tx, verdict, observed.now))
  if (isNew) deps.log.warn({ event: 'verdict', word: verdict.word, evidence: verdict.evidence }, 'verdict')
  return isNew
}
