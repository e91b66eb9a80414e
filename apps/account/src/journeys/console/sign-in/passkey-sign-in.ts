// A passkey that knows its person (PIN, finger, face) is the whole sign-in: two factors in one that no false page can take.
import { inTransaction } from '@motcua/db/query.ts'
import { passkeySiteOf } from '../../../config.ts'
import type { Deps } from '../../../deps.ts'
import { type Account, findAccount } from '../../../records/accounts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { askPasskey, type PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { checkPasskey } from '../../../records/factors/passkeys.ts'
import { type Result, refuse } from '../../../result.ts'
import { openConsoleSession, type Visitor } from './open-console-session.ts'

// Bound to the browser: there is no person yet, the passkey says who is there.
const questionFor = (browser: string) =>
  ({ purpose: 'console', binding: browser, accountId: null, mustVerify: true }) as const

export const askAtConsole = (deps: Deps, browser: string): Promise<PasskeyQuestion> =>
  askPasskey(deps.db, deps.secret, passkeySiteOf(deps.config), questionFor(browser))

export type PasskeySignIn = Visitor & { asked: string; answer: string }
type SignedIn = Result<{ token: string; username: string }>

export async function signInByPasskey(deps: Deps, input: PasskeySignIn): Promise<SignedIn> {
  const proof = await proveByPasskey(deps, input)
  if (!proof.ok) return proof
  const { id: accountId, username } = proof.account
  const token = await openConsoleSession(deps, input, { accountId, amr: ['hwk'], way: 'passkey' })
  return { ok: true, token, username: username ?? '' }
}

const proveByPasskey = (deps: Deps, input: PasskeySignIn): Promise<Result<{ account: Account }>> =>
  inTransaction(deps.db, async (tx): Promise<Result<{ account: Account }>> => {
    const given = { ...questionFor(input.browser), sealed: input.asked, answer: input.answer }
    const checked = await checkPasskey(tx, deps.secret, passkeySiteOf(deps.config), given)
    const account = checked.ok ? await findAccount(tx, checked.accountId) : undefined
    if (account && mayEnter(account)) return { ok: true, account }
    const why = checked.ok ? 'passkey-wrong' : checked.code
    const row = { accountId: account?.id, door: 'console', address: input.address }
    await writeAudit(tx, { event: 'code-wrong', ...row, detail: { why } })
    return refuse(why)
  })

/** Officers and citizens have passkeys too; they open no console. */
const mayEnter = ({ kind, suspended_at: suspended }: Account): boolean =>
  (kind === 'administrator' || kind === 'auditor') && !suspended
