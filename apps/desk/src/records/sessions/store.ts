// The desk's own sessions: who came from the account service, through which door, until when. The token stands hashed only.
import { all, type Db, first, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

export type Door = 'portal' | 'standby'

export type Session = {
  id: string
  sub: string
  name: string
  agency_code: string
  agency_name: string
  /** As the desk's own list has it; null where it does not have the agency. */
  agency_name_en: string | null
  role: 'officer' | 'unit-admin'
  rights: string[]
  door: Door
  period_id: string | null
  created_at: Date
  expires_at: Date
  /** Seconds until then. */
  left: number
}

export type NewSession = {
  tokenHash: string
  /** The account service's own session, named by its back-channel logout. */
  sid: string
  sub: string
  name: string
  agency: string
  agencyName: string
  role: 'officer' | 'unit-admin'
  rights: readonly string[]
  door: Door
  periodId: string | null
  /** When the person proved who they are, epoch seconds: the total counts from there. */
  authTime: number
  /** Sealed: the hint of a later sign-out. */
  idToken: string
}

const columns = sql`id, sub, name, agency_code, agency_name,
  (select name_en from agencies where code = agency_code) as agency_name_en, role, rights, door, period_id, created_at, expires_at,
  extract(epoch from expires_at - clock_now())::float8 as "left"`
const isOpen = sql`ended_at is null and expires_at > clock_now()`
const idleSince = sql`clock_now() - ${limits.session.idle} * interval '1 second'`

/** Nothing where the account service has signed this session out meanwhile, or its total is over already. */
export const insertSession = (db: Db, made: NewSession) =>
  first(
    db,
    sql<Session>`insert into sessions (token_hash, sid, sub, name, agency_code, agency_name, role, rights, door, period_id, id_token, expires_at)
      select ${made.tokenHash}, ${made.sid}, ${made.sub}, ${made.name}, ${made.agency}, ${made.agencyName}, ${made.role},
        ${[...made.rights]}::text[], ${made.door}, ${made.periodId}, ${made.idToken}, t.ends
      from (select least(clock_now(), to_timestamp(${made.authTime}::float8)) + ${limits.session[made.door]} * interval '1 second' as ends) t
      where t.ends > clock_now() and not exists (select 1 from logouts where sid = ${made.sid})
      returning ${columns}`,
  )

/** One person's sessions open one after the other, so that two at once count each other. Held until the transaction ends. */
export const lockPerson = (db: Db, sub: string) =>
  run(db, sql`select pg_advisory_xact_lock(hashtext(${`sessions of ${sub}`}))`)

/** A sign-in and the sign-out of the same session of the account service take turns: neither misses the other. */
export const lockSid = (db: Db, sid: string) => run(db, sql`select pg_advisory_xact_lock(hashtext(${`sid ${sid}`}))`)

/** The live session of this cookie; notes that the person was seen. */
export const touchSession = (db: Db, tokenHash: string) =>
  first(
    db,
    sql<Session>`update sessions set seen_at = clock_now() where token_hash = ${tokenHash} and ${isOpen} and seen_at > ${idleSince}
      returning ${columns}`,
  )

/** Is this cookie's session alive? Looking is no sign of life. */
export const isAlive = async (db: Db, tokenHash: string): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from sessions where token_hash = ${tokenHash} and ${isOpen} and seen_at > ${idleSince}`,
  )) !== undefined

/** A session that only idleness stopped: not signed out, not ended, not over its total. */
export const findIdleSession = (db: Db, tokenHash: string) =>
  first(
    db,
    sql<Session>`select ${columns} from sessions where token_hash = ${tokenHash} and ${isOpen} and seen_at <= ${idleSince}`,
  )

/** A session that only time stopped, by idleness or by its total: what its person typed is theirs. */
export const findPastSession = (db: Db, tokenHash: string) =>
  first(
    db,
    sql<Session>`select ${columns} from sessions where token_hash = ${tokenHash} and ended_at is null
      and (expires_at <= clock_now() or seen_at <= ${idleSince})`,
  )

export type EndReason = 'sign-out' | 'back-channel' | 'too-many' | 'replaced'

/** Which sessions to end. `sid` alone, `sub` alone, or both: a logout token may name either. */
export type Which =
  | { tokenHash: string }
  | { sid: string | undefined; sub: string | undefined }
  | { oldestOf: string; keep: number }

export type EndedSession = { id: string; sub: string; id_token: string }

/** Ends them once; the sealed ID token goes with the row. */
export const endSessions = (db: Db, which: Which, reason: EndReason) =>
  all(
    db,
    sql<EndedSession>`with old as (select id, sub, id_token from sessions where ended_at is null and ${chosen(which)} for update)
      update sessions s set ended_at = clock_now(), end_reason = ${reason}, id_token = '' from old where s.id = old.id
      returning s.id, s.sub, old.id_token`,
  )

function chosen(which: Which) {
  if ('tokenHash' in which) return sql`token_hash = ${which.tokenHash}`
  if ('oldestOf' in which) {
    return sql`id in (select id from sessions where sub = ${which.oldestOf} and ${isOpen} order by created_at desc, id offset ${which.keep})`
  }
  const { sid, sub } = which
  if (!sid && !sub) return sql`false`
  return sql`(${sid ?? null}::text is null or sid = ${sid ?? null}) and (${sub ?? null}::text is null or sub = ${sub ?? null})`
}

/** Rows of people long gone. */
export const purgeSessions = (db: Db, count: number) =>
  run(
    db,
    sql`delete from sessions where ctid in (select ctid from sessions
      where expires_at < clock_now() - ${limits.kept.sessions} * interval '1 second' limit ${count})`,
  )
