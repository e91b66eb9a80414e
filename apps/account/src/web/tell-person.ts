// Tells a person what happened to their account, with a link "it was not me": by SMS, or by mail where there is no number.
import { randomBytes, randomUUID } from 'node:crypto'
import { readClock } from '@motcua/db/clock.ts'
import type { Db } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Config } from '../config.ts'
import { findAccount } from '../records/accounts/store.ts'
import { insertAnnouncements, type Told } from '../records/announcements/store.ts'
import { type Happening, insertLink } from '../records/notices/store.ts'
import type { MessageContent } from '../records/otp/message-content.ts'
import { sendNotice } from '../records/otp/send-notice.ts'
import { findCodePhone } from '../records/phones/store.ts'
import { noticeMail, noticeSms } from './messages/notices.ts'

type Keys = { config: Config; secret: string }

export type Telling = {
  accountId: string
  what: Happening
  language: Language
  /** E.164; where it is not the number that receives the codes now. */
  phone?: string
  /** Told once per source, behind the codes of others; without one it leaves at once. */
  source?: string
}

/** 128 random bits: short enough for an SMS, and nobody guesses them within the link's life. */
const linkToken = () => randomBytes(16).toString('base64url')
export const linkHash = (secret: string, token: string): string => keyedHash(secret, 'not-me', token)

/** Queued in the caller's transaction. Whoever has neither number nor mail address is not told. */
export async function tellPerson(tx: Db, deps: Keys, telling: Telling): Promise<void> {
  const { accountId, what, language, source } = telling
  const phone = telling.phone ?? (await findCodePhone(tx, accountId))?.number
  const email = phone ? null : await mailAddress(tx, deps, accountId)
  if (!phone && !email) return
  const token = linkToken()
  await insertLink(tx, { tokenHash: linkHash(deps.secret, token), accountId, happening: what })
  const linkIn = (tongue: Language) => `${deps.config.ACCOUNT_ORIGIN}/${tongue}/not-me/${token}`
  const text = noticeSms(language, what, linkIn(language))
  if (phone && !source) return sendNotice(tx, deps.secret, { phone, text, language })
  const content: MessageContent = { kind: 'notice', language, text }
  const sealed = {
    sms: seal(deps.secret, 'message', content),
    mail: seal(deps.secret, 'mail', noticeMail(what, { vi: linkIn('vi'), en: linkIn('en') })),
  }
  const told: Told = phone
    ? { accountId, channel: 'sms', target: phone }
    : { accountId, channel: 'mail', target: email ?? '' }
  const expiresAt = new Date((await readClock(tx)).getTime() + day)
  await insertAnnouncements(tx, { kind: 'security', source: source ?? randomUUID(), expiresAt, content: sealed }, [
    told,
  ])
}

const day = 24 * 3600 * 1000

const mailAddress = async (tx: Db, { config }: Keys, accountId: string): Promise<string | null> =>
  config.SMTP_URL ? ((await findAccount(tx, accountId))?.email ?? null) : null
