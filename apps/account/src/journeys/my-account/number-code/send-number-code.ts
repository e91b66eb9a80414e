// A code to a number that the person says is theirs.
//
// It is sent even where the number receives codes for somebody else: an answer before the proof would tell strangers whose numbers
// are known here, and the page shows the same delivery state for every number. Who holds the phone learns it with the right code
// (settle-number.ts); who does not holds a page that waits. The caps per account, number and address keep the cost small.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { secondsLocked } from '../../../records/limits/take-hit.ts'
import { sendCode } from '../../../records/otp/send-code.ts'
import { findCodePhone } from '../../../records/phones/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { bindingOf, type Change, purposeOf } from './change.ts'
import { changesCounter } from './changes-counter.ts'

export type NumberCode = { person: Person; change: Change; number: string; address: string; language: Language }

export async function sendNumberCode(deps: Deps, input: NumberCode): Promise<Result> {
  const result = await inTransaction(deps.db, (tx) => sendInside(tx, deps, input))
  deps.nudge()
  return result
}

async function sendInside(tx: Db, deps: Deps, input: NumberCode): Promise<Result> {
  const { account, session } = input.person
  const over = await changesOver(tx, input)
  if (over) return over
  const purpose = purposeOf(input.change)
  const sent = await sendCode(tx, deps.secret, {
    accountId: account.id,
    purpose,
    binding: bindingOf(session, input.change),
    phone: input.number,
    from: deps.from(input.address),
    language: input.language,
  })
  if (!sent.ok) return refuse(sent.code, { retryAfter: sent.retryAfter })
  const { address } = input
  const detail = { purpose, ends: input.number.slice(-3) }
  await writeAudit(tx, { event: 'code-sent', accountId: account.id, sessionId: session.id, address, detail })
  return { ok: true }
}

/** Said before the code leaves, so that nobody waits for a code that can no longer change anything. */
async function changesOver(tx: Db, { person, change, number }: NumberCode): Promise<Refusal | null> {
  const current = await findCodePhone(tx, person.account.id)
  if (change.kind === 'register' && current?.number === number) return null
  const seconds = await secondsLocked(tx, changesCounter(person.account.id))
  return seconds > 0 ? refuse('phone-changes', { retryAfter: seconds }) : null
}
