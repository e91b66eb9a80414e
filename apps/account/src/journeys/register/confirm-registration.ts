// The right code → the account, once, with its recovery codes.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { isDuplicate } from '@motcua/db/away.ts'
import { unlessBusy } from '../../busy.ts'
import type { Deps } from '../../deps.ts'
import { addPublicAccount } from '../../records/accounts/store.ts'
import { writeAudit } from '../../records/audit/write-audit.ts'
import { hashNewRecoveryCodes, storeRecoveryCodes } from '../../records/factors/recovery-codes.ts'
import { checkCode } from '../../records/otp/check-code.ts'
import { replacePassword } from '../../records/passwords/store.ts'
import { addPhone, usePhoneForCodes } from '../../records/phones/store.ts'
import { type Result, refuse } from '../../result.ts'
import type { Registration } from './registration.ts'

type ConfirmInput = { registration: Registration; code: string; address: string }
type Confirmed = Result<{ recoveryCodes: string[] }>

/** A number that has an account never got a code, so every answer to it is the one for wrong codes. */
export async function confirmRegistration(
  deps: Deps,
  { registration, code, address }: ConfirmInput,
): Promise<Confirmed> {
  const typed = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(typed)) return refuse('code-format')
  const input = { registration, code: typed, address }
  try {
    return await unlessBusy(deps.hasher, () => inTransaction(deps.db, (tx) => confirmInside(tx, deps, input)))
  } catch (error) {
    // Somebody registered the number a moment ago, in another window.
    if (isDuplicate(error)) return refuse('reset-code-wrong')
    throw error
  }
}

/** One transaction: where the account cannot be made after all, the code stays usable. */
async function confirmInside(tx: Db, deps: Deps, { registration, code, address }: ConfirmInput): Promise<Confirmed> {
  const answer = { accountId: null, purpose: 'register', binding: registration.id, code } as const
  const checked = await checkCode(tx, deps.secret, answer)
  if (checked.ok) return addAccount(tx, deps, registration, address)
  return checked.code === 'code-locked'
    ? refuse('code-locked', { retryAfter: checked.retryAfter ?? 60 })
    : refuse('reset-code-wrong')
}

async function addAccount(tx: Db, deps: Deps, registration: Registration, address: string): Promise<Confirmed> {
  const { kind, name, phone, passwordHash } = registration
  const { codes, hashes } = await hashNewRecoveryCodes(deps.hasher)
  const { id: accountId } = await addPublicAccount(tx, kind, name)
  const added = await addPhone(tx, accountId, 'public', phone, 'own')
  await usePhoneForCodes(tx, accountId, added.id, 0)
  await replacePassword(tx, accountId, passwordHash)
  await storeRecoveryCodes(tx, accountId, hashes)
  await writeAudit(tx, { event: 'account-registered', accountId, address })
  return { ok: true, recoveryCodes: codes }
}
