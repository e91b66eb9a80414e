// Code, second proof, new password → the password is set, every session ends, the person is told. No automatic sign-in.
import type { Db } from '@motcua/db/query.ts'
import { inTransaction } from '@motcua/db/query.ts'
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import { unlessBusy } from '../../../busy.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { type Account, findAccount, typedNumbers } from '../../../records/accounts/store.ts'
import { endAttempts } from '../../../records/attempts/store.ts'
import { mayReset } from '../may-reset.ts'
import { openHeld } from '../../../records/joint-requests/decide.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { findRecoveryCode, makeReplacement, spendCode } from '../../../records/factors/recovery-codes.ts'
import { forgetHit, forgetHitEverywhere, secondsLocked, takeHit } from '../../../records/limits/take-hit.ts'
import { checkCode } from '../../../records/otp/check-code.ts'
import { isReused, typedPasswordFault } from '../../../records/passwords/new-password.ts'
import { replacePassword } from '../../../records/passwords/store.ts'
import {
  finishResets,
  hasApproval,
  lockOpenReset,
  noteResetCode,
  type Reset,
  spendApproval,
} from '../../../records/resets/store.ts'
import { endSessions } from '../../../records/sessions/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { tellPerson } from '../../../web/tell-person.ts'

export type ResetInput = {
  reset: Reset
  code: string
  password: string
  again: string
  recovery: string
  /** Whether this browser holds a portal sign-in of that account, not older than 30 minutes. */
  hasPortalProof: (account: Account) => boolean
  address: string
  language: Language
}

type Done = { replacement: string | null }

/** `replacement`: the recovery code that takes the place of the one used. */
export async function resetPassword(deps: Deps, input: ResetInput): Promise<Result<Done>> {
  const [typed] = typedFaults(deps, input, [])
  if (typed) return typed
  const proven = await proveCode(deps, input)
  if (!proven.ok) return proven
  const { account } = proven
  const [known] = typedFaults(deps, input, [account.name, account.birth_date ?? ''])
  return known ?? unlessBusy(deps.hasher, () => resetProven(deps, input, account))
}

/** Both proofs come before any word about the person's old passwords: the phone alone must not be able to ask for those. */
async function resetProven(deps: Deps, input: ResetInput, account: Account): Promise<Result<Done>> {
  const proof = await findSecond(deps, input, account)
  if (!proof.ok) return proof
  if (await isReused(deps, account.id, input.password)) return refuse('password-reused')
  return setPassword(deps, input, { account, proof: proof.proof })
}

/** Everything that is wrong with what was typed, whosever number it is; `about`: what is known of the person. */
export function typedFaults(
  deps: Deps,
  { reset, code, password, again }: Pick<ResetInput, 'reset' | 'code' | 'password' | 'again'>,
  about: readonly string[],
): Refusal[] {
  const isCode = reset.code_ok_at !== null || /^\d{6}$/.test(code.replace(/\s/g, ''))
  const fault = typedPasswordFault(deps, { password, again, about })
  return [...(isCode ? [] : [refuse('code-format')]), ...(fault ? [refuse(fault)] : [])]
}

const fleet = { name: 'reset-failures', subject: 'fleet', limit: limits.resetFailuresFleet }
const wrongs = (reset: Reset) => ({ name: 'wrong-codes-reset', subject: reset.subject, limit: limits.wrongCodes })

/** Right once is enough for this reset. Unknown numbers take the same way and are wrong at its end. */
async function proveCode(deps: Deps, input: ResetInput): Promise<Result<{ account: Account }>> {
  const { reset, address } = input
  if (reset.code_ok_at) return accountOf(deps.db, reset)
  return inTransaction(deps.db, async (tx) => {
    const hit = await takeHit(tx, wrongs(reset))
    if (!hit.ok) return refuse('code-locked', { retryAfter: hit.retryAfter })
    const answer = { purpose: 'reset', binding: reset.id, code: input.code.replace(/\s/g, '') } as const
    const checked = await checkCode(tx, deps.secret, { accountId: reset.account_id, ...answer })
    if (!checked.ok) {
      await takeHit(tx, fleet)
      await writeAudit(tx, {
        event: 'reset-refused',
        accountId: reset.account_id,
        address,
        detail: { why: checked.code },
      })
      return refuse('reset-code-wrong')
    }
    await forgetHit(tx, wrongs(reset))
    await noteResetCode(tx, reset.id)
    return accountOf(tx, reset)
  })
}

async function accountOf(db: Db, reset: Reset): Promise<Result<{ account: Account }>> {
  const account = reset.account_id ? await findAccount(db, reset.account_id) : undefined
  return account && mayReset(account) ? { ok: true, account } : refuse('reset-code-wrong')
}

/** A recovery code is named here and used up with the new password, so that no failure in between costs it. */
type Proof = { kind: 'portal' | 'approval' | 'none' } | { kind: 'recovery'; id: string }

/** F-A: the phone alone must not give the password. The setting SECOND_PROOF=off is the memo's own way. */
async function findSecond(deps: Deps, input: ResetInput, account: Account): Promise<Result<{ proof: Proof }>> {
  // Who said "it was not me" proves it by what only they have: the phone may be the thief's by now.
  if (account.held_at) return input.recovery.trim() ? findRecovery(deps, input, account) : refuse('reset-needs-proof')
  if (input.hasPortalProof(account)) return { ok: true, proof: { kind: 'portal' } }
  if (input.recovery.trim()) return findRecovery(deps, input, account)
  const paused = await secondsLocked(deps.db, fleet)
  if (paused > 0) return refuse('reset-paused', { retryAfter: paused })
  if (deps.config.SECOND_PROOF === 'off') return { ok: true, proof: { kind: 'none' } }
  return (await hasApproval(deps.db, account.id))
    ? { ok: true, proof: { kind: 'approval' } }
    : refuse('reset-needs-proof')
}

async function findRecovery(deps: Deps, input: ResetInput, account: Account): Promise<Result<{ proof: Proof }>> {
  const asked = { accountId: account.id, code: input.recovery }
  const found = await findRecoveryCode(deps.db, deps.hasher, asked)
  if (found.ok) return { ok: true, proof: { kind: 'recovery', id: found.id } }
  return found.retryAfter ? refuse('recovery-locked', { retryAfter: found.retryAfter }) : refuse('recovery-wrong')
}

type Setting = { account: Account; proof: Proof }

async function setPassword(deps: Deps, input: ResetInput, { account, proof }: Setting): Promise<Result<Done>> {
  const hash = await deps.hasher.hash(input.password)
  const replacement = proof.kind === 'recovery' ? await makeReplacement(deps.hasher) : null
  const { id: accountId } = account
  const result = await inTransaction(deps.db, async (tx): Promise<Result<Done>> => {
    if (!(await lockOpenReset(tx, { id: input.reset.id, accountId }))) return refuse('reset-over')
    if (!(await spend(tx, input, { account, proof }, replacement?.hash ?? ''))) return refuse(goneCode[proof.kind])
    await finishResets(tx, accountId)
    await replacePassword(tx, accountId, hash)
    await openHeld(tx, { accountId, address: input.address })
    await endAttempts(tx, accountId)
    await endSessions(tx, { accountId }, { reason: 'password-reset' })
    await unlock(tx, deps, accountId)
    await tellPerson(tx, deps, { accountId, what: 'password-set', language: input.language })
    await writeAudit(tx, { event: 'reset-done', accountId, address: input.address, detail: { proof: proof.kind } })
    return { ok: true, replacement: replacement?.code ?? null }
  })
  deps.nudge()
  return result
}

/** Somebody else was faster with the same proof. */
const goneCode = {
  portal: 'reset-over',
  none: 'reset-over',
  recovery: 'recovery-wrong',
  approval: 'reset-needs-proof',
} as const

/** True where the proof is used up by this reset, or need not be. */
async function spend(tx: Db, { address }: ResetInput, { account, proof }: Setting, replacement: string) {
  const { id: accountId } = account
  if (proof.kind === 'approval') return spendApproval(tx, accountId)
  if (proof.kind !== 'recovery') return true
  await writeAudit(tx, { event: 'recovery-code-used', accountId, address, detail: { for: 'reset' } })
  return spendCode(tx, { accountId, id: proof.id, replacement })
}

/** Wrong tries of the forgotten password are of no more interest. */
async function unlock(tx: Db, deps: Deps, accountId: string): Promise<void> {
  for (const number of await typedNumbers(tx, accountId))
    await forgetHitEverywhere(tx, { name: 'wrong-passwords', subject: keyedHash(deps.secret, 'subject', number) })
  await forgetHit(tx, { name: 'wrong-passwords-series', subject: accountId })
}
