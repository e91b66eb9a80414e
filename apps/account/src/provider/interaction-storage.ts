// A relying party's request waits in the browser that brought it: sealed, in a cookie that only its own resume address sees. So a
// stranger's request writes nothing. It is answered by the row of who signed in for it, and once, because that row is claimed once.
import type { Db } from '@motcua/db/query.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import { type Adapter, type AdapterPayload, Provider } from 'oidc-provider'
import { acrOf } from './doors.ts'
import { paramText } from './interaction.ts'
import { findSignedIn } from './session-rows.ts'

type Needs = { db: Db; secret: string; https: boolean }

const cookieName = 'account_request'
/** Browsers keep 4096 bytes of a cookie with its name and attributes: a longer request is a row. */
const lengthMost = 3700
/** Seconds: the portal's clock may differ from ours so much. */
const portalSkew = 60

export function interactionStorage({ db, secret, https }: Needs, rows: Adapter): Adapter {
  const cookie = `${https ? '__Secure-' : ''}${cookieName}`
  const read = (id: string): AdapterPayload | undefined => {
    const sealed = Provider.ctx?.cookies.get(cookie, { signed: false })
    const payload = unseal(secret, 'interaction', sealed) as AdapterPayload | null
    return payload?.jti === id ? payload : undefined
  }
  const write = (id: string, value: string, seconds: number) => {
    const path = `/oidc/auth/${id}`
    const options = { path, httpOnly: true, sameSite: 'lax', secure: https, signed: false, overwrite: true } as const
    Provider.ctx?.cookies.set(cookie, value, { ...options, maxAge: seconds * 1000 })
  }
  return {
    ...rows,
    upsert: async (id, payload, expiresIn = 0) => {
      const sealed = seal(secret, 'interaction', payload)
      if (sealed.length > lengthMost) return rows.upsert(id, payload, expiresIn)
      write(id, sealed, expiresIn)
    },
    find: async (id) => {
      const payload = read(id) ?? (await rows.find(id))
      return payload && answered(db, id, payload)
    },
    destroy: async (id) => {
      if (read(id)) write(id, '', 0)
      else await rows.destroy(id)
    },
  }
}

/**
 * Only the resume address asks for an interaction, so one that nobody signed in for is none. What session the browser had when it
 * came plays no part any more: it ended with the sign-in.
 */
async function answered(db: Db, uid: string, payload: AdapterPayload): Promise<AdapterPayload | undefined> {
  const sessionUid = Provider.ctx?.oidc.session?.uid ?? ''
  const who = await findSignedIn(db, { uid, until: payload.exp ?? 0, sessionUid })
  if (!who) return undefined
  const { accountId, door, amr, at, provenAt } = who
  const { session: _before, ...request } = payload
  const isOld = at - provenAt > portalSkew
  const ts = isOld && asksForProof(payload) ? provenAt : at
  // First-party systems: whoever asks for consent (prompt=consent) has it.
  return { ...request, result: { login: { accountId, acr: acrOf[door], amr, ts, remember: false }, consent: {} } }
}

/** A relying party that asks how old the proof is hears of the proof itself: the portal's single sign-on may be hours older than our session. */
function asksForProof({ params }: AdapterPayload): boolean {
  const prompts = paramText(params?.['prompt']).split(' ')
  return params?.['max_age'] !== undefined || prompts.includes('login')
}
