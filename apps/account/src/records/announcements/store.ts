// Announcements: what many are told at once waits here, and goes to the outbox a few at a time, so that codes never wait for it.
import { all, type Db, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

/** What is told, in the order in which it leaves. */
export const announcementKinds = [
  'security',
  'door-opened',
  'drill-opened',
  'drill-cancelled',
  'drill-planned',
  'weekly',
  'campaign',
] as const
export type AnnouncementKind = (typeof announcementKinds)[number]

export type Channel = 'sms' | 'mail'

export type Told = { accountId: string; channel: Channel; target: string }

export type Announcement = {
  kind: AnnouncementKind
  /** The period, drill, campaign or week that it is about: nobody is told twice of one. */
  source: string
  /** From then on it is of no use any more. */
  expiresAt: Date
  /** Sealed, by channel: a `MessageContent` for SMS, `MailContent` for mail. */
  content: Readonly<Record<Channel, string>>
}

/** Queues it for these people; who was told of the same source before is left out. Gives how many are told. */
export const insertAnnouncements = (
  db: Db,
  { kind, source, expiresAt, content }: Announcement,
  told: readonly Told[],
) =>
  run(
    db,
    sql`insert into announcements (kind, source, account_id, channel, target, content, expires_at)
      select ${kind}, ${source}, t.account_id, t.channel, t.target, case t.channel when 'sms' then ${content.sms} else ${content.mail} end,
        ${expiresAt}
      from unnest(${told.map((to) => to.accountId)}::uuid[], ${told.map((to) => to.channel)}::text[],
        ${told.map((to) => to.target)}::text[]) as t (account_id, channel, target)
      on conflict (kind, source, account_id) do nothing`,
  )

const waiting = sql`sent_at is null and failed_at is null`
const rank = sql`array_position(${announcementKinds}::text[], kind)`

/** Messages that wait in the outbox now, codes and notices alike. */
export const countQueued = async (db: Db): Promise<number> =>
  (await one(db, sql<{ n: number }>`select count(*)::int4 as n from messages where state = 'queued'`)).n

/** Hands at most so many to the outbox, the most urgent first; gives how many. */
export const handOver = (db: Db, count: number) =>
  run(
    db,
    sql`with due as (select id, target, content, gen_random_uuid() as message_id from announcements
          where channel = 'sms' and ${waiting} and next_at <= clock_now() and expires_at > clock_now()
          order by ${rank}, created_at, id limit ${count} for update skip locked),
        made as (insert into messages (id, kind, phone, text) select message_id, 'notice', target, content from due)
      update announcements a set sent_at = clock_now(), message_id = due.message_id, content = null from due where a.id = due.id`,
  )

export type DueMail = { id: string; target: string; content: string; tries: number }

/** Takes mails that are due; another node does not get them for the next 30 s. */
export const claimMails = (db: Db, count: number) =>
  all(
    db,
    sql<DueMail>`update announcements set tries = tries + 1, next_at = clock_now() + interval '30 seconds'
      where id in (select id from announcements where channel = 'mail' and ${waiting} and next_at <= clock_now()
        and expires_at > clock_now() order by ${rank}, created_at, id limit ${count} for update skip locked)
      returning id, target, content, tries`,
  )

export const noteMailed = (db: Db, id: string) =>
  run(db, sql`update announcements set sent_at = clock_now(), content = null, error = null where id = ${id}`)

/** The next try waits twice as long as the last one; `final` gives up. */
export const noteMailFailed = (db: Db, failed: { id: string; error: string; final: boolean }) =>
  run(
    db,
    sql`update announcements set error = ${failed.error}, next_at = clock_now() + interval '10 seconds' * power(2, tries),
      failed_at = case when ${failed.final} then clock_now() end,
      content = case when ${failed.final} then null else content end where id = ${failed.id}`,
  )

/** What came too late is given up, and says so. */
export const expireAnnouncements = (db: Db) =>
  run(
    db,
    sql`update announcements set failed_at = clock_now(), error = 'too late', content = null
      where ${waiting} and expires_at <= clock_now()`,
  )

/** What waits is not told any more: the drill was cancelled. */
export const withdrawAnnouncements = (db: Db, kind: AnnouncementKind, source: string) =>
  run(
    db,
    sql`update announcements set failed_at = clock_now(), error = 'withdrawn', content = null
      where kind = ${kind} and source = ${source} and ${waiting}`,
  )

export const purgeAnnouncements = (db: Db, count: number) =>
  run(
    db,
    sql`delete from announcements where ctid in (select ctid from announcements
      where created_at < clock_now() - ${limits.kept.announcements} * interval '1 second' limit ${count})`,
  )
