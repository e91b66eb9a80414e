// Security notices: their "it was not me" links, and how far the audit was read for what people must be told of.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

/** What a person is told of their account. */
export const happenings = [
  'number-changed',
  'number-added',
  'number-removed',
  'number-left',
  'number-asked',
  'password-changed',
  'password-set',
  'codes-made',
  'authenticator-added',
  'authenticator-removed',
  'passkey-added',
  'passkey-removed',
  'reset-approved',
  'new-device',
  'long-away',
  'wrong-passwords',
  'wrong-codes',
] as const
export type Happening = (typeof happenings)[number]

export const insertLink = (db: Db, made: { tokenHash: string; accountId: string; happening: Happening }) =>
  run(
    db,
    sql`insert into notice_links (token_hash, account_id, happening, expires_at)
      values (${made.tokenHash}, ${made.accountId}, ${made.happening}, clock_now() + ${limits.notices.link} * interval '1 second')`,
  )

export type NoticeLink = {
  account_id: string
  happening: Happening
  created_at: Date
  used_at: Date | null
  is_over: boolean
}

const columns = sql`account_id, happening, created_at, used_at, expires_at <= clock_now() as is_over`

export const findLink = (db: Db, tokenHash: string) =>
  first(db, sql<NoticeLink>`select ${columns} from notice_links where token_hash = ${tokenHash}`)

/** Uses it up: for one caller, within its life. */
export const spendLink = (db: Db, tokenHash: string) =>
  first(
    db,
    sql<NoticeLink>`update notice_links set used_at = clock_now() where token_hash = ${tokenHash} and used_at is null
      and expires_at > clock_now() returning ${columns}`,
  )

export const purgeLinks = (db: Db, count: number) =>
  run(
    db,
    sql`delete from notice_links where ctid in (select ctid from notice_links
      where expires_at < clock_now() - ${limits.kept.links} * interval '1 second' limit ${count})`,
  )

// ── what the audit says of people ──

export type Entry = {
  number: number
  event: string
  account_id: string
  door: string | null
  /** The day in Vietnam: of one kind a person is told once a day. */
  day: string
  /** Whole days since the person's sign-in before; null at the first one that is known. */
  days_away: number | null
  detail: Record<string, unknown>
}

/** The next sealed rows about somebody, and how far they go; one node at a time, in the caller's transaction. */
export async function readOn(db: Db, count: number): Promise<{ entries: Entry[]; upTo: number | null }> {
  const { number } = await one(db, sql<{ number: number }>`select number from notices_told for update`)
  const { last } = await one(
    db,
    sql<{
      last: number | null
    }>`select max(number) as last from (select number from audit_ledger where number > ${number}
      order by number limit ${count}) l`,
  )
  if (last === null) return { entries: [], upTo: null }
  const entries = await all(
    db,
    sql<Entry>`select l.number, e.event, e.account_id, e.door, e.detail, (e.at at time zone 'Asia/Ho_Chi_Minh')::date::text as day,
        case when e.event = 'sign-in' then (select floor(extract(epoch from e.at - max(b.at)) / 86400)::int4 from audit_events b
          where b.account_id = e.account_id and b.event = 'sign-in' and b.at < e.at) end as days_away
      from audit_ledger l join audit_events e on e.id = l.event_id
      where l.number > ${number} and l.number <= ${last} and e.account_id is not null and e.at > clock_now() - interval '1 day'
        and e.event in ('sign-in', 'password-locked', 'code-wrong') order by l.number`,
  )
  return { entries, upTo: last }
}

export const noteToldUpTo = (db: Db, number: number) => run(db, sql`update notices_told set number = ${number}`)

/** Wrong codes of this person after a right password, within the window. */
export const countWrongCodes = async (db: Db, accountId: string): Promise<number> =>
  (
    await one(
      db,
      sql<{
        n: number
      }>`select count(*)::int4 as n from audit_events where account_id = ${accountId} and event = 'code-wrong'
        and door in ('standby', 'phone') and at > clock_now() - ${limits.notices.window} * interval '1 second'`,
    )
  ).n

export const wasTold = async (db: Db, accountId: string, source: string): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from announcements where kind = 'security' and source = ${source} and account_id = ${accountId}`,
  )) !== undefined
