// Off to the account service: does it answer, is any door open, and where to go.
import { readClock } from '@motcua/db/clock.ts'
import type { Deps } from '../../deps.ts'
import { startTrip, tripSecrets } from './trip.ts'

export type Leaving = { browser: string; next: string; language: string; fresh: boolean; anyway: boolean }

/** closed: the portal is down and the standby door is shut, so the form could help nobody. */
export type Left =
  | { kind: 'go'; url: string; state: string; sealed: string }
  | { kind: 'away' }
  | { kind: 'closed'; help: string | null }

export async function leave(deps: Deps, leaving: Leaving): Promise<Left> {
  const { browser, next, language, fresh, anyway } = leaving
  const doors = await deps.account.doors()
  if (doors.kind === 'away') return { kind: 'away' }
  if (!anyway && doors.kind === 'known' && doors.portal === 'down' && doors.standby === 'closed')
    return { kind: 'closed', help: doors.help }
  const at = (await readClock(deps.db)).getTime()
  const { state, sealed } = startTrip(deps.secret, { browser, next, fresh, at })
  const url = await deps.account.departure({ ...tripSecrets(deps.secret, state), fresh, language }).catch(() => null)
  return url ? { kind: 'go', url: url.href, state, sealed } : { kind: 'away' }
}
