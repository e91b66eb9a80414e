// A new password in the place of the current one; every other session ends, and the phone is told.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { unlessBusy } from '../../../busy.ts'
import type { Deps } from '../../../deps.ts'
import { typedNumbers } from '../../../records/accounts/store.ts'
import { endAttempts } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { isReused, typedPasswordFault } from '../../../records/passwords/new-password.ts'
import { swapPassword } from '../../../records/passwords/store.ts'
import { endSessions } from '../../../records/sessions/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { provePassword } from '../prove-password.ts'
import { tellPerson } from '../../../web/tell-person.ts'

export type ChangePassword = {
  person: Person
  current: string
  password: string
  again: string
  address: string
  language: Language
}

/** A refusal of the new password says so; without `atNew` it is about the current one or the whole. */
export type Changed = Result | (Refusal & { atNew: true })

export async function changePassword(deps: Deps, input: ChangePassword): Promise<Changed> {
  const { person, password, again } = input
  if (!input.current) return refuse('password-missing')
  // What can be said without any hash comes first.
  const about = [person.account.name, ...(await typedNumbers(deps.db, person.account.id))]
  const fault = typedPasswordFault(deps, { password, again, about })
  if (fault) return { ...refuse(fault), atNew: true }
  return unlessBusy(deps.hasher, () => change(deps, input))
}

async function change(deps: Deps, input: ChangePassword): Promise<Changed> {
  const { person, current, password, address } = input
  const proven = await provePassword(deps, { person, password: current, address })
  if (!proven.ok) return proven
  if (await isReused(deps, person.account.id, password)) return { ...refuse('password-reused'), atNew: true }
  const hash = await deps.hasher.hash(password)
  const result = await inTransaction(deps.db, (tx) => swapInside(tx, deps, input, { before: proven.hash, hash }))
  deps.nudge()
  return result
}

type Swap = { before: string; hash: string }

async function swapInside(tx: Db, deps: Deps, input: ChangePassword, swap: Swap): Promise<Result> {
  const { account, session } = input.person
  // Another submit was faster: the password that was proven is no longer the current one.
  if (!(await swapPassword(tx, account.id, swap))) return refuse('password-old-wrong')
  await endAttempts(tx, account.id)
  await endSessions(
    tx,
    { accountId: account.id, except: session.id },
    { reason: 'password-changed', actorId: account.id },
  )
  const { address } = input
  await writeAudit(tx, { event: 'password-changed', accountId: account.id, sessionId: session.id, address })
  await tellPerson(tx, deps, { accountId: account.id, what: 'password-changed', language: input.language })
  return { ok: true }
}
