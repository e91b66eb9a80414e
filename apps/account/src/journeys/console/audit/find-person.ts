// Whom an ID number, a phone number or a user name belongs to.
import type { Db } from '@motcua/db/query.ts'
import { readIdentifier } from '../../../records/accounts/identifier.ts'
import {
  type Account,
  findConsoleUser,
  findOfficerByIdNumber,
  findPublicByPhone,
} from '../../../records/accounts/store.ts'
import { type Result, refuse } from '../../../result.ts'

export async function findPersonBy(db: Db, typed: string): Promise<Result<{ account: Account }>> {
  const read = readIdentifier(typed)
  const account =
    read.kind === 'id-number'
      ? await findOfficerByIdNumber(db, read.value)
      : read.kind === 'phone'
        ? await findPublicByPhone(db, read.value)
        : await findConsoleUser(db, typed.trim())
  return account ? { ok: true, account } : refuse('person-unknown')
}
