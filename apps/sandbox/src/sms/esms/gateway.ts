// The gateway behind the interface: takes a message once, carries it as its switch allows, keeps its state, calls back.
import { randomInt } from 'node:crypto'
import type { Fault, SmsMode } from '../../faults/faults.ts'
import { createMemory } from '../../memory.ts'
import type { Phones } from '../../phones/phones.ts'
import type { Timers } from '../../timers.ts'
import { createOvertaking } from './overtaking.ts'
import type { EsmsMessage } from './read-request.ts'
import { type SentState, sendReceipt } from './receipts.ts'

export type EsmsDeps = {
  phones: Phones
  timers: Timers
  now: () => number
  /** The switch of the moment. */
  fault: () => Fault<SmsMode>
  /** Milliseconds between a delivery and its receipt. */
  receiptDelay: number
}

export type EsmsGateway = {
  /** Undefined where this RequestId was taken in the last 24 h. The message goes on its way by itself. */
  take: (message: EsmsMessage) => { smsId: string } | undefined
  stateOf: (smsId: string) => SentState | undefined
}

const day = 24 * 3600
const most = 50_000

export function createEsmsGateway(deps: EsmsDeps): EsmsGateway {
  const taken = createMemory<string>({ life: day, most, now: deps.now })
  const states = createMemory<SentState>({ life: 7 * day, most, now: deps.now })
  const overtaking = createOvertaking(deps.timers)

  function arrive(state: SentState, times: number) {
    state.status = '5'
    for (let time = 0; time < times; time++) {
      deps.phones.receive(state.message.phone, state.message.from, state.message.text)
      deps.timers.after(deps.receiptDelay, () => sendReceipt(deps.timers, state))
    }
  }

  function carry(state: SentState) {
    const { mode, seconds } = deps.fault()
    if (state.message.isRehearsal || mode === 'drop') return
    if (mode === 'reorder') return overtaking.hold(state.message.phone, seconds, () => arrive(state, 1))
    if (mode === 'slow') return deps.timers.after(seconds * 1000, () => arrive(state, 1))
    arrive(state, mode === 'duplicate' ? 2 : 1)
  }

  return {
    take(message) {
      if (message.requestId && taken.get(message.requestId)) return undefined
      const smsId = `${randomInt(2 ** 40)}-sandbox`
      if (message.requestId) taken.put(message.requestId, smsId)
      const state: SentState = { smsId, message, status: '2' }
      states.put(smsId, state)
      carry(state)
      return { smsId }
    },
    stateOf: (smsId) => states.get(smsId),
  }
}
