// Asks two people for a new number. The old number, the unit administrator and the audit learn of it at once.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { readPhone } from '../../records/accounts/identifier.ts'
import { unitAdministratorPhones } from '../../records/accounts/holds.ts'
import { writeAudit } from '../../records/audit/write-audit.ts'
import { askJointly, findJoint } from '../../records/joint-requests/store.ts'
import { takeHit } from '../../records/limits/take-hit.ts'
import { sendNotice } from '../../records/otp/send-notice.ts'
import { findCodePhone, lockPhones } from '../../records/phones/store.ts'
import { type Result, refuse } from '../../result.ts'
import { lostPhoneSms } from '../../web/messages/notices.ts'
import { tellPerson } from '../../web/tell-person.ts'
import type { Loser } from './find-loser.ts'

export type AskNumber = { loser: Loser; typed: string; address: string; language: Language }

export async function askNumber(deps: Deps, input: AskNumber): Promise<Result> {
  const number = readPhone(input.typed)
  if (!number) return refuse('phone-format')
  const result = await inTransaction(deps.db, (tx) => askInside(tx, deps, { ...input, number }))
  deps.nudge()
  return result
}

async function askInside(tx: Db, deps: Deps, input: AskNumber & { number: string }): Promise<Result> {
  const { number, address, language } = input
  const { id: accountId, name } = input.loser.account
  await lockPhones(tx, accountId)
  if ((await findCodePhone(tx, accountId))?.number === number) return refuse('phone-there')
  // Pressed twice: the same number waits for its two already, and nobody is told of it again.
  if ((await findJoint(tx, accountId, 'new-number'))?.number === number) return { ok: true }
  const hit = await takeHit(tx, { name: 'joint-asks', subject: accountId, limit: limits.jointAsksDay })
  if (!hit.ok) return refuse('joint-asks', { retryAfter: hit.retryAfter })
  await askJointly(tx, { accountId, kind: 'new-number', number })
  await writeAudit(tx, { event: 'number-asked', accountId, address, detail: { ends: number.slice(-3) } })
  await tellPerson(tx, deps, { accountId, what: 'number-asked', language })
  const text = lostPhoneSms(name, new URL(deps.config.ACCOUNT_ORIGIN).host)
  for (const phone of await unitAdministratorPhones(tx, accountId)) await sendNotice(tx, deps.secret, { phone, text })
  return { ok: true }
}
