// Suspends, restores, signs out: an officer, an administrator or an auditor.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import {
  type Account,
  findAccount,
  hasOtherAdministrator,
  lockAdministrators,
  restoreAccount,
  suspendAccount,
} from '../../../records/accounts/store.ts'
import { endAttempts } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { endSessions } from '../../../records/sessions/store.ts'
import { type Result, refuse } from '../../../result.ts'

export type PersonInput = { accountId: string; actorId: string; address?: string | undefined }

const shownHere: readonly Account['kind'][] = ['officer', 'administrator', 'auditor']

/** The person of an id, if they are of a kind that the console manages. */
export async function findManaged(db: Db, accountId: string): Promise<Account | undefined> {
  const account = await findAccount(db, accountId)
  return account && shownHere.includes(account.kind) ? account : undefined
}

/** Ends every session. Suspending a suspended account changes nothing. The last administrator stays. */
export async function suspendPerson(
  deps: Pick<Deps, 'db' | 'nudge'>,
  { accountId, actorId, address, reason }: PersonInput & { reason: string },
): Promise<Result> {
  if ([...reason.trim()].length < limits.standby.reasonLeast) return refuse('reason-missing')
  const done = await inTransaction(deps.db, async (tx): Promise<Result> => {
    await lockAdministrators(tx)
    const account = await findManaged(tx, accountId)
    if (!account) return refuse('person-unknown')
    if (account.kind === 'administrator' && !(await hasOtherAdministrator(tx, accountId)))
      return refuse('last-administrator')
    if ((await suspendAccount(tx, accountId, reason.trim())) === 0) return { ok: true }
    await writeAudit(tx, {
      event: 'account-suspended',
      accountId,
      actorId,
      door: 'console',
      address,
      detail: { reason: reason.trim() },
    })
    await endAttempts(tx, accountId)
    await endSessions(tx, { accountId }, { reason: 'suspended', actorId })
    return { ok: true }
  })
  deps.nudge()
  return done
}

export async function restorePerson(
  deps: Pick<Deps, 'db'>,
  { accountId, actorId, address }: PersonInput,
): Promise<Result> {
  return inTransaction(deps.db, async (tx): Promise<Result> => {
    if (!(await findManaged(tx, accountId))) return refuse('person-unknown')
    if ((await restoreAccount(tx, accountId)) > 0)
      await writeAudit(tx, { event: 'account-restored', accountId, actorId, door: 'console', address })
    return { ok: true }
  })
}

export async function endPersonSessions(
  deps: Pick<Deps, 'db' | 'nudge'>,
  { accountId, actorId }: PersonInput,
): Promise<Result> {
  if (!(await findManaged(deps.db, accountId))) return refuse('person-unknown')
  await inTransaction(deps.db, async (tx) => {
    await endAttempts(tx, accountId)
    await endSessions(tx, { accountId }, { reason: 'administrator', actorId })
  })
  deps.nudge()
  return { ok: true }
}
