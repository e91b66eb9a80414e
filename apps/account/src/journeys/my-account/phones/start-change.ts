// A typed number that is to be added, or to take the place of another: what can be refused before a code leaves.
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { readPhone } from '../../../records/accounts/identifier.ts'
import { listPhones } from '../../../records/phones/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { NumberCode } from '../number-code/send-number-code.ts'
import { sendNumberCode } from '../number-code/send-number-code.ts'

export type StartChange = Omit<NumberCode, 'number'> & { typed: string }

export async function startChange(deps: Deps, { typed, ...input }: StartChange): Promise<Result> {
  const { change, person } = input
  const phones = await listPhones(deps.db, person.account.id)
  if (change.kind === 'replace' && !phones.some((phone) => phone.id === change.phoneId)) return refuse('phone-gone')
  if (change.kind === 'add' && phones.length >= limits.phones.most) return refuse('phones-most')
  const number = readPhone(typed)
  if (!number) return refuse('phone-format')
  if (phones.some((phone) => phone.number === number)) return refuse('phone-there')
  return sendNumberCode(deps, { ...input, number })
}
