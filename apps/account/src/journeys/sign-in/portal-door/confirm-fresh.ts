// A trip for a fresh proof: the same person signed in at the portal again, just now. No new session opens.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { findByTechId } from '../../../records/accounts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { claimTrip, noteOutcome, type Trip } from '../../../records/portal-trips/store.ts'
import { confirmSignIns } from '../../../records/reconciliation/store.ts'
import { noteProof } from '../../../records/sessions/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { tripSecrets } from './depart.ts'

export type FreshInput = { callback: URL; browser: string; person: Person | null; now: Date }

/** The portal must say when the person signed in (`auth_time`), within 5 minutes; else a code to the phone is the way. */
export async function confirmFresh(deps: Deps, input: FreshInput): Promise<{ trip: Trip | undefined; result: Result }> {
  const state = input.callback.searchParams.get('state') ?? ''
  const trip = await claimTrip(deps.db, tokenHash(state), input.browser)
  const { person } = input
  if (!trip || !person) return { trip, result: refuse('portal-late') }
  const arrival = await deps.portal.arrival(input.callback, tripSecrets(deps.secret, state))
  if (!arrival.ok) {
    await noteOutcome(deps.db, trip.id, arrival.code, null)
    return { trip, result: refuse(arrival.code) }
  }
  const age = arrival.authTime === null ? Number.POSITIVE_INFINITY : input.now.getTime() / 1000 - arrival.authTime
  const isFresh = age <= limits.fresh.life
  const come = { trip, techId: arrival.identity.techId, isFresh }
  return { trip, result: await inTransaction(deps.db, (tx) => noteFresh(tx, person, come)) }
}

type Come = { trip: Trip; techId: string; isFresh: boolean }

async function noteFresh(tx: Db, person: Person, { trip, techId, isFresh }: Come): Promise<Result> {
  const account = await findByTechId(tx, techId)
  if (account?.id !== person.account.id) {
    await noteOutcome(tx, trip.id, 'portal-conflict', person.account.id)
    return refuse('portal-conflict')
  }
  await confirmSignIns(tx, account.id)
  // The same person, but who knows since when: only now a code to their phone may take the portal's place (contracts.md §4).
  if (!isFresh) {
    await noteOutcome(tx, trip.id, 'not-fresh', account.id)
    return refuse('portal-error')
  }
  await noteOutcome(tx, trip.id, 'confirmed', account.id)
  await noteProof(tx, person.session.id, ['fed'])
  await writeAudit(tx, { event: 'fresh-proof', accountId: account.id, sessionId: person.session.id, door: 'portal' })
  return { ok: true }
}
