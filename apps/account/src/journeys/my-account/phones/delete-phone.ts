// Deletes a number. Another confirmed one takes over its codes; without one the standby door is shut for its person.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { voidCodesTo } from '../../../records/otp/store.ts'
import {
  isNumberTaken,
  listPhones,
  lockNumber,
  lockPhones,
  type Phone,
  removePhone,
  usePhoneForCodes,
} from '../../../records/phones/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { audienceOf } from '../audience.ts'
import { endElsewhere } from '../number-code/end-elsewhere.ts'
import { tellPerson } from '../../../web/tell-person.ts'

export type DeletePhone = { person: Person; id: string; address: string; language: Language }

export async function deletePhone(deps: Deps, input: DeletePhone): Promise<Result> {
  const result = await inTransaction(deps.db, (tx) => deleteInside(tx, deps, input))
  deps.nudge()
  return result
}

async function deleteInside(tx: Db, deps: Deps, input: DeletePhone): Promise<Result> {
  const { account, session } = input.person
  await lockPhones(tx, account.id)
  const phones = await listPhones(tx, account.id)
  const phone = phones.find(({ id }) => id === input.id)
  if (!phone) return refuse('phone-gone')
  const heir = await findHeir(tx, input.person, phones, phone)
  if (phone.codes_from && !heir && audienceOf(account) === 'public') return refuse('phone-last')
  await removePhone(tx, account.id, phone.id)
  await voidCodesTo(tx, account.id, phone.number)
  if (heir) await usePhoneForCodes(tx, account.id, heir.id, limits.phones.resetHold)
  await writeAudit(tx, {
    event: 'phone-removed',
    accountId: account.id,
    sessionId: session.id,
    address: input.address,
    detail: { ends: phone.number.slice(-3), receivedCodes: phone.codes_from !== null },
  })
  await tell(tx, deps, input, phone)
  if (phone.codes_from) await endElsewhere(tx, input.person)
  return { ok: true }
}

/** Which confirmed number receives the codes after this one; none where it received none, or somebody else has the number now. */
export async function findHeir(
  db: Db,
  { account }: Person,
  phones: readonly Phone[],
  phone: Phone,
): Promise<Phone | undefined> {
  const next = phones.find((other) => other.id !== phone.id && other.confirmed_at !== null)
  if (!phone.codes_from || !next) return undefined
  await lockNumber(db, next.number)
  const asked = { accountId: account.id, audience: audienceOf(account), number: next.number }
  return (await isNumberTaken(db, asked)) ? undefined : next
}

/** The deleted number, if it was ever proven, and the one that receives codes now. */
async function tell(tx: Db, deps: Deps, { person, language }: DeletePhone, phone: Phone): Promise<void> {
  const { id: accountId } = person.account
  if (phone.confirmed_at)
    await tellPerson(tx, deps, { accountId, what: 'number-removed', language, phone: phone.number })
  await tellPerson(tx, deps, { accountId, what: 'number-left', language })
}
