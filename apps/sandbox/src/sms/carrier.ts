// What every gateway of this world does with a message: takes it once, carries it as its switch allows, tells what became of it.
import { randomInt } from 'node:crypto'
import type { Fault, SmsMode } from '../faults/faults.ts'
import { createMemory } from '../memory.ts'
import type { Phones } from '../phones/phones.ts'
import type { Timers } from '../timers.ts'
import { createOvertaking } from './overtaking.ts'

export type CarrierDeps = {
  phones: Phones
  timers: Timers
  now: () => number
  /** The switch of the moment. */
  fault: () => Fault<SmsMode>
  /** Milliseconds between a delivery and its receipt. */
  receiptDelay: number
}

export type Load = {
  /** 0901234926 */
  phone: string
  from: string
  text: string
  requestId: string | null
  /** Accepted and charged nothing, never sent. */
  isRehearsal?: boolean
}

export type Fate = 'waiting' | 'delivered' | 'failed'
export type Carried = { id: string; load: Load; fate: Fate }

export type Carrier = {
  /** Undefined where this request was taken in the last 24 h. `tell` is called at each receipt. */
  take: (load: Load, tell?: (carried: Carried) => unknown) => Carried | undefined
  find: (id: string) => Carried | undefined
  findByRequest: (requestId: string) => Carried | undefined
}

const day = 24 * 3600
const most = 50_000

export function createCarrier(deps: CarrierDeps): Carrier {
  const taken = createMemory<string>({ life: day, most, now: deps.now })
  const carried = createMemory<Carried>({ life: 7 * day, most, now: deps.now })
  const overtaking = createOvertaking(deps.timers)

  function arrive(one: Carried, tell: (carried: Carried) => unknown) {
    const { mode, seconds } = deps.fault()
    const { phone, from, text } = one.load
    const times = mode === 'duplicate' ? 2 : 1
    const fate = mode === 'undelivered' ? 'failed' : 'delivered'
    for (let time = 0; time < times; time++) {
      if (fate === 'delivered') deps.phones.receive(phone, from, text)
      if (mode === 'no-receipt') continue
      if (mode !== 'late-receipt') one.fate = fate
      const delay = mode === 'late-receipt' ? seconds * 1000 : deps.receiptDelay
      deps.timers.after(delay, () => {
        one.fate = fate
        return tell(one)
      })
    }
  }

  return {
    take(load, tell = () => {}) {
      if (load.requestId && taken.get(load.requestId)) return undefined
      const one: Carried = { id: `${randomInt(2 ** 40)}-sandbox`, load, fate: 'waiting' }
      if (load.requestId) taken.put(load.requestId, one.id)
      carried.put(one.id, one)
      const { mode, seconds } = deps.fault()
      if (load.isRehearsal || mode === 'drop') return one
      if (mode === 'reorder') overtaking.hold(load.phone, seconds, () => arrive(one, tell))
      else if (mode === 'slow') deps.timers.after(seconds * 1000, () => arrive(one, tell))
      else arrive(one, tell)
      return one
    },
    find: (id) => carried.get(id),
    findByRequest: (requestId) => carried.get(taken.get(requestId) ?? ''),
  }
}
