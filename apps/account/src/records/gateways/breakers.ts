// A gateway that fails too often is left alone for a while, on every node. The state is a record, never a process's memory.
import type { Db } from '@motcua/db/query.ts'
import { type BreakerRow, claimTrial, listBreakers, openBreaker, reopenBreaker } from './store.ts'

export type BreakerStates = Record<string, 'open' | 'half-open'>

/** Gateways without an entry are closed: they work. */
export async function readBreakers(db: Db): Promise<BreakerStates> {
  return statesOf(await listBreakers(db))
}

export const statesOf = (rows: readonly Pick<BreakerRow, 'gateway' | 'is_open'>[]): BreakerStates =>
  Object.fromEntries(rows.map((row) => [row.gateway, row.is_open ? 'open' : 'half-open']))

/** May this message try the gateway? Of parallel ones exactly one may try a half-open one. */
export const mayTry = async (db: Db, gateway: string, states: BreakerStates): Promise<boolean> =>
  states[gateway] !== 'half-open' || (await claimTrial(db, gateway))

/** Tells where the breaker opened with this failure. */
export const noteFailure = async (db: Db, gateway: string): Promise<boolean> =>
  (await reopenBreaker(db, gateway)) || (await openBreaker(db, gateway))
