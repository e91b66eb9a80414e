// The gateway behind the interface: takes a message once, keeps its state, calls back.
import { type CarrierDeps, createCarrier, type Fate } from '../carrier.ts'
import type { EsmsMessage } from './read-request.ts'
import { type SentState, sendReceipt } from './receipts.ts'

export type EsmsGateway = {
  /** Undefined where this RequestId was taken in the last 24 h. The message goes on its way by itself. */
  take: (message: EsmsMessage) => { smsId: string } | undefined
  stateOf: (smsId: string) => Pick<SentState, 'smsId' | 'status'> | undefined
}

/** 2 waits, 4 rejected, 5 sent. */
const statusOf: Record<Fate, SentState['status']> = { waiting: '2', failed: '4', delivered: '5' }

export function createEsmsGateway(deps: CarrierDeps): EsmsGateway {
  const carrier = createCarrier(deps)
  return {
    take(message) {
      const taken = carrier.take(message, ({ id, fate }) =>
        sendReceipt(deps.timers, { smsId: id, message, status: statusOf[fate] }),
      )
      return taken && { smsId: taken.id }
    },
    stateOf(smsId) {
      const found = carrier.find(smsId)
      return found && { smsId, status: statusOf[found.fate] }
    },
  }
}
