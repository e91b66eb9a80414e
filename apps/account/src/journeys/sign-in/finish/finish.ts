// The end of every sign-in: the cookies, and on to the relying party or to a page of ours.
import type { Db } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { FastifyReply } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { Deps } from '../../../deps.ts'
import { answerInteraction } from '../../../provider/interaction.ts'
import { typedNumbers } from '../../../records/accounts/store.ts'
import { type Errand, ownPage } from '../../../records/attempts/errand.ts'
import { mustRemind } from '../../../records/readiness/store.ts'
import { type Door, endSessions, provenAt } from '../../../records/sessions/store.ts'
import { dropCookie, setCookie } from '../../../web/cookies.ts'
import { keepOnward } from '../../../web/onward.ts'
import { sessionCookie } from '../../../web/person.ts'
import { clearProveAnew } from '../../../web/prove-anew.ts'
import { attemptCookie } from '../attempt-cookie.ts'
import { noteKnownDevice } from '../known-device.ts'

export type Entered = { accountId: string; sessionId: string; token: string; door: Door; amr: readonly string[] }

export async function finish(deps: Deps, provider: Provider, reply: FastifyReply, errand: Errand, entered: Entered) {
  const { language } = reply.shell()
  await endEarlierSession(deps.db, reply)
  setCookie(reply, deps.config, { name: sessionCookie, value: entered.token })
  dropCookie(reply, attemptCookie)
  clearProveAnew(reply)
  noteKnownDevice(deps, reply, await typedNumbers(deps.db, entered.accountId))
  const onward = errand.interaction ? await onwardTo(deps, provider, errand.interaction, entered) : undefined
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

/** One browser, one person: a session that this browser's cookie had ends. */
async function endEarlierSession(db: Db, reply: FastifyReply): Promise<void> {
  const token = reply.request.cookies[sessionCookie]
  if (token) await endSessions(db, { tokenHash: tokenHash(token) }, { reason: 'replaced' })
}

async function onwardTo(deps: Deps, provider: Provider, uid: string, entered: Entered): Promise<string | undefined> {
  const authenticatedAt = await provenAt(deps.db, entered.sessionId)
  return answerInteraction(deps.db, provider, uid, { ...entered, authenticatedAt })
}
