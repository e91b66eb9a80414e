// The systems that trust this service.
import { type Db, first, run, sql } from '@motcua/db/query.ts'
import type { AdapterPayload } from 'oidc-provider'
import { z } from 'zod'

export const relyingParty = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(32, 'a relying party needs a secret of at least 32 characters'),
  name_vi: z.string().min(1),
  name_en: z.string().min(1),
  redirect_uris: z.array(z.url()).min(1),
  post_logout_redirect_uris: z.array(z.url()),
  backchannel_logout_uri: z.url().optional(),
})

export type RelyingParty = z.infer<typeof relyingParty>

/** Adds or renews a relying party. */
export async function saveRelyingParty(db: Db, party: RelyingParty): Promise<void> {
  const { name_vi, name_en, ...metadata } = party
  await run(
    db,
    sql`insert into relying_parties (client_id, metadata, name_vi, name_en)
      values (${party.client_id}, ${JSON.stringify(metadata)}::jsonb, ${name_vi}, ${name_en})
      on conflict (client_id) do update set metadata = excluded.metadata, name_vi = excluded.name_vi, name_en = excluded.name_en`,
  )
}

type Names = { name_vi: string; name_en: string }

export const relyingPartyNames = (db: Db, clientId: string) =>
  first(db, sql<Names>`select name_vi, name_en from relying_parties where client_id = ${clientId}`)

async function readRelyingParty(db: Db, clientId: string): Promise<AdapterPayload | undefined> {
  const row = await first(
    db,
    sql<{
      metadata: AdapterPayload
    }>`select metadata from relying_parties where client_id = ${clientId} and disabled_at is null`,
  )
  if (!row) return undefined
  return {
    ...row.metadata,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
    backchannel_logout_session_required: true,
    scope: 'openid profile officer',
  }
}

const keptMs = 5000

/** `readRelyingParty`, asked again after 5 s at the latest: one sign-in needs its relying party four times. */
export function relyingPartyReader(db: Db): (clientId: string) => Promise<AdapterPayload | undefined> {
  const kept = new Map<string, { party: AdapterPayload; until: number }>()
  return async (clientId) => {
    const known = kept.get(clientId)
    if (known && performance.now() < known.until) return { ...known.party }
    const party = await readRelyingParty(db, clientId)
    // Only those that exist are kept: made-up names must not fill the memory.
    if (party) kept.set(clientId, { party, until: performance.now() + keptMs })
    else kept.delete(clientId)
    return party && { ...party }
  }
}

/** Did the operator register exactly this address for back-channel logout? */
export const isRegisteredLogout = async (db: Db, url: string): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from relying_parties where metadata ->> 'backchannel_logout_uri' = ${url} and disabled_at is null`,
  )) !== undefined
