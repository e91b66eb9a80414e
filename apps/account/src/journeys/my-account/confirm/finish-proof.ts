// The second half: the right code renews the session's proof, once.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { checkCode } from '../../../records/otp/check-code.ts'
import { findProvenNumber } from '../../../records/otp/store.ts'
import { findUsablePassword } from '../../../records/passwords/store.ts'
import { noteProof } from '../../../records/sessions/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'

export type FinishProof = { person: Person; code: string; address: string }

export async function finishProof(deps: Deps, input: FinishProof): Promise<Result> {
  const code = input.code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return refuse('code-format')
  return inTransaction(deps.db, (tx) => finishInside(tx, deps, { ...input, code }))
}

async function finishInside(tx: Db, deps: Deps, { person, code, address }: FinishProof): Promise<Result> {
  const { account, session } = person
  const asked = { accountId: account.id, purpose: 'fresh', binding: session.id } as const
  const row = { accountId: account.id, sessionId: session.id, door: session.door, address }
  const checked = await checkCode(tx, deps.secret, { ...asked, code })
  if (!checked.ok) {
    // A double click: the first submit renewed the proof; the page that needs it looks for itself.
    if (checked.code === 'code-dead' && (await findProvenNumber(tx, session.id, 'fresh'))) return { ok: true }
    await writeAudit(tx, { event: 'code-wrong', ...row, detail: { why: checked.code } })
    return refuse(checked.code, {
      ...(checked.retryAfter ? { retryAfter: checked.retryAfter } : {}),
      with: { tag: checked.tag ?? '' },
    })
  }
  await noteProof(tx, session.id, (await findUsablePassword(tx, account.id)) ? ['pwd', 'sms'] : ['sms'])
  await writeAudit(tx, { event: 'fresh-proof', ...row })
  return { ok: true }
}
