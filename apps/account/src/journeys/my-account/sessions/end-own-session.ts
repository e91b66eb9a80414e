// Signs the person out somewhere else: one of their sessions, or all but this.
import type { Deps } from '../../../deps.ts'
import { endSessions, listSessions } from '../../../records/sessions/store.ts'
import type { Person } from '../../../web/person.ts'

/** `which`: a session's id, or "others". Ends nothing that is not this person's own; ended twice has one effect. */
export async function endOwnSession(deps: Deps, person: Person, which: string): Promise<void> {
  const { account, session } = person
  const why = { reason: 'own-choice', actorId: account.id }
  if (which === 'others') await endSessions(deps.db, { accountId: account.id, except: session.id }, why)
  else if (await isOther(deps, person, which)) await endSessions(deps.db, { id: which }, why)
  deps.nudge()
}

/** This very session ends by signing out, which also tells the portal. */
const isOther = async ({ db }: Deps, { account, session }: Person, id: string): Promise<boolean> =>
  id !== session.id && (await listSessions(db, account.id)).some((one) => one.id === id)
