// Hands queued messages to the gateway, after the commit that queued them. Slow ones do not hold up the others.
import { unseal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../deps.ts'
import { claimMessages, type DueMessage, noteAccepted, noteRefused } from '../records/otp/store.ts'

const atOnce = 20
const triesMost = 4

/** One round; gives how many messages it took. Two nodes never take the same one. */
export async function sendMessages(deps: Deps): Promise<number> {
  const due = await claimMessages(deps.db, atOnce)
  await Promise.all(due.map((message) => sendOne(deps, message)))
  return due.length
}

async function sendOne(deps: Deps, message: DueMessage): Promise<void> {
  const text = unseal(deps.secret, 'message', message.text)
  if (typeof text !== 'string')
    return void (await noteRefused(deps.db, { id: message.id, gateway: 'none', error: 'unreadable', final: true }))
  const callbackUrl = `${deps.config.ACCOUNT_ORIGIN}/sms/receipts/${message.receipt}`
  const sent = await deps.sendSms({ phone: message.phone, text, requestId: message.id, callbackUrl })
  if (sent.ok) return void (await noteAccepted(deps.db, { id: message.id, gateway: sent.gateway, ref: sent.ref }))
  deps.log.warn(
    { event: 'sms-refused', gateway: sent.gateway, failure: sent.failure, why: sent.error, tries: message.tries },
    'sms-refused',
  )
  const final = sent.failure === 'permanent' || message.tries >= triesMost
  await noteRefused(deps.db, { id: message.id, gateway: sent.gateway, error: sent.error, final })
}
