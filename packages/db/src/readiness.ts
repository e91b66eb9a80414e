// Is a node ready for people: the database is there, has this version's tables, and its clock is ours.
import { setTimeout as wait } from 'node:timers/promises'
import { readClock } from './clock.ts'
import { isMigrated, type Migrations } from './migrate.ts'
import type { Database } from './open-database.ts'

export type Readiness =
  | { ready: true }
  | { ready: false; why: 'database' | 'migrations' }
  | { ready: false; why: 'clock'; seconds: number }

/** Milliseconds: the OpenID library has a clock of its own, and its tokens are told by it. */
const clockMayDiffer = 30_000
const answerWithin = 1500

/** Answers within 1.5 s, whatever the database does. */
export async function readinessOf(database: Database<unknown>, migrations: Migrations): Promise<Readiness> {
  const away = { ready: false, why: 'database' } as const
  if (database.isAway()) return away
  const late = wait(answerWithin, away, { ref: false })
  return Promise.race([look(database, migrations).catch(() => away), late])
}

async function look({ db }: Database<unknown>, migrations: Migrations): Promise<Readiness> {
  const at = await readClock(db)
  const apart = Math.abs(at.getTime() - Date.now())
  if (apart > clockMayDiffer) return { ready: false, why: 'clock', seconds: Math.round(apart / 1000) }
  return (await isMigrated(db, migrations)) ? { ready: true } : { ready: false, why: 'migrations' }
}
