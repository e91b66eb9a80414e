// The provider's view of our sessions rows: it finds nothing once a row has ended, is idle at sign-on, or expired.
import { type Db, first, run, sql } from '@motcua/db/query.ts'
import type { AdapterPayload } from 'oidc-provider'
import { limits } from '../limits.ts'
import { endSessions } from '../records/sessions/store.ts'

const live = sql`ended_at is null and expires_at > clock_now()`

type Row = { payload: AdapterPayload | null }
const payloadOf = (row: Row | undefined) => row?.payload ?? undefined

/** By the browser's cookie (single sign-on): also not idle. */
export const findSessionPayload = async (db: Db, cookieId: string) =>
  payloadOf(
    await first(
      db,
      sql<Row>`update sessions set seen_at = clock_now() where cookie_id = ${cookieId} and ${live}
        and seen_at > clock_now() - ${limits.session.idle} * interval '1 second' returning payload`,
    ),
  )

/** By the uid that codes and tokens carry: the officer at work elsewhere does not make the row idle. */
export const findSessionPayloadByUid = async (db: Db, uid: string) =>
  payloadOf(await first(db, sql<Row>`select payload from sessions where uid = ${uid} and ${live}`))

type Claim = { interaction: string; cookieId: string; payload: AdapterPayload }

/** The sign-in left a row for this interaction: it becomes this provider session. False where there is none. */
export async function claimSession(db: Db, claim: Claim): Promise<boolean> {
  const { payload } = claim
  const done = sql`update sessions set uid = ${payload.uid ?? null}, cookie_id = ${claim.cookieId}, payload = ${JSON.stringify(payload)}::jsonb,
    interaction_uid = null where interaction_uid = ${claim.interaction} and account_id::text = ${payload.accountId ?? ''} and ${live}`
  return (await run(db, done)) === 1
}

/** Renews the payload (a relying party more, a rotated cookie) of a row that lives. */
export async function saveSessionPayload(db: Db, cookieId: string, payload: AdapterPayload): Promise<boolean> {
  const done = sql`update sessions set cookie_id = ${cookieId}, payload = ${JSON.stringify(payload)}::jsonb
    where uid = ${payload.uid ?? null} and account_id::text = ${payload.accountId ?? ''} and ${live}`
  return (await run(db, done)) === 1
}

export async function endSessionByCookie(db: Db, cookieId: string): Promise<void> {
  const row = await first(
    db,
    sql<{ id: string }>`select id from sessions where cookie_id = ${cookieId} and ended_at is null`,
  )
  if (row) await endSessions(db, { id: row.id }, { reason: 'sign-out' })
}
