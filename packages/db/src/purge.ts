// Removes what is past its time in small steps: short statements that hold few locks, a breath between them, off everybody's path.
import { setTimeout as wait } from 'node:timers/promises'
import type { Db } from './query.ts'

/** Removes at most `count` rows of one kind and says how many it removed. */
export type PurgeStep = (db: Db, count: number) => Promise<number>

/** What a round removed of one kind: rows, in so many statements, the largest of which removed `most`. */
export type Purged = { rows: number; steps: number; most: number }

export type Pace = {
  /** Rows a statement removes at most. */
  count: number
  /** Seconds after which the round ends; the next one goes on. */
  seconds: number
  /** Milliseconds between two statements. */
  pause: number
  isStopping?: () => boolean
}

export const usualPace: Pace = { count: 1000, seconds: 30, pause: 20 }

/** One step of each kind in turn, until nothing is left or the round's time is over: a full table holds up no other. */
export async function purgeInSteps<Kind extends string>(
  db: Db,
  kinds: Record<Kind, PurgeStep>,
  { count, seconds, pause, isStopping }: Pace = usualPace,
): Promise<{ [kind in Kind]?: Purged }> {
  const until = performance.now() + seconds * 1000
  const purged: { [kind in Kind]?: Purged } = {}
  const left = new Map(Object.entries<PurgeStep>(kinds) as [Kind, PurgeStep][])
  while (left.size > 0) {
    for (const [kind, step] of left) {
      if (isStopping?.() || performance.now() > until) return purged
      const rows = await step(db, count)
      if (rows > 0) purged[kind] = added(purged[kind], rows)
      if (rows < count) left.delete(kind)
      else await wait(pause)
    }
  }
  return purged
}

const added = (sofar: Purged = { rows: 0, steps: 0, most: 0 }, rows: number): Purged => ({
  rows: sofar.rows + rows,
  steps: sofar.steps + 1,
  most: Math.max(sofar.most, rows),
})
