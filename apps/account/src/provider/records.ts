// Rows of the provider: codes, tokens, and what else it keeps, under the hash of their id. The id itself is nowhere in the database.
import { type Db, first, run, sql } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { AdapterPayload } from 'oidc-provider'
import { subjectColumns, subjectOfSession } from './claims.ts'
import { type PersonRow, rememberSession } from './request-memory.ts'

export type NewRecord = { id: string; model: string; payload: AdapterPayload; seconds: number }

const columns = sql`id, model, payload, session_uid, expires_at`

/** The row's values. `jti` is the code or token itself, so it stays out. */
const valuesOf = ({ id, model, payload: { jti: _secret, ...payload }, seconds }: NewRecord) =>
  sql`${tokenHash(id)}, ${model}, ${JSON.stringify(payload)}::jsonb, ${payload.sessionUid ?? null}, clock_now() + ${seconds} * interval '1 second'`

export const saveRecord = (db: Db, made: NewRecord) =>
  run(
    db,
    sql`insert into provider_records (${columns}) values (${valuesOf(made)})
      on conflict (id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
  )

/** To be appended to a statement whose CTE `kept` gives a row where the session lives: the code is written with it, or not at all. */
export const alsoInsert = (code: NewRecord | undefined) =>
  code ? sql`, code as (insert into provider_records (${columns}) select ${valuesOf(code)} from kept)` : sql``

type Row = { payload: AdapterPayload; consumed_at: Date | null }

const payloadOf = (id: string, row: Row | undefined): AdapterPayload | undefined =>
  row && { ...row.payload, jti: id, ...(row.consumed_at ? { consumed: true } : {}) }

const isLive = (id: string, model: string) =>
  sql`id = ${tokenHash(id)} and model = ${model} and expires_at > clock_now()`

export const findRecord = async (db: Db, id: string, model: string) =>
  payloadOf(id, await first(db, sql<Row>`select payload, consumed_at from provider_records where ${isLive(id, model)}`))

type Bound = Row & PersonRow & { session_uid: string | null; session: AdapterPayload | null }

/** `r` is the token: with it come its session, if that lives, and the person. */
const bound = sql`select r.payload, r.consumed_at, r.session_uid, s.payload as session, ${subjectColumns} from r
  left join sessions s on s.uid = r.session_uid and s.ended_at is null and s.expires_at > clock_now() ${subjectOfSession}`

function remembered(id: string, row: Bound | undefined): AdapterPayload | undefined {
  if (row?.session_uid) rememberSession(row.session_uid, row, row.session)
  return payloadOf(id, row)
}

/** A token with its session and person, which the library asks for next. */
export const findToken = async (db: Db, id: string, model: string) =>
  remembered(
    id,
    await first(
      db,
      sql<Bound>`with r as (select payload, consumed_at, session_uid from provider_records where ${isLive(id, model)}) ${bound}`,
    ),
  )

/** Finds a code and uses it up, for one caller; undefined for all others, whatever they have proven by then. */
export const takeCode = async (db: Db, id: string) =>
  remembered(
    id,
    await first(
      db,
      sql<Bound>`with r as (update provider_records set consumed_at = clock_now() where ${isLive(id, 'AuthorizationCode')}
        and consumed_at is null returning payload, null::timestamptz as consumed_at, session_uid) ${bound}`,
    ),
  )

/** False where another caller was first. */
export const useRecord = async (db: Db, id: string): Promise<boolean> =>
  (await run(
    db,
    sql`update provider_records set consumed_at = clock_now() where id = ${tokenHash(id)} and consumed_at is null`,
  )) === 1

export const deleteRecord = (db: Db, id: string) =>
  run(db, sql`delete from provider_records where id = ${tokenHash(id)}`)

/** What hangs on one grant of one session. */
export const deleteByGrant = (db: Db, grant: { id: string; sessionUid: string; model: string }) =>
  run(
    db,
    sql`delete from provider_records where session_uid = ${grant.sessionUid} and model = ${grant.model} and payload ->> 'grantId' = ${grant.id}`,
  )

/** Expired records, in small steps. */
export const purgeRecords = (db: Db, count: number) =>
  run(
    db,
    sql`delete from provider_records where ctid in (select ctid from provider_records where expires_at < clock_now() limit ${count})`,
  )
