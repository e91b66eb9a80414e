// The first half of a proof by code: the password where there is one, then a code to the current number.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { sendCode } from '../../../records/otp/send-code.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { provePassword } from '../prove-password.ts'
import type { Ways } from './ways.ts'

export type BeginProof = { person: Person; ways: Ways; password: string; address: string; language: 'vi' | 'en' }

export async function beginProof(deps: Deps, input: BeginProof): Promise<Result> {
  const { phone, before } = input.ways
  if (!phone) return refuse('no-second-factor')
  const proven = before === 'password' ? await provePassword(deps, input) : { ok: true as const }
  return proven.ok ? sendProofCode(deps, { ...input, number: phone.number, isAgain: false }) : proven
}

type ProofCode = Pick<BeginProof, 'person' | 'address' | 'language'> & { number: string; isAgain: boolean }

export async function sendProofCode(deps: Deps, input: ProofCode): Promise<Result> {
  const { person, address, language, number, isAgain } = input
  const { account, session } = person
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    const sent = await sendCode(tx, deps.secret, {
      accountId: account.id,
      purpose: 'fresh',
      binding: session.id,
      phone: number,
      ...(isAgain ? { from: deps.from(address) } : {}),
      language,
    })
    if (!sent.ok) return refuse(sent.code, { retryAfter: sent.retryAfter })
    const detail = { purpose: 'fresh', again: isAgain }
    await writeAudit(tx, { event: 'code-sent', accountId: account.id, sessionId: session.id, address, detail })
    return { ok: true }
  })
  deps.nudge()
  return result
}
