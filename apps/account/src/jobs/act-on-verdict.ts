// The verdict's consequences: an alarm when it changes, automatic opening and closing where it was agreed. Runs where the judge runs.
import { readClock } from '@motcua/db/clock.ts'
import type { Deps } from '../deps.ts'
import { raiseAlarm } from '../records/alarms/store.ts'
import type { Word } from '../records/portal-watch/seen.ts'
import { currentVerdict, listVerdicts, type VerdictRow } from '../records/portal-watch/store.ts'
import { clock } from '../web/times.ts'
import { applyPolicies, remindOfOpenDoor, type Seen } from './apply-policies.ts'

const isFailing = (word: Word) => word === 'down' || word === 'no-codes'

export async function actOnVerdict(deps: Deps): Promise<void> {
  const rows = await listVerdicts(deps.db, 50)
  await tellChange(deps, rows)
  const { word } = await currentVerdict(deps.db)
  const seen = seenFrom(rows, word, await readClock(deps.db))
  await applyPolicies(deps, seen)
  await remindOfOpenDoor(deps, seen)
}

/** A failure, or the end of one; that it works a little worse is for the watch's page, not for a phone at night. */
async function tellChange(deps: Deps, [latest, before]: readonly VerdictRow[]): Promise<void> {
  if (!latest) return
  const isOver = latest.word === 'ok' && before !== undefined && before.word !== 'unknown'
  if (!isFailing(latest.word) && !isOver) return
  await raiseAlarm(deps.db, { kind: 'portal-changed', key: `verdict ${latest.id}`, detail: { verdict: latest.word } })
}

/**
 * A failure lasts from its first failing word, whichever follows which. A portal that is only not known to be well (degraded, unknown)
 * is neither failing nor recovered: nothing opens, nothing closes.
 */
export function seenFrom(rows: readonly VerdictRow[], word: Word, now: Date): Seen {
  const latest = rows[0]
  if (!latest || latest.word !== word) return { isFailing: false, heldFor: 0, reason: '' }
  if (word === 'ok') return { isFailing: false, heldFor: age(latest.since, now), reason: '' }
  if (!isFailing(word)) return { isFailing: false, heldFor: 0, reason: '' }
  const end = rows.findIndex((row) => !isFailing(row.word))
  const first = rows[(end === -1 ? rows.length : end) - 1] ?? latest
  const what = word === 'down' ? 'Cổng không truy cập được' : 'Cổng không gửi được mã'
  return { isFailing: true, heldFor: age(first.since, now), reason: `${what} từ ${clock('vi', first.since)}` }
}

const age = (since: Date, now: Date): number => (now.getTime() - since.getTime()) / 1000
