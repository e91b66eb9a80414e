// A fresh proof without a message: password and authenticator code, or a passkey that knows its person.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { passkeySiteOf } from '../../../config.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { askPasskey, type PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { answerAuthenticator } from '../../../records/factors/authenticator.ts'
import { checkPasskey } from '../../../records/factors/passkeys.ts'
import { noteProof, proofAgeOf } from '../../../records/sessions/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { provePassword } from '../prove-password.ts'
import type { Ways } from './ways.ts'

type Proving = { person: Person; address: string }
export type AppProof = Proving & { ways: Ways; password: string; code: string }

export async function proveByApp(deps: Deps, input: AppProof): Promise<Result> {
  const { ways, person } = input
  const code = input.code.replace(/\s/g, '')
  if (!ways.authenticator) return refuse('way-gone')
  if (ways.before === 'password' && !input.password) return refuse('password-missing')
  if (!/^\d{6}$/.test(code)) return refuse('code-format')
  const proven = ways.before === 'password' ? await provePassword(deps, input) : { ok: true as const }
  if (!proven.ok) return proven
  const amr = ways.before === 'password' ? ['pwd', 'otp'] : ['otp']
  return settle(deps, input, amr, async (tx) => {
    const answered = await answerAuthenticator(tx, deps.secret, { accountId: person.account.id, code })
    return answered.ok ? null : refuse(answered.code, answered.retryAfter ? { retryAfter: answered.retryAfter } : {})
  })
}

const questionFor = ({ account, session }: Person) =>
  ({ purpose: 'fresh', binding: session.id, accountId: account.id, mustVerify: true }) as const

export const askForProof = (deps: Deps, person: Person): Promise<PasskeyQuestion> =>
  askPasskey(deps.db, deps.secret, passkeySiteOf(deps.config), questionFor(person))

export type PasskeyProof = Proving & { asked: string; answer: string }

export const proveByPasskey = (deps: Deps, input: PasskeyProof): Promise<Result> =>
  settle(deps, input, ['hwk'], async (tx) => {
    const given = { ...questionFor(input.person), sealed: input.asked, answer: input.answer }
    const checked = await checkPasskey(tx, deps.secret, passkeySiteOf(deps.config), given)
    return checked.ok ? null : refuse(checked.code)
  })

const settle = (
  deps: Deps,
  { person, address }: Proving,
  amr: readonly string[],
  look: (tx: Db) => Promise<Refusal | null>,
): Promise<Result> =>
  inTransaction(deps.db, async (tx): Promise<Result> => {
    const { account, session } = person
    const row = { accountId: account.id, sessionId: session.id, door: session.door, address }
    const refusal = await look(tx)
    if (refusal) {
      // A double click: the first submit renewed the proof and used the code up.
      if (await isProvenByNow(tx, session.id)) return { ok: true }
      await writeAudit(tx, { event: 'code-wrong', ...row, detail: { why: refusal.code } })
      return refusal
    }
    await noteProof(tx, session.id, amr)
    await writeAudit(tx, { event: 'fresh-proof', ...row })
    return { ok: true }
  })

async function isProvenByNow(tx: Db, sessionId: string): Promise<boolean> {
  const age = await proofAgeOf(tx, sessionId)
  return age !== undefined && age <= limits.fresh.life
}
