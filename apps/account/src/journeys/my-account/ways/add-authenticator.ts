// A new authenticator app: its secret is sealed in the form until the app has shown a right code.
import { readClock } from '@motcua/db/clock.ts'
import { inTransaction } from '@motcua/db/query.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { addAuthenticator, authenticatorUri, newAuthenticatorSecret } from '../../../records/factors/authenticator.ts'
import { lockWays } from '../../../records/factors/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { type ByWhom, tellWay } from './tell.ts'

const shape = z.object({ session: z.string(), secret: z.string(), at: z.number() })

/** `uri`: for the QR code. `sealed`: comes back with the code. */
export type Offer = { secret: string; uri: string; sealed: string }

/** The offer that came back with a code, or a fresh one. */
export async function offerAuthenticator(deps: Deps, { account, session }: Person, kept?: string): Promise<Offer> {
  const secret = kept ?? newAuthenticatorSecret()
  const at = (await readClock(deps.db)).getTime()
  const uri = authenticatorUri(secret, deps.config.SHORT_NAME, account.name)
  return { secret, uri, sealed: seal(deps.secret, 'new-authenticator', { session: session.id, secret, at }) }
}

/** The secret of an offer made in this session, less than 10 minutes ago. */
export async function readOffer(deps: Deps, { session }: Person, sealed: string): Promise<string | undefined> {
  const read = shape.safeParse(unseal(deps.secret, 'new-authenticator', sealed))
  if (!read.success || read.data.session !== session.id) return undefined
  const age = ((await readClock(deps.db)).getTime() - read.data.at) / 1000
  return age <= limits.attempt.life ? read.data.secret : undefined
}

export type NewAuthenticator = ByWhom & { secret: string | undefined; code: string }

export async function confirmAuthenticator(deps: Deps, input: NewAuthenticator): Promise<Result> {
  const { secret, person } = input
  const code = input.code.replace(/\s/g, '')
  if (!secret) return refuse('authenticator-late')
  if (!/^\d{6}$/.test(code)) return refuse('code-format')
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    await lockWays(tx, person.account.id)
    const done = await addAuthenticator(tx, deps.secret, { accountId: person.account.id, secret, code })
    if (done === 'wrong') return refuse('authenticator-new-wrong')
    if (done === 'added') await tellWay(tx, deps, input, 'authenticator-added')
    return { ok: true }
  })
  deps.nudge()
  return result
}
