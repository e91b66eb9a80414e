// The limits in force: limits.ts with what settings changed.
import type { Config } from '../../../config.ts'
import { limits } from '../../../limits.ts'

export const limitsInForce = (config: Config) => ({
  ...limits,
  hash: { ...limits.hash, memoryKiB: config.HASH_MEMORY_KIB, passes: config.HASH_PASSES },
  probes: { ...limits.probes, every: config.WATCH_EVERY },
  watch: { ...limits.watch, calm: config.WATCH_CALM },
  policy: { ...limits.policy, healthy: config.POLICY_HEALTHY },
})

export type LimitsInForce = ReturnType<typeof limitsInForce>
