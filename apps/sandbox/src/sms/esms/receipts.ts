// Delivery receipts in eSMS's shape: GET to the message's CallbackUrl, tried again where nobody takes it.
import type { Timers } from '../../timers.ts'
import { callBack } from '../call-back.ts'
import type { EsmsMessage } from './read-request.ts'

/** `status`: 2 waits, 4 rejected, 5 sent. */
export type SentState = { smsId: string; message: EsmsMessage; status: '2' | '4' | '5' }

export async function sendReceipt(timers: Timers, state: SentState): Promise<void> {
  const { callbackUrl } = state.message
  if (!callbackUrl) return
  const url = new URL(callbackUrl)
  for (const [name, value] of Object.entries(receiptFields(state))) url.searchParams.set(name, value)
  await callBack(timers, url)
}

const receiptFields = ({ smsId, message, status }: SentState) => ({
  SMSID: smsId,
  SendFailed: status === '4' ? '1' : '0',
  SendStatus: status,
  SendSuccess: status === '5' ? '1' : '0',
  TotalPrice: '0',
  TotalReceiver: '1',
  TotalSent: status === '5' ? '1' : '0',
  RequestId: message.requestId ?? '',
  TypeId: '2',
  telcoid: networkOf(message.phone),
  phonenumber: `84${message.phone.slice(1)}`,
  partnerids: '',
  error_info: '',
})

/** eSMS's number of the network by prefix; ported numbers it would know better. */
function networkOf(phone: string): string {
  if (/^0(3[2-9]|86|9[678])/.test(phone)) return '1'
  if (/^0(70|7[6-9]|89|90|93)/.test(phone)) return '2'
  if (/^0(8[1-58]|91|94)/.test(phone)) return '3'
  if (/^0(5[268]|92)/.test(phone)) return '4'
  return /^0(59|99)/.test(phone) ? '5' : '6'
}
