// The one clock: every expiry, lock and period is decided by this SQL function, never by a process's own time.
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

// plpgsql keeps its plan between calls; one in SQL is planned anew in every statement at every place that asks (decision 0015).
// stable, not volatile: an index may be used with it.
const define = (time: string) =>
  `create or replace function clock_now() returns timestamptz language plpgsql stable parallel safe as $$ begin return ${time}; end $$`

const trueTime = 'clock_timestamp()'

const first = `create function clock_now() returns timestamptz language sql stable parallel safe as $$ select ${trueTime} $$`

const statement = (text: string): Migration => ({
  up: async (db) => {
    await sql.raw(text).execute(db)
  },
})

/** Of every app, before its own. */
export const clockMigrations = {
  '0000-clock': statement(first),
  '0000-clock-planned-once': statement(define(trueTime)),
}

/** Tests only: shifts the one clock by whole or part seconds; 0 brings the true time back. */
export async function shiftClock<T>(db: Kysely<T>, seconds: number): Promise<void> {
  const time = seconds === 0 ? trueTime : `clock_timestamp() + interval '${Number(seconds)} seconds'`
  await sql.raw(define(time)).execute(db)
}

/** Tests only: the one clock stands still at this moment, so that a boundary is met to the second however slow the machine is. */
export async function stopClock<T>(db: Kysely<T>, at: Date): Promise<void> {
  await sql.raw(define(`timestamptz '${at.toISOString()}'`)).execute(db)
}

/**
 * Tests only: the one clock reads its shift from a setting of the connection, so that moving it costs no new definition and no new plans.
 * Its own time runs a hundred times slower from now on: what a test takes is nothing. For a database with one connection.
 */
export async function slowClock<T>(db: Kysely<T>): Promise<void> {
  const since = `timestamptz '${new Date().toISOString()}'`
  await moveClock(db, 0)
  await sql
    .raw(define(`${since} + (clock_timestamp() - ${since}) / 100 + current_setting('motcua.shift')::interval`))
    .execute(db)
}

/** Tests only: the shift of a slow clock, in whole seconds. */
export async function moveClock<T>(db: Kysely<T>, seconds: number): Promise<void> {
  await sql`select set_config('motcua.shift', ${`${seconds} seconds`}, false)`.execute(db)
}

/** Production start: false where the one clock was shifted by a test. */
export async function isTrueClock<T>(db: Kysely<T>): Promise<boolean> {
  const { rows } = await sql<{ body: string }>`select prosrc as body from pg_proc where proname = 'clock_now'`.execute(
    db,
  )
  return rows.length === 1 && rows[0]?.body.trim() === `begin return ${trueTime}; end`
}

/** The database's time, for pages that show it and for the check of this node's own clock. */
export async function readClock<T>(db: Kysely<T>): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select clock_now() as at`.execute(db)
  const at = rows[0]?.at
  if (!at) throw new Error('clock_now() gave no row')
  return at
}
