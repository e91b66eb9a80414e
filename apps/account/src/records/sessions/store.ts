// Sessions: one row is the authority for the account pages, for single sign-on, and for every token under it.
import { all, type Db, first, type How, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { type AuditRow, auditRow } from '../audit/write-audit.ts'

export type Door = 'portal' | 'standby' | 'phone' | 'console'

export type Session = {
  id: string
  account_id: string
  door: Door
  amr: string[]
  period_id: string | null
  browser: string
  device: string
  address: string
  created_at: Date
  authenticated_at: Date
  seen_at: Date
  expires_at: Date
  /** Seconds since the person last proved who they are. */
  proof_age: number
}

export type NewSession = {
  tokenHash: string
  accountId: string
  door: Door
  amr: readonly string[]
  periodId: string | null
  browser: string
  device: string
  address: string
  /** The OpenID interaction that this sign-in answers; its session claims the row. */
  interactionUid: string | null
  /** Sealed: what the portal needs for its own sign-out. */
  portalSecret: string | null
  /** When the person proved themself at the portal, epoch seconds, where it says so: its single sign-on is no fresh proof. */
  provenAt?: number | null
}

const total: Record<Door, number> = {
  portal: limits.session.portal,
  standby: limits.session.standby,
  phone: limits.session.phone,
  console: limits.console.total,
}

/**
 * A new row; the oldest beyond `keep` end, and `told` is written, in one statement. The person's row must be locked (`notedSignIn`), so
 * that two at once see each other's session.
 */
export const insertSession = (
  db: Db,
  made: NewSession,
  { keep, told, how }: { keep: number; told?: AuditRow; how?: How },
) =>
  one(
    db,
    sql<{ id: string; created_at: Date }>`with made as (
        insert into sessions (token_hash, account_id, door, amr, period_id, browser, device, address, interaction_uid, expires_at, portal_secret, authenticated_at)
        values (${made.tokenHash}, ${made.accountId}, ${made.door}, ${[...made.amr]}, ${made.periodId}, ${made.browser}, ${made.device},
          ${made.address}, ${made.interactionUid}, clock_now() + ${total[made.door]} * interval '1 second', ${made.portalSecret},
          least(clock_now(), coalesce(to_timestamp(${made.provenAt ?? null}::float8), clock_now()))) returning id, created_at),
      ${ending({ oldestOf: made.accountId, keep: keep - 1 }, { reason: 'too-many' })}
      ${told ? sql`, signed_in as (${auditRow(told, sql`from made`, sql`id`)})` : sql``}
      select id, created_at from made`,
    how,
  )

const columns = sql`id, account_id, door, amr, period_id, browser, device, address, created_at, authenticated_at, seen_at, expires_at,
  extract(epoch from clock_now() - authenticated_at)::float8 as proof_age`

/** The live session of this cookie; notes that the person was seen. Idle: 15 min, 5 min at the console. */
export const touchSession = (db: Db, tokenHash: string) =>
  first(
    db,
    sql<Session>`update sessions set seen_at = clock_now() where token_hash = ${tokenHash} and ended_at is null and expires_at > clock_now()
      and seen_at > clock_now() - (case when door = 'console' then ${limits.console.idle}::int4 else ${limits.session.idle}::int4 end) * interval '1 second'
      returning ${columns}`,
  )

/**
 * Whose session this cookie is, idle or past its time too, as long as nobody ended it: who left without signing out proves anew at
 * the portal next time, and signing out ends the row however long it was not used here.
 */
export const findOwner = async (db: Db, tokenHash: string): Promise<string | undefined> =>
  (
    await first(
      db,
      sql<{ account_id: string }>`select account_id from sessions where token_hash = ${tokenHash} and ended_at is null`,
    )
  )?.account_id

export const listSessions = (db: Db, accountId: string) =>
  all(
    db,
    sql<Session>`select ${columns} from sessions where account_id = ${accountId} and ended_at is null and expires_at > clock_now()
      order by created_at desc`,
  )

/** A fresh proof (password + code, portal with prompt=login): renews the proof's time and adds its methods. */
export const noteProof = (db: Db, id: string, amr: readonly string[]) =>
  run(
    db,
    sql`update sessions set authenticated_at = clock_now(),
      amr = (select array_agg(distinct m) from unnest(amr || ${[...amr]}::text[]) m) where id = ${id} and ended_at is null`,
  )

/** Seconds since the last proof, as it stands in the row by now; undefined where the session has ended. */
export const proofAgeOf = async (db: Db, id: string): Promise<number | undefined> =>
  (
    await first(
      db,
      sql<{ age: number }>`select extract(epoch from clock_now() - authenticated_at)::float8 as age from sessions
        where id = ${id} and ended_at is null`,
    )
  )?.age

/** The person who is signed in here goes on to a relying party: this interaction's session will claim the row. */
export const offerToInteraction = (db: Db, id: string, interactionUid: string) =>
  run(
    db,
    sql`update sessions set interaction_uid = ${interactionUid} where id = ${id} and ended_at is null and expires_at > clock_now()`,
  )

export type EndedSession = { id: string; account_id: string; door: Door; portal_secret: string | null }

/** Which sessions to end; exactly one of the keys is set. uncovered: of the standby door, where no open period covers their officer any more. */
export type Which =
  | { id: string }
  | { accountId: string; except?: string }
  | { tokenHash: string }
  | { uid: string }
  | { oldestOf: string; keep: number }
  | { uncovered: true }
  | { everyone: true }

/**
 * Ends sessions in one statement: the rows, a back-channel notice for every relying party that was told of them, their codes and
 * tokens, an audit row each. Nothing that hangs on an ended row works afterwards.
 */
export const endSessions = (db: Db, which: Which, why: Why) =>
  all(db, sql<EndedSession>`with ${ending(which, why)} select id, account_id, door, portal_secret from gone`)

type Why = { reason: string; actorId?: string | null }

const ending = (which: Which, why: Why) =>
  sql`old as (select id, portal_secret from sessions where ended_at is null and ${chosen(which)} for update),
    gone as (update sessions s set ended_at = clock_now(), end_reason = ${why.reason}, portal_secret = null
      from old where s.id = old.id returning s.id, s.uid, s.account_id, s.door, s.payload, s.period_id, old.portal_secret),
    notices as (insert into logout_notices (client_id, account_id, sid)
      select a.key, gone.account_id, a.value ->> 'sid' from gone, jsonb_each(coalesce(gone.payload -> 'authorizations', '{}'::jsonb)) a
      where a.value ->> 'sid' is not null),
    tokens as (delete from provider_records where session_uid in (select uid from gone)),
    told as (insert into audit_events (event, account_id, actor_id, session_id, period_id, door, detail)
      select 'session-ended', account_id, ${why.actorId ?? null}::uuid, id, period_id, door, jsonb_build_object('reason', ${why.reason}::text) from gone)`

const uncovered = sql`door = 'standby' and not exists (select 1 from standby_periods p, accounts a left join agencies g on g.code = a.agency_code
  where a.id = sessions.account_id and p.closed_at is null and p.until > clock_now() and (p.scope = 'everyone'
    or exists (select 1 from standby_scopes s where s.period_id = p.id and (s.agency_code = any(g.lineage) or s.account_id = a.id))))`

function chosen(which: Which) {
  if ('everyone' in which) return sql`true`
  if ('uncovered' in which) return uncovered
  if ('id' in which) return sql`id::text = ${which.id}`
  if ('tokenHash' in which) return sql`token_hash = ${which.tokenHash}`
  if ('uid' in which) return sql`uid = ${which.uid}`
  if ('oldestOf' in which) {
    return sql`id in (select id from sessions where account_id = ${which.oldestOf} and ended_at is null and expires_at > clock_now()
      order by created_at desc, id offset ${which.keep})`
  }
  return sql`account_id = ${which.accountId} and id::text <> ${which.except ?? ''}`
}

/** Long over, whether they were ended or not; those of a standby period stay as long as its report is read. */
export const purgeSessions = (db: Db, count: number) =>
  run(
    db,
    sql`delete from sessions where ctid in (select ctid from sessions where expires_at < clock_now() - ${limits.kept.sessions} * interval '1 second'
      and (period_id is null or expires_at < clock_now() - ${limits.kept.standbySessions} * interval '1 second') limit ${count})`,
  )
