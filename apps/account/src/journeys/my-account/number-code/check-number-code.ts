// Is this the code? Then the number is proven, and the change it was asked for happens, once.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { checkCode } from '../../../records/otp/check-code.ts'
import { findProvenNumber, type Purpose } from '../../../records/otp/store.ts'
import { listPhones, lockPhones } from '../../../records/phones/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { bindingOf, type Change, purposeOf } from './change.ts'
import { settleNumber } from './settle-number.ts'

export type NumberAnswer = {
  person: Person
  change: Change
  code: string
  address: string
  language: 'vi' | 'en'
}

export async function checkNumberCode(deps: Deps, input: NumberAnswer): Promise<Result> {
  const code = input.code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return refuse('code-format')
  const result = await inTransaction(deps.db, (tx) => checkInside(tx, deps, { ...input, code }))
  deps.nudge()
  return result
}

async function checkInside(tx: Db, deps: Deps, input: NumberAnswer): Promise<Result> {
  const { account, session } = input.person
  const asked = { accountId: account.id, purpose: purposeOf(input.change), binding: bindingOf(session, input.change) }
  await lockPhones(tx, account.id)
  const checked = await checkCode(tx, deps.secret, { ...asked, code: input.code })
  if (checked.ok) return settleNumber(tx, deps, { ...input, number: checked.phone })
  if (checked.code === 'code-dead' && (await isSettled(tx, asked))) return { ok: true }
  return refuseCode(tx, input, checked)
}

/** A double click: the first submit did it all, and the second has the same answer. */
async function isSettled(tx: Db, asked: { accountId: string; binding: string; purpose: Purpose }): Promise<boolean> {
  const number = await findProvenNumber(tx, asked.binding, asked.purpose)
  const phones = await listPhones(tx, asked.accountId)
  return phones.some((phone) => phone.number === number && phone.confirmed_at !== null)
}

async function refuseCode(
  tx: Db,
  { person, address }: NumberAnswer,
  checked: { code: Refusal['code']; retryAfter?: number; tag?: string },
): Promise<Refusal> {
  const detail = { why: checked.code }
  await writeAudit(tx, {
    event: 'code-wrong',
    accountId: person.account.id,
    sessionId: person.session.id,
    address,
    detail,
  })
  return refuse(checked.code, {
    ...(checked.retryAfter ? { retryAfter: checked.retryAfter } : {}),
    with: { tag: checked.tag ?? '' },
  })
}
