// An SMPP 3.4 message centre: one bound connection, opened at the first message and again after a loss; receipts come over it.
import { type Gateway, refused, type Sms, type SmsRefused, type SmsResult, withCountry } from './gateway.ts'
import { commands, submitBody } from './smpp-pdu.ts'
import { readReceiptText } from './smpp-receipt.ts'
import { bind, openSession, type SmppSession, type SmppSettings } from './smpp-session.ts'

// 0x0B bad destination. 0x14 queue full, 0x58 throttled, 0x08 system error: not now. The rest is ours to mend.
const badNumber = 0x0b
const notNow = new Set([0x08, 0x14, 0x58])
/** Milliseconds between two looks for a reference whose submit_sm_resp is still being written down. */
const receiptPause = 500
const receiptTries = 4

export function createSmpp(settings: SmppSettings): Gateway {
  let current: Promise<SmppSession | SmsRefused> | undefined
  let note: (ref: string, fate: 'delivered' | 'failed' | 'unknown' | 'waiting') => Promise<boolean> = async () => true

  /** A receipt may overtake the answer that names its reference. */
  async function onText(text: string): Promise<boolean> {
    const receipt = readReceiptText(text)
    if (!receipt || receipt.fate === 'waiting') return true
    for (let tries = 0; tries < receiptTries; tries += 1) {
      if (await note(receipt.ref, receipt.fate)) return true
      await new Promise((done) => setTimeout(done, receiptPause))
    }
    // Somebody else's, or older than what we keep: the centre need not send it again.
    return true
  }

  /** Parallel messages wait for one connection: each takes the last one's, if that is open. */
  async function reuse(last: typeof current, signal: AbortSignal): Promise<SmppSession | SmsRefused> {
    const known = await last
    return known && !('ok' in known) && known.isOpen() ? known : openBound(settings, onText, signal)
  }

  return {
    name: 'smpp',
    onReceipt: (take) => {
      note = take
    },
    async send(sms, signal) {
      current = reuse(current, signal)
      const session = await current
      return 'ok' in session ? session : submit(session, settings, { sms, signal })
    },
    async close() {
      const session = await current
      if (session && !('ok' in session)) await session.close()
    },
  }
}

async function openBound(
  settings: SmppSettings,
  onText: (text: string) => Promise<boolean>,
  signal: AbortSignal,
): Promise<SmppSession | SmsRefused> {
  try {
    const session = await openSession(settings, onText, signal)
    const status = await bind(session, settings, signal)
    if (status === 0) return session
    await session.close()
    return status === undefined ? refused('refused', 'bind: no answer') : refused('unfit', `bind: status ${status}`)
  } catch {
    return refused('refused', 'not reached')
  }
}

async function submit(
  session: SmppSession,
  { sender }: SmppSettings,
  { sms, signal }: { sms: Sms; signal: AbortSignal },
): Promise<SmsResult> {
  const body = submitBody({ from: sender, to: withCountry(sms.phone), text: sms.text })
  const answer = await session.request(commands.submit, body, signal)
  if (!answer) return refused('ambiguous', 'no answer')
  if (answer.status === 0) return { ok: true, ref: answer.body.toString('latin1').replace(/\0.*$/s, '') }
  if (answer.status === badNumber) return refused('permanent', `status ${answer.status}`)
  return refused(notNow.has(answer.status) ? 'refused' : 'unfit', `status ${answer.status}`)
}
