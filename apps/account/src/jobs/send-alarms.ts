// Tells administrators what happened: SMS by the ordinary outbox, mail and webhook with tries of their own. Never through the portal.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../deps.ts'
import { limits } from '../limits.ts'
import {
  claimAlarm,
  claimLetters,
  type DueLetter,
  insertLetter,
  noteLetterFailed,
  noteLetterSent,
} from '../records/alarms/store.ts'
import { sendNotice } from '../records/otp/send-notice.ts'
import { alarmSms, alarmWords } from '../web/messages/alarms.ts'

/** One round; gives how much it did. */
export async function sendAlarms(deps: Deps): Promise<number> {
  let count = 0
  while (await sendOut(deps)) count += 1
  const letters = await claimLetters(deps.db, 10)
  await Promise.all(letters.map((letter) => deliver(deps, letter)))
  return count + letters.length
}

/** An alarm becomes a message or letter for everybody who is to be told, in one transaction. */
async function sendOut(deps: Deps): Promise<boolean> {
  const { ALARM_PHONES: phones, ALARM_EMAILS: mails, ALARM_WEBHOOK_URL: webhook, ACCOUNT_ORIGIN: origin } = deps.config
  return inTransaction(deps.db, async (tx) => {
    const alarm = await claimAlarm(tx)
    if (!alarm) return false
    for (const phone of phones)
      await sendNotice(tx, deps.secret, { phone, text: alarmSms(alarm, origin), kind: 'alarm' })
    for (const target of deps.sendMail ? mails : [])
      await insertLetter(tx, { alarmId: alarm.id, channel: 'mail', target })
    if (webhook && deps.postAlarm) await insertLetter(tx, { alarmId: alarm.id, channel: 'webhook', target: webhook })
    deps.log.warn({ event: 'alarm', kind: alarm.kind }, 'alarm')
    return true
  })
}

async function deliver(deps: Deps, letter: DueLetter): Promise<void> {
  try {
    if (letter.channel === 'mail') await mail(deps, letter)
    else await post(deps, letter)
    await noteLetterSent(deps.db, letter.id)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    deps.log.warn(
      { event: 'alarm-not-delivered', channel: letter.channel, tries: letter.tries, why },
      'alarm-not-delivered',
    )
    await noteLetterFailed(deps.db, {
      id: letter.id,
      error: why.slice(0, 200),
      final: letter.tries >= limits.alarm.tries,
    })
  }
}

async function mail(deps: Deps, letter: DueLetter): Promise<void> {
  const { vi, en } = alarmWords(letter, deps.config.ACCOUNT_ORIGIN)
  const text = `${vi.text}\n\n— ${en.title}: ${en.text}\n`
  await deps.sendMail?.({ to: letter.target, subject: `[Motcua] ${vi.title}`, text })
}

async function post(deps: Deps, letter: DueLetter): Promise<void> {
  const { alarm_id: id, kind, detail, raised_at: at } = letter
  const body = { id, kind, at: at.toISOString(), detail, text: alarmWords(letter, deps.config.ACCOUNT_ORIGIN) }
  await deps.postAlarm?.(letter.target, body, new Date())
}
