// Which number should receive codes: one of those known, or a new one.
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { readPhone } from '../../../records/accounts/identifier.ts'
import { listPhones } from '../../../records/phones/store.ts'
import { type Result, refuse } from '../../../result.ts'

/** `choice`: a row of the table, or "new" with a typed number. */
export type ChooseNumber = { accountId: string; choice: string; typed: string }

export async function chooseNumber({ db }: Deps, input: ChooseNumber): Promise<Result<{ number: string }>> {
  const phones = await listPhones(db, input.accountId)
  if (input.choice === 'new') {
    const number = readPhone(input.typed)
    if (!number) return refuse('phone-format')
    const isKnown = phones.some((phone) => phone.number === number)
    return isKnown || phones.length < limits.phones.most ? { ok: true, number } : refuse('phones-most')
  }
  const chosen = phones.find((phone) => phone.id === input.choice)
  if (chosen) return { ok: true, number: chosen.number }
  return refuse(input.choice ? 'phone-gone' : 'choice-missing')
}
