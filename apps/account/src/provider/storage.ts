// Where the OpenID Provider keeps its records. Its Session is a view of our sessions row (one authority), its Interaction travels with the
// browser, its Grant is computed, its clients are the relying parties; everything else is a row in provider_records.
import type { Db } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { type Adapter, errors, Provider } from 'oidc-provider'
import { grantStorage, readGrantId } from './grants.ts'
import { interactionStorage } from './interaction-storage.ts'
import { deleteByGrant, deleteRecord, findRecord, findToken, saveRecord, takeCode, useRecord } from './records.ts'
import type { RelyingPartyReader } from './relying-parties.ts'
import { isUsedHere, keepNewCode, recallSession, rememberUsedCode, takeNewCode } from './request-memory.ts'
import {
  claimSession,
  endSessionByCookie,
  findSessionPayload,
  findSessionPayloadByUid,
  saveSessionPayload,
} from './session-rows.ts'

type Needs = { db: Db; secret: string; https: boolean; parties: RelyingPartyReader }

export function createStorage(needs: Needs): (model: string) => Adapter {
  const { db, parties } = needs
  const made: Record<string, (rows: Adapter) => Adapter> = {
    Session: (rows) => sessionStorage(db, rows),
    Interaction: (rows) => interactionStorage(needs, rows),
    Grant: grantStorage,
    Client: (rows) => ({ ...rows, find: async (id) => (await parties(id))?.payload }),
    AuthorizationCode: (rows) => codeStorage(db, rows),
    AccessToken: (rows) => ({ ...rows, find: (id) => findToken(db, id, 'AccessToken') }),
    RefreshToken: (rows) => ({ ...rows, find: (id) => findToken(db, id, 'RefreshToken') }),
  }
  return (model) => {
    const rows = recordStorage(db, model)
    return made[model]?.(rows) ?? rows
  }
}

function recordStorage(db: Db, model: string): Adapter {
  return {
    upsert: async (id, payload, expiresIn) => {
      await saveRecord(db, { id, model, payload, seconds: expiresIn ?? 0 })
    },
    find: (id) => findRecord(db, id, model),
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    // The library looks at `consumed` and then waits for this: only a conditional update keeps parallel redemptions to one.
    consume: async (id) => {
      if (!(await useRecord(db, id))) throw new errors.InvalidGrant('already consumed')
    },
    destroy: async (id) => {
      await deleteRecord(db, id)
    },
    revokeByGrantId: async (id) => {
      await deleteByGrant(db, { id, model, sessionUid: readGrantId(id).sessionUid })
    },
  }
}

/** A code is written with the row of its session, and used up by the request that finds it first, right verifier or not. */
function codeStorage(db: Db, rows: Adapter): Adapter {
  return {
    ...rows,
    upsert: async (id, payload, expiresIn = 0) => {
      const code = { id, model: 'AuthorizationCode', payload, seconds: expiresIn }
      if (!keepNewCode(code)) await saveRecord(db, code)
    },
    find: async (id) => {
      const code = await takeCode(db, id)
      if (!code) return rows.find(id)
      rememberUsedCode(id)
      return code
    },
    consume: async (id) => {
      if (!isUsedHere(id)) throw new errors.InvalidGrant('already consumed')
    },
  }
}

function sessionStorage(db: Db, anonymous: Adapter): Adapter {
  return {
    ...anonymous,
    upsert: async (id, payload, expiresIn) => {
      if (!payload.accountId) return anonymous.upsert(id, payload, expiresIn)
      const interaction = Provider.ctx?.oidc.entities.Interaction?.uid
      const kept = { cookieId: tokenHash(id), payload, code: takeNewCode() }
      if (interaction && (await claimSession(db, interaction, kept))) return
      if (await saveSessionPayload(db, kept)) return
      // The row was ended meanwhile, or there never was one: signing in again is the only way.
      throw new errors.LoginRequired('the session has ended')
    },
    find: async (id) => {
      const payload = await findSessionPayload(db, tokenHash(id))
      return payload ? { ...payload, jti: id } : anonymous.find(id)
    },
    findByUid: async (uid) => {
      const known = recallSession(uid)
      return known === undefined ? findSessionPayloadByUid(db, uid) : (known ?? undefined)
    },
    destroy: async (id) => {
      // A rotating cookie id is followed by an upsert under the new one: the row lives on.
      if ((Provider.ctx?.oidc.session as { oldId?: string } | undefined)?.oldId === id) return
      await endSessionByCookie(db, tokenHash(id))
      await anonymous.destroy(id)
    },
  }
}
