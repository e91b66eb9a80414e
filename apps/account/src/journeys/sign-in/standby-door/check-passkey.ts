// The second proof by a passkey of this person.
import { passkeySiteOf } from '../../../config.ts'
import type { Deps } from '../../../deps.ts'
import type { Attempt } from '../../../records/attempts/store.ts'
import { askPasskey, type PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { checkPasskey } from '../../../records/factors/passkeys.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Entered } from '../finish/finish.ts'
import { type Entering, enterBy } from './enter.ts'

// After a password a touch is enough; a device that also asks for a finger or PIN is welcome.
const questionFor = (attempt: Attempt) =>
  ({ purpose: 'sign-in', binding: attempt.id, accountId: attempt.account_id, mustVerify: false }) as const

export const askForPasskey = (deps: Deps, attempt: Attempt): Promise<PasskeyQuestion> =>
  askPasskey(deps.db, deps.secret, passkeySiteOf(deps.config), questionFor(attempt))

export type PasskeyInput = Entering & { asked: string; answer: string }

export const checkSignInPasskey = (deps: Deps, input: PasskeyInput): Promise<Result<Entered>> =>
  enterBy(deps, 'passkey', input, async (tx) => {
    const given = { ...questionFor(input.attempt), sealed: input.asked, answer: input.answer }
    const checked = await checkPasskey(tx, deps.secret, passkeySiteOf(deps.config), given)
    return checked.ok ? null : refuse(checked.code)
  })
