// Whom an agency's officers call: one number and its hours, changed with an audit row.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { setHelp } from '../../../records/agencies/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { type Result, refuse } from '../../../result.ts'

type HelpInput = { code: string; phone: string; hours: string; actorId: string; address: string }

/** Both empty: the common number of the service. Saving what is there already writes nothing. Refusals: help-format. */
export async function setAgencyHelp(deps: Pick<Deps, 'db'>, input: HelpInput): Promise<Result> {
  const { code, actorId, address } = input
  const [phone, hours] = [input.phone.trim(), input.hours.trim()]
  // Numbers that people dial: digits with the signs that part them; hours mean nothing without a number.
  if (!(phone === '' ? hours === '' : /^\+?[\d][\d .()-]{2,39}$/.test(phone))) return refuse('help-format')
  await inTransaction(deps.db, async (tx) => {
    if (!(await setHelp(tx, code, { phone, hours }))) return
    await writeAudit(tx, {
      event: 'agency-help',
      actorId,
      address,
      door: 'console',
      detail: { agency: code, phone, hours },
    })
  })
  return { ok: true }
}
