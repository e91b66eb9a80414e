// Where the OpenID Provider keeps its records. Its Session is a view of our sessions row (one authority), its Grant is computed,
// its clients are the relying parties; everything else is a row in provider_records under the hash of its id.
import { type Db, first, run, sql } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider'
import { relyingPartyReader } from './relying-parties.ts'
import {
  claimSession,
  endSessionByCookie,
  findSessionPayload,
  findSessionPayloadByUid,
  saveSessionPayload,
} from './session-rows.ts'

export function createStorage(db: Db, secret: string): (model: string) => Adapter {
  const findRelyingParty = relyingPartyReader({ db, secret })
  return (model) => {
    if (model === 'Session') return sessionStorage(db)
    if (model === 'Grant') return grantStorage()
    if (model === 'Client') return { ...recordStorage(db, model), find: findRelyingParty }
    return recordStorage(db, model)
  }
}

const later = (seconds: number) => sql`clock_now() + ${seconds} * interval '1 second'`

function recordStorage(db: Db, model: string): Adapter {
  const live = sql`model = ${model} and expires_at > clock_now()`
  type Row = { payload: AdapterPayload; consumed_at: Date | null }
  const read = (row: Row | undefined) =>
    row ? { ...row.payload, ...(row.consumed_at ? { consumed: true } : {}) } : undefined
  return {
    upsert: async (id, payload, expiresIn) => {
      await run(
        db,
        sql`insert into provider_records (id, model, payload, session_uid, grant_id, expires_at)
          values (${tokenHash(id)}, ${model}, ${JSON.stringify(payload)}::jsonb, ${payload.sessionUid ?? null}, ${payload.grantId ?? null}, ${later(expiresIn ?? 0)})
          on conflict (id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
      )
    },
    find: async (id) =>
      read(
        await first(
          db,
          sql<Row>`select payload, consumed_at from provider_records where id = ${tokenHash(id)} and ${live}`,
        ),
      ),
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    // The library looks at `consumed` and then waits for this: only a conditional update keeps parallel redemptions to one.
    consume: async (id) => {
      const used = sql`update provider_records set consumed_at = clock_now() where id = ${tokenHash(id)} and consumed_at is null returning id`
      if (!(await first(db, used))) throw new errors.InvalidGrant('already consumed')
    },
    destroy: async (id) => {
      await run(db, sql`delete from provider_records where id = ${tokenHash(id)}`)
    },
    revokeByGrantId: async (grantId) => {
      await run(db, sql`delete from provider_records where grant_id = ${grantId} and model = ${model}`)
    },
  }
}

function sessionStorage(db: Db): Adapter {
  const anonymous = recordStorage(db, 'Session')
  return {
    ...anonymous,
    upsert: async (id, payload, expiresIn) => {
      if (!payload.accountId) return anonymous.upsert(id, payload, expiresIn)
      const interaction = Provider.ctx?.oidc.entities.Interaction?.uid
      if (interaction && (await claimSession(db, { interaction, cookieId: tokenHash(id), payload }))) return
      if (await saveSessionPayload(db, tokenHash(id), payload)) return
      // The row was ended meanwhile, or there never was one: signing in again is the only way.
      throw new errors.LoginRequired('the session has ended')
    },
    find: async (id) => (await findSessionPayload(db, tokenHash(id))) ?? anonymous.find(id),
    findByUid: (uid) => findSessionPayloadByUid(db, uid),
    destroy: async (id) => {
      // A rotating cookie id is followed by an upsert under the new one: the row lives on.
      if ((Provider.ctx?.oidc.session as { oldId?: string } | undefined)?.oldId === id) return
      await endSessionByCookie(db, tokenHash(id))
      await anonymous.destroy(id)
    },
  }
}

/** First-party relying parties need no stored consent: the id says whose grant for whom, the scopes are the party's own. */
export const grantId = (accountId: string, clientId: string, scope: string) =>
  Buffer.from(JSON.stringify([accountId, clientId, scope])).toString('base64url')

function grantStorage(): Adapter {
  const none = async () => undefined
  return {
    upsert: none,
    find: async (id) => {
      const [accountId, clientId, scope] = JSON.parse(Buffer.from(id, 'base64url').toString()) as [
        string,
        string,
        string,
      ]
      return { jti: id, kind: 'Grant', accountId, clientId, openid: { scope } }
    },
    findByUid: none,
    findByUserCode: none,
    consume: none,
    destroy: none,
    revokeByGrantId: none,
  }
}

/** Expired records, in small steps. */
export const purgeRecords = (db: Db, count: number) =>
  run(
    db,
    sql`delete from provider_records where ctid in (select ctid from provider_records where expires_at < clock_now() limit ${count})`,
  )
