// An administrator adds or removes an own passkey. It stands alone at the console, so its device must ask for PIN, finger or face.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { passkeySiteOf } from '../../../config.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { askNewPasskey, type PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { removePasskeyRow } from '../../../records/factors/passkey-store.ts'
import { addPasskey } from '../../../records/factors/passkeys.ts'
import { lockWays } from '../../../records/factors/store.ts'
import { countWays, findWays, type Ways } from '../../../records/factors/ways.ts'
import { endSessions } from '../../../records/sessions/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'

const questionFor = ({ session }: Person) => ({ purpose: 'add', binding: session.id }) as const

export const askForNewPasskey = (deps: Deps, person: Person): Promise<PasskeyQuestion> =>
  askNewPasskey(deps.db, deps.secret, passkeySiteOf(deps.config), {
    ...questionFor(person),
    account: { id: person.account.id, label: person.account.username ?? person.account.name },
    isSole: true,
  })

type Changing = { person: Person; address: string }
export type NewPasskeyInput = Changing & { name: string; asked: string; answer: string }

export async function makePasskey(deps: Deps, input: NewPasskeyInput): Promise<Result> {
  const { person, asked: sealed, answer } = input
  const name = input.name.trim()
  if (!name || name.length > 60) return refuse('passkey-name')
  return inTransaction(deps.db, async (tx): Promise<Result> => {
    await lockWays(tx, person.account.id)
    const given = { ...questionFor(person), accountId: person.account.id, name, sealed, answer, mustVerify: true }
    const added = await addPasskey(tx, deps.secret, passkeySiteOf(deps.config), given)
    if (!added.ok) return refuse(added.code)
    await note(tx, input, 'passkey-added')
    return { ok: true }
  })
}

/** Why this one may not be removed; null where it may. */
export function whyNot(ways: Ways, id: string): Refusal | null {
  if (!ways.passkeys.some((passkey) => passkey.id === id)) return refuse('way-gone')
  return countWays(ways) === 1 ? refuse('way-last') : null
}

export async function removePasskey(deps: Deps, input: Changing & { id: string }): Promise<Result> {
  const { account, session } = input.person
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    await lockWays(tx, account.id)
    const refusal = whyNot(await findWays(tx, account.id), input.id)
    if (refusal) return refusal
    await removePasskeyRow(tx, account.id, input.id)
    await note(tx, input, 'passkey-removed')
    await endSessions(tx, { accountId: account.id, except: session.id }, { reason: 'way-removed' })
    return { ok: true }
  })
  deps.nudge()
  return result
}

const note = (tx: Db, { person, address }: Changing, event: 'passkey-added' | 'passkey-removed') =>
  writeAudit(tx, { event, accountId: person.account.id, sessionId: person.session.id, door: 'console', address })
