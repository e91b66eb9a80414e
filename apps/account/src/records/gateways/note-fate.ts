// What became of a message at one gateway: the try, the message and the code learn it together.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { noteDelivered, noteUndelivered, noteUnknown } from '../otp/store.ts'
import { isCarriedElsewhere, type SentRow, settleSend } from './store.ts'

export async function noteFate(db: Db, send: SentRow, fate: 'delivered' | 'failed' | 'unknown'): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (!(await settleSend(tx, send.id, fate))) return
    if (fate === 'delivered') await noteDelivered(tx, send.message_id)
    else if (!(await isCarriedElsewhere(tx, send)))
      await (fate === 'failed' ? noteUndelivered : noteUnknown)(tx, send.message_id)
  })
}
