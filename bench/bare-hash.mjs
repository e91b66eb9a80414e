// The yardstick: the service's own hasher with the service's own parameters and nothing around it, in this process.
import { limits } from '../apps/account/dist/src/limits.js'
import { createHasher } from '../apps/account/dist/src/records/passwords/hasher.js'

/** A hasher with the default parameters, a password and its hash. */
export async function makeHash() {
  const hasher = await createHasher(limits.hash)
  const password = 'Mot-cua bench 2023'
  return { hasher, password, hash: await hasher.hash(password), parameters: limits.hash }
}

/** Verifies for so many seconds, at most `inFlight` at once (and never more than cores, as the service does). */
export async function bareHash({ hasher, password, hash }, inFlight, seconds) {
  const end = performance.now() + seconds * 1000
  const cpu = process.cpuUsage()
  const started = performance.now()
  let count = 0
  const one = async () => {
    while (performance.now() < end) {
      await hasher.verify(hash, password)
      count += 1
    }
  }
  await Promise.all(Array.from({ length: inFlight }, one))
  const { user, system } = process.cpuUsage(cpu)
  return { cpuMs: (user + system) / 1000 / count, perSecond: (count * 1000) / (performance.now() - started) }
}
