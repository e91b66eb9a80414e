// Receipts that come over a gateway's own connection find their message by the gateway's reference.
import type { Deps } from '../deps.ts'
import { noteFate } from '../records/gateways/note-fate.ts'
import { findSendByRef } from '../records/gateways/store.ts'

export function takeReceipts({ db, gateways }: Pick<Deps, 'db' | 'gateways'>): void {
  for (const { name, onReceipt } of gateways) {
    onReceipt?.(async (ref, fate) => {
      const send = await findSendByRef(db, name, ref)
      if (send && fate !== 'waiting') await noteFate(db, send, fate)
      return send !== undefined
    })
  }
}
