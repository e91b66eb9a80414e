// Who works at the command line: an administrator who proves it by the code of their app, or nobody in an emergency.
import type { Deps } from '../deps.ts'
import type { DoorActor } from '../journeys/console/standby-door/actor.ts'
import { limits } from '../limits.ts'
import { findConsoleUser } from '../records/accounts/store.ts'
import { checkAuthenticator } from '../records/factors/authenticator.ts'
import { forgetHit, takeHit } from '../records/limits/take-hit.ts'
import { type CliIo, CommandRefused } from './io.ts'
import { words } from './messages.ts'

type Who = { as?: string | undefined; 'break-glass'?: string | undefined }

export async function findActor(deps: Deps, io: CliIo, who: Who): Promise<DoorActor> {
  if (who['break-glass']) return { accountId: null, name: who['break-glass'], via: 'break-glass' }
  if (!who.as) throw new CommandRefused(words[io.language].who)
  const account = await findConsoleUser(deps.db, who.as)
  const code = (await io.ask(words[io.language].code(who.as), true)).replace(/\s/g, '')
  const isAdministrator = account?.kind === 'administrator' && !account.suspended_at
  const counter = { name: 'command-codes', subject: account?.id ?? who.as, limit: limits.wrongCodes }
  const hit = await takeHit(deps.db, counter)
  const isRight =
    hit.ok && isAdministrator && (await checkAuthenticator(deps.db, deps.secret, { accountId: account.id, code }))
  if (!isRight) throw new CommandRefused(words[io.language].codeWrong)
  await forgetHit(deps.db, counter)
  return { accountId: account.id, name: account.name, via: 'cli' }
}
