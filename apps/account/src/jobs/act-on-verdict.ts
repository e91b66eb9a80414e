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
async function tellChange(deps: Deps, [latest, ...before]: readonly VerdictRow[]): Promise<void> {
  if (!latest) return
  const settled = before.find((row) => row.word === 'ok' || isFailing(row.word))
  const isOver = latest.word === 'ok' && settled !== undefined && isFailing(settled.word)
  if (!isFailing(latest.word) && !isOver) return
  await raiseAlarm(deps.db, { kind: 'portal-changed', key: `verdict ${latest.id}`, detail: { verdict: latest.word } })
}

const neither: Seen = { isFailing: false, heldFor: 0, failingFor: 0, reason: '' }

/**
 * The verdict is held since its first failing word in a row, whichever follows which; the failure began after the last `ok`. A portal
 * that is only not known to be well (degraded, unknown) is neither failing nor recovered: nothing opens, nothing closes.
 */
export function seenFrom(rows: readonly VerdictRow[], word: Word, now: Date): Seen {
  const latest = rows[0]
  if (!latest || latest.word !== word) return neither
  if (word === 'ok') return { ...neither, heldFor: age(latest.since, now) }
  if (!isFailing(word)) return neither
  const inARow = rowsBefore(rows, (row) => !isFailing(row.word))
  const failure = rowsBefore(rows, (row) => row.word === 'ok').filter((row) => isFailing(row.word))
  const held = inARow.at(-1) ?? latest
  const what = word === 'down' ? 'Cổng không truy cập được' : 'Cổng không gửi được mã'
  return {
    isFailing: true,
    heldFor: age(held.since, now),
    failingFor: age((failure.at(-1) ?? held).since, now),
    reason: `${what} từ ${clock('vi', held.since)}`,
  }
}

/** The newest rows, up to the first that ends them. */
function rowsBefore(rows: readonly VerdictRow[], ends: (row: VerdictRow) => boolean): readonly VerdictRow[] {
  const end = rows.findIndex(ends)
  return end === -1 ? rows : rows.slice(0, end)
}

const age = (since: Date, now: Date): number => (now.getTime() - since.getTime()) / 1000
