// Which gateways to try for one message, in which order.
import type { GatewayName } from './gateway.ts'

/** open: it failed too often of late · half-open: its pause is over and one message may try it. */
export type BreakerState = 'closed' | 'half-open' | 'open'

export type Situation = {
  /** As the administrators set it. */
  order: readonly GatewayName[]
  breakers: Partial<Record<GatewayName, BreakerState>>
  /** These took an earlier code of the same person and never told that it arrived. */
  silent: readonly GatewayName[]
  failover: boolean
}

/** Gateways tried for one message in one go: each may be silent for 3 s. */
const mostAtOnce = 4

/**
 * Silent ones come last, for somebody who asks again; open ones are left out. Where nothing else is left, the first in order is
 * tried all the same: a message that is tried may arrive.
 */
export function chooseRoute({ order, breakers, silent, failover }: Situation): GatewayName[] {
  const known = failover ? order : order.slice(0, 1)
  const usable = known.filter((name) => breakers[name] !== 'open')
  const sorted = [...usable.filter((name) => !silent.includes(name)), ...usable.filter((name) => silent.includes(name))]
  return (sorted.length ? sorted : known.slice(0, 1)).slice(0, mostAtOnce)
}
