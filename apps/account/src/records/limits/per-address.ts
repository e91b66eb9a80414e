// What is counted by where it comes from. An office's range is many people behind one address: its limits are larger.
import { countedNetwork } from '@motcua/web/networks.ts'
import { limits } from '../../limits.ts'
import type { Counter } from './take-hit.ts'

export type From = { address: string; isOffice: boolean }

/** Re-sends, and sends before anything is proven. */
export const sendsFrom = ({ address, isOffice }: From): Counter => ({
  name: 'sends-address',
  subject: countedNetwork(address),
  limit: isOffice ? limits.sendsPerOffice : limits.sendsPerAddress,
})

export const wrongPasswordsFrom = ({ address, isOffice }: From): Counter => ({
  name: 'wrong-passwords-address',
  subject: countedNetwork(address),
  limit: isOffice ? limits.wrongPasswordsPerOffice : limits.wrongPasswordsPerAddress,
})
