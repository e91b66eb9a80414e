// What a policy does now: open, renew, close or nothing. Pure, so that every case is a row of its test.

/** What the watch says. Times in seconds. */
export type Situation = {
  /** The portal cannot be reached, or sends no codes. */
  isFailing: boolean
  /** For how long the verdict has been what it is. */
  heldFor: number
}

/** `minutesLeft`: how long the door may still be open in all (8 h); `closesIn`: seconds until the policy's own period ends, null where none is open. */
export type Door = { closesIn: number | null; minutesLeft: number }

export type Decision = { act: 'open' | 'renew'; minutes: number } | { act: 'close' } | { act: 'none' }

export type PolicyTimes = { hold: number; healthy: number; renewBefore: number; minutes: number; least: number }

/** Opens after the verdict held, renews while it holds, closes what it opened when the portal has been well for long enough. */
export function decide(
  { isFailing, heldFor }: Situation,
  { closesIn, minutesLeft }: Door,
  times: PolicyTimes,
): Decision {
  if (!isFailing) return closesIn !== null && heldFor >= times.healthy ? { act: 'close' } : { act: 'none' }
  const minutes = Math.min(times.minutes, minutesLeft)
  if (heldFor < times.hold || minutes < times.least) return { act: 'none' }
  if (closesIn === null) return { act: 'open', minutes }
  return closesIn <= times.renewBefore ? { act: 'renew', minutes } : { act: 'none' }
}
