// Looks a dossier up for the public: code and last four figures, limited per code and per address.
import type { Db } from '@motcua/db/query.ts'
import { countedNetwork } from '@motcua/web/networks.ts'
import { limits } from '../../limits.ts'
import { type Dossier, findDossierOfPerson, type HistoryRow, listHistory } from '../../records/dossiers/store.ts'
import { giveBackHit, type Limit, takeHit } from '../../records/look-ups/store.ts'

const wrongPerCode: Limit = { name: 'wrong-per-code', ...limits.lookUpsPerCode }
const perAddress: Limit = { name: 'per-address', ...limits.lookUpsPerAddress }

export type LookUp = { code: string; figures: string; address: string }
export type Found = Dossier & {
  agency_vi: string
  agency_en: string
  help_phone: string
  help_hours: string
  now: Date
}

export type LookedUp =
  | { ok: true; dossier: Found; history: HistoryRow[] }
  | { ok: false; code: 'unknown' }
  | { ok: false; code: 'too-many'; retryAfter: number }

/** An unknown code and wrong figures count alike and answer alike. */
export async function lookUp(db: Db, { code, figures, address }: LookUp): Promise<LookedUp> {
  const fromAddress = await takeHit(db, perAddress, countedNetwork(address))
  if (!fromAddress.ok) return { ok: false, code: 'too-many', retryAfter: fromAddress.retryAfter }
  // Counted before the answer is known, so that parallel tries cannot slip through together.
  const onCode = await takeHit(db, wrongPerCode, code)
  if (!onCode.ok) return { ok: false, code: 'too-many', retryAfter: onCode.retryAfter }
  const dossier = await findDossierOfPerson(db, code, figures)
  if (!dossier) return { ok: false, code: 'unknown' }
  await giveBackHit(db, wrongPerCode, code)
  return { ok: true, dossier, history: await listHistory(db, dossier.id) }
}
