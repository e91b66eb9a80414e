// Tells a person by SMS that something about their account changed. Queued in the caller's transaction.
import type { Db } from '@motcua/db/query.ts'
import { randomToken } from '@motcua/web/keyed-hash.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import { insertMessage } from './store.ts'

/** `text`: unaccented, ≤ 160 GSM-7 characters, without a code or a full number. */
export const sendNotice = (db: Db, secret: string, notice: { phone: string; text: string }) =>
  insertMessage(db, {
    challengeId: null,
    kind: 'notice',
    phone: notice.phone,
    sealedText: seal(secret, 'message', notice.text),
    receipt: randomToken(),
  })
