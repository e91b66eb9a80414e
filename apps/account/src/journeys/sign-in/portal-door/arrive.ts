// Back from the portal: the trip is claimed once, the identity is matched to an officer of the list, a session opens.
import { readClock } from '@motcua/db/clock.ts'
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import type { PortalArrival } from '../../../outside/portal/client.ts'
import type { PortalIdentity } from '../../../outside/portal/identity.ts'
import { readPhone } from '../../../records/accounts/identifier.ts'
import {
  type Account,
  findByTechId,
  findOfficerByIdNumber,
  linkTechId,
  typedNumbers,
} from '../../../records/accounts/store.ts'
import { raiseAlarm } from '../../../records/alarms/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { openHeld } from '../../../records/joint-requests/decide.ts'
import { addPhone } from '../../../records/phones/store.ts'
import { claimTrip, notedOutcome, noteOutcome, type Trip } from '../../../records/portal-trips/store.ts'
import { confirmSignIns, doubtSignIns } from '../../../records/reconciliation/store.ts'
import { openSession } from '../../../records/sessions/open-session.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import type { Entered } from '../finish/finish.ts'
import { signOfDevice } from '../sign-of-device.ts'
import { tripSecrets } from './depart.ts'

export type ArrivalInput = {
  callback: URL
  browser: string
  address: string
  device: string
  /** Has somebody with one of these numbers signed in on this browser before? */
  isKnownDevice: (numbers: readonly string[]) => boolean
}
/** The trip is known as soon as it was claimed, so that a refusal can be shown for its errand. */
export type Arrival = { trip: Trip | undefined; result: Result<Entered & { idToken: string }> }

const amr = ['fed'] as const

export async function arrive(deps: Deps, input: ArrivalInput): Promise<Arrival> {
  const state = input.callback.searchParams.get('state') ?? ''
  const trip = await claimTrip(deps.db, tokenHash(state), input.browser)
  if (!trip) return { trip, result: refuse('portal-late') }
  const error = input.callback.searchParams.get('error')
  if (error) {
    await noteOutcome(deps.db, trip.id, `error ${error.slice(0, 40)}`, null)
    return { trip, result: refuse(error === 'access_denied' ? 'portal-cancelled' : 'portal-error') }
  }
  const arrival = await deps.portal.arrival(input.callback, tripSecrets(deps.secret, state))
  if (!arrival.ok) {
    deps.log.warn({ event: 'portal-failed', reason: arrival.reason }, 'portal-failed')
    await noteOutcome(deps.db, trip.id, arrival.code, null)
    return { trip, result: refuse(arrival.code) }
  }
  const result = await inTransaction(deps.db, (tx) => enterOfficer(tx, deps, input, { trip, arrival }))
  return { trip, result }
}

type Come = { trip: Trip; arrival: PortalArrival }

async function enterOfficer(
  tx: Db,
  deps: Deps,
  input: ArrivalInput,
  come: Come,
): Promise<Result<Entered & { idToken: string }>> {
  const { trip, arrival } = come
  const matched = await matchOfficer(tx, arrival.identity)
  if (!matched.ok) {
    await noteOutcome(tx, trip.id, matched.code, null)
    await writeAudit(tx, {
      event: 'portal-refused',
      door: 'portal',
      address: input.address,
      detail: { why: matched.code },
    })
    return matched
  }
  const accountId = matched.account.id
  const held = await releaseByProof(tx, matched.account, { authTime: arrival.authTime, address: input.address })
  if (held) {
    await noteOutcome(tx, trip.id, held.code, accountId)
    return held
  }
  const { address, browser, device } = input
  const portalSecret = seal(deps.secret, 'portal-session', { idToken: arrival.idToken, logoutUri: arrival.logoutUri })
  const interactionUid = trip.errand.interaction ?? null
  const made = { accountId, door: 'portal', amr, periodId: null, browser, device, address, interactionUid } as const
  const numbers = await typedNumbers(tx, accountId)
  const detail = signOfDevice(input.isKnownDevice(numbers))
  const told = { event: 'sign-in', accountId, door: 'portal', address, detail } as const
  const session = await openSession(tx, { ...made, portalSecret, provenAt: arrival.authTime }, told)
  await confirmSignIns(tx, accountId, { before: [notedOutcome(trip.id, 'signed-in', accountId)], isLast: true })
  const { id: sessionId, token, at } = session
  return { ok: true, accountId, sessionId, token, door: 'portal', at, numbers, idToken: arrival.idToken }
}

/**
 * By TechID, then by ID number on the first arrival of a person of the list; never by name. An enterprise never matches an officer;
 * an account that is linked already is not linked to another TechID.
 */
async function matchOfficer(tx: Db, identity: PortalIdentity): Promise<{ ok: true; account: Account } | Refusal> {
  if (identity.isEnterprise) return refuse('portal-not-listed')
  const linked = await findByTechId(tx, identity.techId)
  const account = linked ?? (await findListed(tx, identity.idNumbers))
  if (!account) return refuse('portal-not-listed')
  if (account.suspended_at) return refuse('suspended')
  if (!linked && !(await linkTechId(tx, account.id, identity.techId))) {
    await writeAudit(tx, {
      event: 'portal-refused',
      accountId: account.id,
      door: 'portal',
      detail: { why: 'another TechID' },
    })
    await tellMismatch(tx, account)
    return refuse('portal-conflict')
  }
  if (!linked) await writeAudit(tx, { event: 'portal-linked', accountId: account.id, door: 'portal' })
  const phone = identity.phone ? readPhone(identity.phone) : null
  if (phone) await addPhone(tx, account.id, 'officer', phone, 'portal')
  return { ok: true, account }
}

/** Whoever came in by the standby door with this ID number may not be who the portal knows by it: administrators look. */
async function tellMismatch(tx: Db, { id, name }: Account): Promise<void> {
  for (const periodId of await doubtSignIns(tx, id))
    await raiseAlarm(tx, {
      kind: 'sign-ins-in-doubt',
      key: `mismatched ${periodId} ${id}`,
      detail: { what: 'mismatched', name },
    })
}

/** A held account opens again for a sign-in at the portal of the last five minutes: its single sign-on may be the thief's. */
async function releaseByProof(
  tx: Db,
  account: Account,
  { authTime, address }: { authTime: number | null; address: string },
): Promise<Refusal | null> {
  if (!account.held_at) return null
  const age = authTime === null ? Number.POSITIVE_INFINITY : (await readClock(tx)).getTime() / 1000 - authTime
  if (age > limits.fresh.life) return refuse('held-prove-anew')
  await openHeld(tx, { accountId: account.id, address })
  return null
}

async function findListed(tx: Db, idNumbers: readonly string[]): Promise<Account | undefined> {
  for (const idNumber of idNumbers) {
    const account = await findOfficerByIdNumber(tx, idNumber)
    if (account) return account
  }
  return undefined
}
