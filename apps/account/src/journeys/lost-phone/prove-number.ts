// Two people said yes: a code proves the new number, which takes the place of the lost one, once.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { endAttempts } from '../../records/attempts/store.ts'
import { writeAudit } from '../../records/audit/write-audit.ts'
import { findJoint, type JointRequest, spendJoint } from '../../records/joint-requests/store.ts'
import { checkCode } from '../../records/otp/check-code.ts'
import { sendCode } from '../../records/otp/send-code.ts'
import { voidCodesTo } from '../../records/otp/store.ts'
import {
  addPhone,
  findCodePhone,
  isNumberTaken,
  lockNumber,
  lockPhones,
  type Phone,
  removePhone,
  usePhoneForCodes,
} from '../../records/phones/store.ts'
import { finishResets } from '../../records/resets/store.ts'
import { endSessions } from '../../records/sessions/store.ts'
import { type Result, refuse } from '../../result.ts'
import { tellPerson } from '../../web/tell-person.ts'
import type { Loser } from './find-loser.ts'

/** A code answers for the request it was sent for. */
export const bindingOf = (joint: Pick<JointRequest, 'id'>): string => `joint ${joint.id}`

export type ByLoser = { loser: Loser; address: string; language: Language }
type Ready = JointRequest & { number: string }

/** The request of this person that two people approved, within its hour. */
async function findReady(db: Db, { account }: Loser): Promise<Ready | undefined> {
  const joint = await findJoint(db, account.id, 'new-number')
  return joint?.second_at && joint.number ? { ...joint, number: joint.number } : undefined
}

export async function sendNewNumberCode(deps: Deps, { loser, address, language }: ByLoser): Promise<Result> {
  const { id: accountId } = loser.account
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    const joint = await findReady(tx, loser)
    if (!joint) return refuse('joint-over')
    const binding = bindingOf(joint)
    const sent = await sendCode(tx, deps.secret, {
      accountId,
      purpose: 'new-phone',
      binding,
      phone: joint.number,
      from: deps.from(address),
      language,
    })
    if (!sent.ok) return refuse(sent.code, { retryAfter: sent.retryAfter })
    await writeAudit(tx, { event: 'code-sent', accountId, address, detail: { ends: joint.number.slice(-3) } })
    return { ok: true }
  })
  deps.nudge()
  return result
}

export async function proveNumber(deps: Deps, input: ByLoser & { code: string }): Promise<Result<{ number: string }>> {
  const code = input.code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return refuse('code-format')
  const result = await inTransaction(deps.db, (tx) => proveInside(tx, deps, { ...input, code }))
  deps.nudge()
  return result
}

async function proveInside(tx: Db, deps: Deps, input: ByLoser & { code: string }): Promise<Result<{ number: string }>> {
  const { loser, address, code } = input
  const { id: accountId } = loser.account
  await lockPhones(tx, accountId)
  const joint = await findReady(tx, loser)
  if (!joint) return refuse('joint-over')
  const checked = await checkCode(tx, deps.secret, { accountId, purpose: 'new-phone', binding: bindingOf(joint), code })
  if (!checked.ok) {
    await writeAudit(tx, { event: 'code-wrong', accountId, address, detail: { why: checked.code } })
    const wait = checked.retryAfter ? { retryAfter: checked.retryAfter } : {}
    return refuse(checked.code, { ...wait, with: { tag: checked.tag ?? '' } })
  }
  await lockNumber(tx, joint.number)
  if (await isNumberTaken(tx, { accountId, audience: 'officer', number: joint.number })) return refuse('phone-taken')
  if (!(await spendJoint(tx, joint.id))) return refuse('joint-over')
  await replaceNumber(tx, deps, input, joint.number)
  return { ok: true, number: joint.number }
}

/** As with every change (F-C): the old number is told, sessions end, and for 24 hours no reset goes to the new one. */
async function replaceNumber(tx: Db, deps: Deps, { loser, address, language }: ByLoser, number: string): Promise<void> {
  const { id: accountId } = loser.account
  const older: Phone | undefined = await findCodePhone(tx, accountId)
  if (older) await removePhone(tx, accountId, older.id)
  const { id } = await addPhone(tx, accountId, 'officer', number, 'own')
  await usePhoneForCodes(tx, accountId, id, limits.phones.resetHold)
  if (older) await voidCodesTo(tx, accountId, older.number)
  if (older) await tellPerson(tx, deps, { accountId, what: 'number-changed', language, phone: older.number })
  const detail = { ends: number.slice(-3), receivesCodes: true, why: 'phone-lost' }
  await writeAudit(tx, { event: 'phone-changed', accountId, address, detail })
  await endAttempts(tx, accountId)
  await finishResets(tx, accountId)
  const kept = loser.sessionId ? { except: loser.sessionId } : {}
  await endSessions(tx, { accountId, ...kept }, { reason: 'number-changed' })
}
