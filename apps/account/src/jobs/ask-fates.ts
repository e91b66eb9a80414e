// Asks gateways what became of messages whose receipt did not come; after ten minutes nobody knows, and that is written down.
import type { Deps } from '../deps.ts'
import { noteFate } from '../records/gateways/note-fate.ts'
import { type AskedSend, claimUnsettled } from '../records/gateways/store.ts'

const atOnce = 20

/** One round; gives how many messages it asked about. */
export async function askFates(deps: Deps): Promise<number> {
  const due = await claimUnsettled(deps.db, atOnce)
  await Promise.all(due.map((send) => askOne(deps, send)))
  return due.length
}

async function askOne(deps: Deps, send: AskedSend): Promise<void> {
  const gateway = deps.gateways.find(({ name }) => name === send.gateway)
  const sent = { phone: send.phone, ref: send.ref, requestId: send.message_id, acceptedAt: send.accepted_at }
  const fate = (await gateway?.askFate?.(sent, AbortSignal.timeout(deps.config.SMS_TIMEOUT * 1000))) ?? 'waiting'
  if (fate !== 'waiting') return noteFate(deps.db, send, fate)
  if (send.is_late) await noteFate(deps.db, send, 'unknown')
}
