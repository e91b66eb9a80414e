// Tells a person by SMS that something about their account changed. Queued in the caller's transaction.
import type { Db } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { MessageContent } from './message-content.ts'
import { insertMessage } from './store.ts'

/** `kind` alarm: to an administrator, ahead of the notices and beyond the budget. */
export type Notice = { phone: string; text: string; language?: Language; kind?: 'notice' | 'alarm' }

/** `text`: unaccented, ≤ 160 GSM-7 characters, without a code or a full number. */
export async function sendNotice(
  db: Db,
  secret: string,
  { phone, text, language = 'vi', kind = 'notice' }: Notice,
): Promise<void> {
  const content: MessageContent = { kind: 'notice', language, text }
  await insertMessage(db, { challengeId: null, kind, phone, sealedContent: seal(secret, 'message', content) })
}
