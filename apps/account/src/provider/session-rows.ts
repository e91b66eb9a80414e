// The provider's view of our sessions rows: it finds nothing once a row has ended, is idle at sign-on, or expired.
import { type Db, first, sql } from '@motcua/db/query.ts'
import type { AdapterPayload } from 'oidc-provider'
import { limits } from '../limits.ts'
import { type Door, endSessions } from '../records/sessions/store.ts'
import { subjectColumns, subjectOfSession } from './claims.ts'
import { alsoInsert, type NewRecord } from './records.ts'
import { type PersonRow, rememberSession } from './request-memory.ts'

const live = sql`ended_at is null and expires_at > clock_now()`

/** By the browser's cookie (single sign-on): also not idle. */
export async function findSessionPayload(db: Db, cookieId: string): Promise<AdapterPayload | undefined> {
  const row = await first(
    db,
    sql<PersonRow & { uid: string; payload: AdapterPayload }>`with s as (update sessions set seen_at = clock_now()
        where cookie_id = ${cookieId} and ${live} and seen_at > clock_now() - ${limits.session.idle} * interval '1 second'
        returning uid, payload, account_id, period_id, created_at)
      select s.uid, s.payload, ${subjectColumns} from s ${subjectOfSession}`,
  )
  if (row) rememberSession(row.uid, row, row.payload)
  return row?.payload
}

/** By the uid that codes and tokens carry: the officer at work elsewhere does not make the row idle. */
export const findSessionPayloadByUid = async (db: Db, uid: string): Promise<AdapterPayload | undefined> =>
  (
    await first(
      db,
      sql<{ payload: AdapterPayload | null }>`select payload from sessions where uid = ${uid} and ${live}`,
    )
  )?.payload ?? undefined

/** Who signed in to answer an interaction. */
export type SignedIn = { accountId: string; door: Door; amr: string[]; at: number; provenAt: number }

/**
 * The row of who signed in for this interaction, or went on to it signed in; `at`, epoch seconds, is when they last came through a door
 * or proved themself anew; `provenAt` is earlier where the portal's own sign-in was. Undefined where nobody did, and where the interaction is over: `until`, epoch seconds, by the one clock.
 */
export async function findSignedIn(
  db: Db,
  interaction: { uid: string; until: number; sessionUid: string },
): Promise<SignedIn | undefined> {
  const row = await first(
    db,
    sql<PersonRow & SignedIn>`select s.account_id as "accountId", s.door, s.amr,
        floor(extract(epoch from greatest(s.created_at, s.authenticated_at)))::int8 as at,
        floor(extract(epoch from s.authenticated_at))::int8 as "provenAt", ${subjectColumns}
      from sessions s ${subjectOfSession} where s.interaction_uid = ${interaction.uid} and s.ended_at is null
        and s.expires_at > clock_now() and to_timestamp(${interaction.until}) > clock_now()`,
  )
  if (row) rememberSession(interaction.sessionUid, row)
  return row
}

type Kept = { cookieId: string; payload: AdapterPayload; code: NewRecord | undefined }

/** The cookie's id is kept as a hash only, so it leaves the payload. */
const withoutCookie = ({ jti: _secret, ...payload }: AdapterPayload) => sql`${JSON.stringify(payload)}::jsonb`

/** The sign-in left a row for this interaction: it becomes this provider session, for the first that comes. False where there is none. */
export const claimSession = async (db: Db, interaction: string, kept: Kept): Promise<boolean> =>
  (await first(
    db,
    sql`with kept as (update sessions set uid = ${kept.payload.uid ?? null}, cookie_id = ${kept.cookieId}, payload = ${withoutCookie(kept.payload)},
        interaction_uid = null where interaction_uid = ${interaction} and account_id = ${kept.payload.accountId}::uuid and ${live} returning 1)
        ${alsoInsert(kept.code)} select 1 from kept`,
  )) !== undefined

/** Renews the payload (a relying party more, a rotated cookie) of a row that lives. */
export const saveSessionPayload = async (db: Db, kept: Kept): Promise<boolean> =>
  (await first(
    db,
    sql`with kept as (update sessions set cookie_id = ${kept.cookieId}, payload = ${withoutCookie(kept.payload)}
        where uid = ${kept.payload.uid ?? null} and account_id = ${kept.payload.accountId}::uuid and ${live} returning 1)
        ${alsoInsert(kept.code)} select 1 from kept`,
  )) !== undefined

export async function endSessionByCookie(db: Db, cookieId: string): Promise<void> {
  const row = await first(
    db,
    sql<{ id: string }>`select id from sessions where cookie_id = ${cookieId} and ended_at is null`,
  )
  if (row) await endSessions(db, { id: row.id }, { reason: 'sign-out' })
}
