// Officers who asked for it are told once the standby door is open for them: after the opening, never before it.
import { inTransaction } from '@motcua/db/query.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../deps.ts'
import { claimOpening, listWhoAsked } from '../records/announcements/openings.ts'
import { insertAnnouncements } from '../records/announcements/store.ts'
import type { MessageContent } from '../records/otp/message-content.ts'
import { openingSms } from '../web/messages/announcements.ts'
import { clock } from '../web/times.ts'

/** Gives how many people are to be told. */
export async function announceOpenings(deps: Deps): Promise<number> {
  let count = 0
  for (let told = await announceOne(deps); told !== null; told = await announceOne(deps)) count += told
  return count
}

const announceOne = ({ db, config, secret }: Deps): Promise<number | null> =>
  inTransaction(db, async (tx) => {
    const opened = await claimOpening(tx)
    if (!opened) return null
    const told = await listWhoAsked(tx, opened.id)
    const text = openingSms(new URL(config.ACCOUNT_ORIGIN).host, clock('vi', opened.until))
    const content: MessageContent = { kind: 'notice', language: 'vi', text }
    const sealed = { sms: seal(secret, 'message', content), mail: '' }
    const { id: source, until: expiresAt } = opened
    return insertAnnouncements(tx, { kind: 'door-opened', source, expiresAt, content: sealed }, told)
  })
