// Off to the portal: a check that it answers, a row for the trip, the address.
import { keyedHash, randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import type { Errand } from '../../../records/attempts/errand.ts'
import { insertTrip, type TripPurpose } from '../../../records/portal-trips/store.ts'
import { type Result, refuse } from '../../../result.ts'

export type Departure = {
  browser: string
  address: string
  errand: Errand
  language: 'vi' | 'en'
  purpose: TripPurpose
  fresh: boolean
}

/** Nonce and verifier are made from the state, so that the row holds no secret of the trip. */
export const tripSecrets = (secret: string, state: string) => ({
  state,
  nonce: keyedHash(secret, 'portal-nonce', state),
  verifier: keyedHash(secret, 'portal-verifier', state),
})

export async function depart(deps: Deps, departure: Departure): Promise<Result<{ url: string }>> {
  if (!(await deps.portal.isReachable(limits.portal.check))) return refuse('portal-away')
  const state = randomToken()
  const url = await deps.portal
    .departure({ ...tripSecrets(deps.secret, state), fresh: departure.fresh })
    .catch(() => null)
  if (!url) return refuse('portal-away')
  const { browser, errand, language, purpose } = departure
  const address = keyedHash(deps.secret, 'portal-trip', departure.address)
  await insertTrip(deps.db, { stateHash: tokenHash(state), browser, address, errand, language, purpose })
  return { ok: true, url: url.href }
}
