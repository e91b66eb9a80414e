// Alarms: raised in the transaction of what happened, told afterwards by SMS, mail and webhook, once a change.
import { all, type Db, first, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

export type AlarmKind =
  | 'door-opened'
  | 'door-closed'
  | 'door-lapsed'
  | 'portal-changed'
  | 'sign-ins-in-doubt'
  | 'messages-fail'
  | 'drill-planned'
  | 'drill-opened'
  | 'account-held'

export type NewAlarm = {
  kind: AlarmKind
  /** What makes it one and the same: raising it again does nothing. */
  key: string
  detail: Readonly<Record<string, string | number | boolean | null>>
}

export type Alarm = {
  id: string
  kind: AlarmKind
  detail: Record<string, string | number | boolean | null>
  raised_at: Date
}

export const raiseAlarm = (db: Db, alarm: NewAlarm) =>
  run(
    db,
    sql`insert into alarms (key, kind, detail) values (${alarm.key}, ${alarm.kind}, ${JSON.stringify(alarm.detail)}::jsonb)
      on conflict (key) do nothing`,
  )

/** Takes one alarm that nobody has sent out yet; call in a transaction that also writes its letters and messages. */
export const claimAlarm = (db: Db) =>
  first(
    db,
    sql<Alarm>`update alarms set sent_out_at = clock_now() where id = (select id from alarms where sent_out_at is null
      order by raised_at limit 1 for update skip locked) returning id, kind, detail, raised_at`,
  )

export type Channel = 'mail' | 'webhook'

export const insertLetter = (db: Db, letter: { alarmId: string; channel: Channel; target: string }) =>
  run(
    db,
    sql`insert into alarm_letters (alarm_id, channel, target) values (${letter.alarmId}, ${letter.channel}, ${letter.target})`,
  )

export type DueLetter = { id: string; channel: Channel; target: string; tries: number } & Pick<
  Alarm,
  'kind' | 'detail' | 'raised_at'
> & {
    alarm_id: string
  }

/** Takes letters that are due; another node does not get them for the next 15 s. */
export const claimLetters = (db: Db, count: number) =>
  all(
    db,
    sql<DueLetter>`with due as (update alarm_letters set tries = tries + 1, next_at = clock_now() + interval '15 seconds'
        where id in (select id from alarm_letters where done_at is null and failed_at is null and next_at <= clock_now()
          order by next_at limit ${count} for update skip locked) returning id, alarm_id, channel, target, tries)
      select due.id, due.alarm_id, due.channel, due.target, due.tries, a.kind, a.detail, a.raised_at from due join alarms a on a.id = due.alarm_id`,
  )

export const noteLetterSent = (db: Db, id: string) =>
  run(db, sql`update alarm_letters set done_at = clock_now(), error = null where id = ${id}`)

/** The next try waits twice as long as the last one; `final` gives up. */
export const noteLetterFailed = (db: Db, failed: { id: string; error: string; final: boolean }) =>
  run(
    db,
    sql`update alarm_letters set error = ${failed.error}, failed_at = case when ${failed.final} then clock_now() end,
      next_at = clock_now() + interval '10 seconds' * power(2, tries) where id = ${failed.id}`,
  )

/** With their letters. */
export const purgeAlarms = (db: Db, count: number) =>
  run(
    db,
    sql`delete from alarms where ctid in (select ctid from alarms where raised_at < clock_now() - ${limits.kept.alarms} * interval '1 second'
      and sent_out_at is not null limit ${count})`,
  )
