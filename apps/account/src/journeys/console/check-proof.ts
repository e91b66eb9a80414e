// User name + password + code of the authenticator app → the administrator or auditor, or one answer that tells nothing.
import type { Db } from '@motcua/db/query.ts'
import { unlessBusy } from '../../busy.ts'
import type { Deps } from '../../deps.ts'
import { type Account, findConsoleUser } from '../../records/accounts/store.ts'
import { checkAuthenticator } from '../../records/factors/authenticator.ts'
import { findPassword, rehashPassword } from '../../records/passwords/store.ts'
import { countTry, forgetTries, noteWrongTry, type Tries } from '../../records/passwords/wrong-tries.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'

export type ProofInput = {
  username: string
  password: string
  code: string
  /** What wrong tries are counted by (known-browser.ts). */
  triesSubject: string
  address: string
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** The step of the code is used up by a right answer; another try needs the next code. */
export async function checkProof(deps: Deps, input: ProofInput): Promise<Result<{ account: Account }>> {
  const code = input.code.replace(/\s/g, '')
  if (!input.username.trim()) return refuse('username-missing')
  if (!input.password) return refuse('password-missing')
  if (!/^\d{6}$/.test(code)) return refuse('code-format')
  return unlessBusy(deps.hasher, () => countAndProve(deps, { ...input, code }))
}

async function countAndProve(deps: Deps, input: ProofInput): Promise<Result<{ account: Account }>> {
  const tries = { subject: input.triesSubject, from: deps.from(input.address) }
  const counted = await countTry(deps.db, tries)
  if (!counted.ok) return counted.code === 'locked' ? { ...counted, code: 'console-locked' } : counted
  return proveBoth(deps, input, { tries, isLast: counted.isLast })
}

type Tried = { tries: Tries; isLast: boolean }

/** Known or not: the same look-ups and one hash. */
async function proveBoth(deps: Deps, input: ProofInput, tried: Tried): Promise<Result<{ account: Account }>> {
  const account = await findConsoleUser(deps.db, input.username.trim())
  const accountId = account?.id ?? nobody
  const stored = await findPassword(deps.db, accountId)
  const usable = stored && !stored.disabled_at ? stored.hash : undefined
  const same = await deps.hasher.verify(usable, input.password)
  if (!same || !account || account.suspended_at || !usable) return refuseWrong(deps.db, tried, account)
  if (!(await checkAuthenticator(deps.db, deps.secret, { accountId, code: input.code })))
    return refuseWrong(deps.db, tried, account)
  await forgetTries(deps.db, tried.tries, accountId)
  if (deps.hasher.isOutdated(usable))
    await rehashPassword(deps.db, accountId, usable, await deps.hasher.hash(input.password))
  return { ok: true, account }
}

/** NIST: after 100 wrong in a row, from wherever, the password is off; the command on the server sets a new one. */
async function refuseWrong(db: Db, { tries, isLast }: Tried, account: Account | undefined): Promise<Refusal> {
  const lock = await noteWrongTry(db, tries, { accountId: account?.id ?? null, door: 'console', isLast })
  return lock ?? refuse('console-wrong')
}
