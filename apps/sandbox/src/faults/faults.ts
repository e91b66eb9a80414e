// The fault switches: what the portal and each gateway do wrong at the moment.
export const portalModes = [
  'up',
  'slow',
  'refuse',
  '500',
  'token-error',
  'no-codes',
  'wrong-nonce',
  'keys-rotated',
  'no-id-number',
] as const
export const smsModes = [
  'up',
  'slow',
  'refuse',
  'drop',
  'duplicate',
  'reorder',
  'no-receipt',
  'late-receipt',
  'undelivered',
] as const
export const gateways = ['esms', 'speedsms', 'vnpt', 'viettel', 'fpt', 'twilio', 'http', 'smpp'] as const

export type PortalMode = (typeof portalModes)[number]
export type SmsMode = (typeof smsModes)[number]
export type Gateway = (typeof gateways)[number]

/** `seconds`: how long slow takes, and how long a message is held back where they overtake one another. */
export type Fault<Mode> = { mode: Mode; seconds: number }
export type FaultState = { portal: Fault<PortalMode>; sms: Record<Gateway, Fault<SmsMode>> }
export type FaultChange = {
  portal?: { mode: PortalMode; seconds?: number | undefined } | undefined
  sms?: Partial<Record<Gateway, { mode: SmsMode; seconds?: number | undefined } | undefined>> | undefined
}

/** Longer than the account service waits for the portal or for a gateway. */
export const slowSeconds = 10
/** Longer than a person must wait for "send again", so that the second code overtakes the first. */
export const reorderSeconds = 90

export type Faults = {
  read: () => FaultState
  /** Resolves when the change has taken effect (the portal's port is closed or open again). */
  set: (change: FaultChange) => Promise<void>
  /** Called with the portal's new mode, one change after the other. */
  onPortal: (act: (mode: PortalMode) => Promise<void>) => void
}

export function createFaults(): Faults {
  let state: FaultState = {
    portal: { mode: 'up', seconds: slowSeconds },
    sms: everyGateway(() => ({ mode: 'up', seconds: slowSeconds })),
  }
  const acts: ((mode: PortalMode) => Promise<void>)[] = []
  let last: Promise<void> = Promise.resolve()
  async function actAfter(earlier: Promise<void>, mode: PortalMode) {
    await earlier
    for (const act of acts) await act(mode)
  }
  return {
    read: () => state,
    onPortal: (act) => acts.push(act),
    async set(change) {
      state = changed(state, change)
      if (!change.portal) return
      last = actAfter(last, change.portal.mode)
      await last
    },
  }
}

export const everyGateway = <T>(make: (gateway: Gateway) => T): Record<Gateway, T> =>
  Object.fromEntries(gateways.map((gateway) => [gateway, make(gateway)])) as Record<Gateway, T>

function changed(state: FaultState, { portal, sms = {} }: FaultChange): FaultState {
  return {
    portal: portal ? { mode: portal.mode, seconds: portal.seconds ?? slowSeconds } : state.portal,
    sms: everyGateway((gateway) => {
      const change = sms[gateway]
      return change ? { mode: change.mode, seconds: change.seconds ?? defaultSeconds(change.mode) } : state.sms[gateway]
    }),
  }
}

const defaultSeconds = (mode: SmsMode) => (mode === 'reorder' ? reorderSeconds : slowSeconds)
