// The end of every sign-in: the cookies, and on to the relying party or to a page of ours.
import type { Db } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { resumeAddress } from '../../../provider/interaction.ts'
import { type Errand, ownPage } from '../../../records/attempts/errand.ts'
import { mustRemind } from '../../../records/readiness/store.ts'
import { type Door, endSessions } from '../../../records/sessions/store.ts'
import { dropCookie, setCookie } from '../../../web/cookies.ts'
import { keepOnward } from '../../../web/onward.ts'
import { sessionCookie } from '../../../web/person.ts'
import { clearProveAnew } from '../../../web/prove-anew.ts'
import { attemptCookie } from '../../../web/attempt-cookie.ts'
import { noteKnownDevice } from '../known-device.ts'

/** `at`: when the session opened, by the one clock. `numbers`: what the person may type to sign in. */
export type Entered = {
  accountId: string
  sessionId: string
  token: string
  door: Door
  at: Date
  numbers: readonly string[]
}

export async function finish(deps: Deps, reply: FastifyReply, errand: Errand, entered: Entered) {
  const { language } = reply.shell()
  await endEarlierSessions(deps.db, reply, errand)
  setCookie(reply, deps.config, { name: sessionCookie, value: entered.token })
  dropCookie(reply, attemptCookie)
  clearProveAnew(reply)
  noteKnownDevice(deps, reply, entered.numbers)
  const onward = onwardTo(deps, errand, entered.at)
  if (
    onward &&
    entered.door === 'portal' &&
    (await mustRemind(deps.db, entered.accountId, deps.config.FACTOR_PROFILE))
  ) {
    keepOnward(deps, reply, { url: onward, target: errand.target ?? '', accountId: entered.accountId })
    return reply.redirect(`/${language}/my-account/reminder`, 303)
  }
  return reply.redirect(onward ?? `/${language}${ownPage(errand.next) ?? '/my-account/info'}`, 303)
}

/** One browser, one person: the sessions that its cookies had end, ours and the provider's. */
async function endEarlierSessions(db: Db, reply: FastifyReply, { before }: Errand): Promise<void> {
  const token = reply.request.cookies[sessionCookie]
  if (token) await endSessions(db, { tokenHash: tokenHash(token) }, { reason: 'replaced' })
  if (before) await endSessions(db, { uid: before }, { reason: 'replaced' })
}

/** Back to the relying party's request, unless that is over by now. */
const onwardTo = ({ config }: Deps, { interaction, until = 0 }: Errand, at: Date): string | undefined =>
  interaction && at.getTime() < until * 1000 ? resumeAddress(config, interaction) : undefined
