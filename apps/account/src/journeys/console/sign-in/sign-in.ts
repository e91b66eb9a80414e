// User name, password and the code of the app → a session of the console door.
import type { Deps } from '../../../deps.ts'
import type { Result } from '../../../result.ts'
import { checkProof, type ProofInput } from '../check-proof.ts'
import { openConsoleSession, type Visitor } from './open-console-session.ts'

export type ConsoleSignInInput = ProofInput & Visitor

export async function signInToConsole(deps: Deps, input: ConsoleSignInInput): Promise<Result<{ token: string }>> {
  const proof = await checkProof(deps, input)
  if (!proof.ok) return proof
  const proven = { accountId: proof.account.id, amr: ['pwd', 'otp'], way: 'otp' } as const
  return { ok: true, token: await openConsoleSession(deps, input, proven) }
}
