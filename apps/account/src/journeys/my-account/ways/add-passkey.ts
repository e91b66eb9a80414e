// A new passkey with a name.
import { inTransaction } from '@motcua/db/query.ts'
import { passkeySiteOf } from '../../../config.ts'
import type { Deps } from '../../../deps.ts'
import { askNewPasskey, type PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { addPasskey } from '../../../records/factors/passkeys.ts'
import { lockWays } from '../../../records/factors/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { type ByWhom, tellWay } from './tell.ts'

const questionFor = ({ session }: Person) => ({ purpose: 'add', binding: session.id }) as const

export const askForNewPasskey = (deps: Deps, person: Person): Promise<PasskeyQuestion> =>
  askNewPasskey(deps.db, deps.secret, passkeySiteOf(deps.config), {
    ...questionFor(person),
    account: { id: person.account.id, label: person.account.name },
    isSole: false,
  })

export type NewPasskeyInput = ByWhom & { name: string; asked: string; answer: string }

export async function makePasskey(deps: Deps, input: NewPasskeyInput): Promise<Result> {
  const { person, asked: sealed, answer } = input
  const name = input.name.trim()
  if (!name || name.length > 60) return refuse('passkey-name')
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    await lockWays(tx, person.account.id)
    const given = {
      ...questionFor(person),
      accountId: person.account.id,
      name,
      sealed,
      answer,
      mustVerify: false,
    }
    const added = await addPasskey(tx, deps.secret, passkeySiteOf(deps.config), given)
    if (!added.ok) return refuse(added.code)
    await tellWay(tx, deps, input, 'passkey-added')
    return { ok: true }
  })
  deps.nudge()
  return result
}
