// A signed-in administrator proves again who they are: the switch, roles and keys ask for a proof of the last 5 minutes.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { passkeySiteOf } from '../../../config.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { askPasskey, type PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { checkPasskey } from '../../../records/factors/passkeys.ts'
import { noteProof } from '../../../records/sessions/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { checkProof } from '../check-proof.ts'

export type FreshProof = { person: Person; password: string; code: string; triesSubject: string; address: string }

export async function proveAnew(deps: Deps, input: FreshProof): Promise<Result> {
  const { account } = input.person
  const proof = await checkProof(deps, { ...input, username: account.username ?? '' })
  if (!proof.ok) return proof
  await inTransaction(deps.db, (tx) => note(tx, input, ['pwd', 'otp']))
  return { ok: true }
}

const questionFor = ({ account, session }: Person) =>
  ({ purpose: 'fresh', binding: session.id, accountId: account.id, mustVerify: true }) as const

export const askForProof = (deps: Deps, person: Person): Promise<PasskeyQuestion> =>
  askPasskey(deps.db, deps.secret, passkeySiteOf(deps.config), questionFor(person))

export type PasskeyProof = { person: Person; asked: string; answer: string; address: string }

export const proveAnewByPasskey = (deps: Deps, input: PasskeyProof): Promise<Result> =>
  inTransaction(deps.db, async (tx): Promise<Result> => {
    const given = { ...questionFor(input.person), sealed: input.asked, answer: input.answer }
    const checked = await checkPasskey(tx, deps.secret, passkeySiteOf(deps.config), given)
    if (checked.ok) {
      await note(tx, input, ['hwk'])
      return checked
    }
    await writeAudit(tx, { event: 'code-wrong', ...rowOf(input), detail: { why: checked.code } })
    return refuse(checked.code)
  })

type Proving = { person: Person; address: string }

const rowOf = ({ person: { account, session }, address }: Proving) =>
  ({ accountId: account.id, sessionId: session.id, door: 'console', address }) as const

async function note(tx: Db, proving: Proving, amr: readonly string[]): Promise<void> {
  await noteProof(tx, proving.person.session.id, amr)
  await writeAudit(tx, { event: 'fresh-proof', ...rowOf(proving) })
}
