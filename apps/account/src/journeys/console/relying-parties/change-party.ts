// Adding, changing, stopping a relying party, and giving it a new secret: each with its audit row.
import { randomBytes } from 'node:crypto'
import { inTransaction, type Db } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import {
  addParty,
  changeParty,
  type RelyingParty,
  resumeParty,
  setPartySecret,
  stopParty,
} from '../../../provider/relying-parties.ts'
import type { AuditEvent } from '../../../records/audit/events.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import type { Code } from '../../../web/messages/codes.ts'
import { type Result, refuse } from '../../../result.ts'

type Needs = Pick<Deps, 'db' | 'secret'>
type By = { actorId: string; address: string }
type Registration = Omit<RelyingParty, 'client_secret'>

/** 256 bits. */
const newSecret = () => randomBytes(32).toString('base64url')

/** Gives the secret, which nobody can read again. Refusals: party-there. */
export async function addRelyingParty(
  { db, secret }: Needs,
  party: Registration,
  by: By,
): Promise<Result<{ clientSecret: string }>> {
  const clientSecret = newSecret()
  const add = (tx: Db) => addParty({ db: tx, secret }, { ...party, client_secret: clientSecret })
  const done = await audited(db, add, {
    ...by,
    clientId: party.client_id,
    event: 'party-added',
    refusal: 'party-there',
  })
  return done.ok ? { ok: true, clientSecret } : done
}

/** What a form was shown: the version of the relying party that it was made from. */
type Seen = { seen: string }

/** Refusals: party-gone where the settings own it, or somebody changed it since it was seen. */
export const changeRelyingParty = ({ db }: Needs, party: Registration, { seen, ...by }: By & Seen): Promise<Result> =>
  audited(db, (tx) => changeParty(tx, party, seen), { ...by, clientId: party.client_id, event: 'party-changed' })

/** The old secret is dead on every node within 5 s. Of two who press at once one gets a secret, the other is told: party-gone. */
export async function renewPartySecret(
  { db, secret }: Needs,
  clientId: string,
  { seen, ...by }: By & Seen,
): Promise<Result<{ clientSecret: string }>> {
  const clientSecret = newSecret()
  const renew = (tx: Db) => setPartySecret({ db: tx, secret }, { clientId, version: seen }, clientSecret)
  const done = await audited(db, renew, { ...by, clientId, event: 'party-secret' })
  return done.ok ? { ok: true, clientSecret } : done
}

export const stopRelyingParty = ({ db }: Needs, clientId: string, by: By): Promise<Result> =>
  audited(db, (tx) => stopParty(tx, clientId, by.actorId), { ...by, clientId, event: 'party-stopped' })

export const resumeRelyingParty = ({ db }: Needs, clientId: string, by: By): Promise<Result> =>
  audited(db, (tx) => resumeParty(tx, clientId), { ...by, clientId, event: 'party-resumed' })

type Told = By & { clientId: string; event: AuditEvent; refusal?: Code }

const audited = (db: Db, change: (tx: Db) => Promise<boolean>, told: Told): Promise<Result> =>
  inTransaction(db, async (tx): Promise<Result> => {
    const { clientId, event, refusal = 'party-gone', ...by } = told
    if (!(await change(tx))) return refuse(refusal)
    await writeAudit(tx, { ...by, event, door: 'console', detail: { client: clientId } })
    return { ok: true }
  })
