// The systems that trust this service. Their secrets are sealed with a key outside the database.
import { all, type Db, first, inTransaction, run, sql } from '@motcua/db/query.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { AdapterPayload } from 'oidc-provider'
import { z } from 'zod'

/** Compared to the letter, so only what has one way to be written: no fragment, no user, no wildcard. */
const address = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((text) => !/[#*@\s]/.test(text), 'must be an address without #, * or @')

export const relyingParty = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(32, 'a relying party needs a secret of at least 32 characters'),
  name_vi: z.string().min(1),
  name_en: z.string().min(1),
  redirect_uris: z.array(address).min(1),
  post_logout_redirect_uris: z.array(address),
  backchannel_logout_uri: address.optional(),
  /** Where it says what a standby sign-in touched (docs/decisions/0024). */
  standby_traces_uri: address.optional(),
  /** It works on while nobody looks: its tokens are renewed for as long as the session lives. Named in the settings' list only. */
  refresh_tokens: z.boolean().optional(),
})

export type RelyingParty = z.infer<typeof relyingParty>
type Source = 'settings' | 'console'
type Metadata = Omit<RelyingParty, 'name_vi' | 'name_en'>
type Keys = { db: Db; secret: string }

const purpose = 'relying-party'

function stored(secret: string, party: RelyingParty): string {
  const { name_vi: _vi, name_en: _en, ...metadata } = party
  return JSON.stringify({ ...metadata, client_secret: seal(secret, purpose, party.client_secret) })
}

/**
 * Makes the list of the settings the one in force: adds or renews each, and stops those that the settings named once and do not name any
 * more. What an administrator stopped stays stopped.
 */
export const saveListedParties = ({ db, secret }: Keys, parties: readonly RelyingParty[]): Promise<void> =>
  inTransaction(db, async (tx) => {
    for (const party of parties)
      await run(
        tx,
        sql`insert into relying_parties (client_id, metadata, name_vi, name_en, source)
          values (${party.client_id}, ${stored(secret, party)}::jsonb, ${party.name_vi}, ${party.name_en}, 'settings')
          on conflict (client_id) do update set metadata = excluded.metadata, name_vi = excluded.name_vi, name_en = excluded.name_en,
            source = 'settings',
            disabled_at = case when relying_parties.disabled_by is null then null else relying_parties.disabled_at end`,
      )
    await run(
      tx,
      sql`update relying_parties set disabled_at = clock_now() where source = 'settings' and disabled_at is null
        and client_id <> all(${parties.map((party) => party.client_id)}::text[])`,
    )
  })

/** Adds a relying party at the console; false where its id is taken. */
export const addParty = async ({ db, secret }: Keys, party: RelyingParty): Promise<boolean> =>
  (await run(
    db,
    sql`insert into relying_parties (client_id, metadata, name_vi, name_en, source)
      values (${party.client_id}, ${stored(secret, party)}::jsonb, ${party.name_vi}, ${party.name_en}, 'console')
      on conflict (client_id) do nothing`,
  )) === 1

/** Differs after each change, a new secret too: of two who change the same at once, the second has seen an older one. */
const version = sql`md5(relying_parties.metadata::text || relying_parties.name_vi || relying_parties.name_en)`

type Seen = { clientId: string; version: string }
const asSeen = ({ clientId, version: seen }: Seen) =>
  sql`client_id = ${clientId} and source = 'console' and ${version} = ${seen}`

/** Names and addresses; the secret stays. False where the settings own it, it is not there, or somebody changed it since it was seen. */
export const changeParty = async (
  db: Db,
  party: Omit<RelyingParty, 'client_secret'>,
  seen: string,
): Promise<boolean> => {
  const { name_vi, name_en, ...metadata } = party
  return (
    (await run(
      db,
      sql`update relying_parties set name_vi = ${name_vi}, name_en = ${name_en},
        metadata = ${JSON.stringify(metadata)}::jsonb || jsonb_build_object('client_secret', metadata -> 'client_secret')
        where ${asSeen({ clientId: party.client_id, version: seen })}`,
    )) === 1
  )
}

/** False where the settings own it, it is not there, or somebody changed it since it was seen: a secret that is shown must be the one in force. */
export const setPartySecret = async ({ db, secret }: Keys, seen: Seen, clientSecret: string): Promise<boolean> =>
  (await run(
    db,
    sql`update relying_parties set metadata = metadata || ${JSON.stringify({ client_secret: seal(secret, purpose, clientSecret) })}::jsonb
      where ${asSeen(seen)}`,
  )) === 1

/** False where somebody was first. */
export const stopParty = async (db: Db, clientId: string, by: string): Promise<boolean> =>
  (await run(
    db,
    sql`update relying_parties set disabled_at = clock_now(), disabled_by = ${by} where client_id = ${clientId} and disabled_at is null`,
  )) === 1

/** Only what a person stopped; what the settings dropped comes back with the settings. */
export const resumeParty = async (db: Db, clientId: string): Promise<boolean> =>
  (await run(
    db,
    sql`update relying_parties set disabled_at = null, disabled_by = null
      where client_id = ${clientId} and disabled_at is not null and (disabled_by is not null or source = 'console')`,
  )) === 1

/** A relying party as the console shows it: never its secret. */
export type ListedParty = Omit<RelyingParty, 'client_secret'> & {
  source: Source
  /** For `changeParty` and `setPartySecret`. */
  version: string
  created_at: Date
  disabled_at: Date | null
  /** Null where the settings dropped it. */
  disabled_by_name: string | null
}

type PartyRow = Omit<ListedParty, keyof Metadata> & { metadata: Metadata }

export const listParties = async (db: Db): Promise<ListedParty[]> => {
  const rows = await all(
    db,
    sql<PartyRow>`select metadata - 'client_secret' as metadata, name_vi, name_en, source, ${version} as version, relying_parties.created_at, disabled_at,
      a.name as disabled_by_name from relying_parties left join accounts a on a.id = relying_parties.disabled_by
      order by relying_parties.created_at, client_id`,
  )
  return rows.map(({ metadata, ...row }) => ({ ...metadata, ...row }))
}

/** A relying party as the library reads it, and its name in both languages. */
type KnownParty = { payload: AdapterPayload; name_vi: string; name_en: string }
type PartyNames = Pick<KnownParty, 'name_vi' | 'name_en'>

async function readRelyingParty({ db, secret }: Keys, clientId: string): Promise<KnownParty | undefined> {
  const row = await first(
    db,
    sql<PartyNames & { metadata: Metadata }>`select metadata, name_vi, name_en from relying_parties
      where client_id = ${clientId} and disabled_at is null`,
  )
  const clientSecret = row && unseal(secret, purpose, row.metadata.client_secret)
  // Sealed with another secret than ours: nobody can be let in by it.
  if (!row || typeof clientSecret !== 'string') return undefined
  const { metadata: registered, ...names } = row
  // The library knows nothing of traces.
  const { standby_traces_uri: _traces, refresh_tokens: isRenewed, ...metadata } = registered
  const payload: AdapterPayload = {
    ...metadata,
    client_secret: clientSecret,
    grant_types: ['authorization_code', ...(isRenewed ? ['refresh_token'] : [])],
    response_types: ['code'],
    response_modes: ['query'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
    backchannel_logout_session_required: true,
    scope: 'openid profile officer',
  }
  return { payload, ...names }
}

const keptMs = 5000

export type RelyingPartyReader = (clientId: string) => Promise<KnownParty | undefined>

/** `readRelyingParty`, asked again after 5 s at the latest: one sign-in needs its relying party five times. */
export function relyingPartyReader(keys: Keys): RelyingPartyReader {
  const kept = new Map<string, { party: KnownParty; until: number }>()
  return async (clientId) => {
    // No database keeps the character NUL: nobody is called so.
    if (clientId.includes('\0')) return undefined
    const known = kept.get(clientId)
    if (known && performance.now() < known.until) return known.party
    const party = await readRelyingParty(keys, clientId)
    // Only those that exist are kept: made-up names must not fill the memory.
    if (party) kept.set(clientId, { party, until: performance.now() + keptMs })
    else kept.delete(clientId)
    return party
  }
}

/** Did the operator register exactly this address for back-channel logout? */
export const isRegisteredLogout = async (db: Db, url: string): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from relying_parties where metadata ->> 'backchannel_logout_uri' = ${url} and disabled_at is null`,
  )) !== undefined
