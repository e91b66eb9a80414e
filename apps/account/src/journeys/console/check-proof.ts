// User name + password + code of the authenticator app → the administrator or auditor, or one answer that tells nothing.
import type { Db } from '@motcua/db/query.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { type Account, findConsoleUser } from '../../records/accounts/store.ts'
import { writeAudit } from '../../records/audit/write-audit.ts'
import { checkAuthenticator } from '../../records/factors/authenticator.ts'
import { type Counter, forgetHit, secondsLocked, takeHit } from '../../records/limits/take-hit.ts'
import { HashQueueFull } from '../../records/passwords/hasher.ts'
import { disablePassword, findPassword, rehashPassword } from '../../records/passwords/store.ts'
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
  const locked = await lockFor(deps.db, input)
  if (locked) return locked
  return proveBoth(deps, { ...input, code }).catch(queueFull)
}

const addressCounter = (address: string): Counter => ({
  name: 'wrong-passwords-address',
  subject: address,
  limit: limits.wrongPasswordsPerAddress,
})
const triesCounter = (subject: string): Counter => ({ name: 'wrong-passwords', subject, limit: limits.wrongPasswords })
const seriesCounter = (accountId: string): Counter => ({
  name: 'wrong-passwords-series',
  subject: accountId,
  limit: { hits: limits.wrongPasswords.inARow, window: 10 * 365 * 86_400 },
})

/** Before the hash; the try is counted before it is known to be wrong, so that parallel ones cannot slip through. */
async function lockFor(db: Db, input: ProofInput): Promise<Refusal | null> {
  const seconds = await secondsLocked(db, addressCounter(input.address))
  if (seconds > 0) return refuse('address-limit', { retryAfter: seconds })
  const hit = await takeHit(db, triesCounter(input.triesSubject))
  return hit.ok ? null : refuse('console-locked', { retryAfter: hit.retryAfter })
}

/** Known or not: the same look-ups and one hash. */
async function proveBoth(deps: Deps, input: ProofInput): Promise<Result<{ account: Account }>> {
  const account = await findConsoleUser(deps.db, input.username.trim())
  const accountId = account?.id ?? nobody
  const stored = await findPassword(deps.db, accountId)
  const usable = stored && !stored.disabled_at ? stored.hash : undefined
  const same = await deps.hasher.verify(usable, input.password)
  if (!same || !account || account.suspended_at || !usable) return refuseWrong(deps.db, input, account, 'password')
  if (!(await checkAuthenticator(deps.db, deps.secret, { accountId, code: input.code })))
    return refuseWrong(deps.db, input, account, 'code')
  await forgetHit(deps.db, triesCounter(input.triesSubject))
  await forgetHit(deps.db, seriesCounter(accountId))
  if (deps.hasher.isOutdated(usable))
    await rehashPassword(deps.db, accountId, usable, await deps.hasher.hash(input.password))
  return { ok: true, account }
}

async function refuseWrong(
  db: Db,
  input: ProofInput,
  account: Account | undefined,
  why: 'password' | 'code',
): Promise<Refusal> {
  await takeHit(db, addressCounter(input.address))
  const event = why === 'code' ? 'code-wrong' : 'password-wrong'
  await writeAudit(db, { event, accountId: account?.id, door: 'console', address: input.address })
  if (account) await switchOffAfterHundred(db, account.id)
  return refuse('console-wrong')
}

/** NIST: 100 wrong in a row, from wherever, and the password is off; the command on the server sets a new one. */
async function switchOffAfterHundred(db: Db, accountId: string): Promise<void> {
  const hit = await takeHit(db, seriesCounter(accountId))
  if (!hit.ok || hit.left === 0) await disablePassword(db, accountId)
}

/** More people than cores can check passwords for: say so at once instead of letting them wait. */
function queueFull(error: unknown): Refusal {
  if (error instanceof HashQueueFull) return refuse('busy', { retryAfter: 5 })
  throw error
}
