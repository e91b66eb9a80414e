// One person at the console: the page, and what an administrator may do to the account.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import type { Account } from '../../../records/accounts/store.ts'
import { listAudit } from '../../../records/audit/read-audit.ts'
import { liveRecoveryCodes } from '../../../records/factors/store.ts'
import { findPassword } from '../../../records/passwords/store.ts'
import { listPhones } from '../../../records/phones/store.ts'
import { findReadiness } from '../../../records/readiness/store.ts'
import { listSessions } from '../../../records/sessions/store.ts'
import type { Result } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { isFresh, personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { queryText } from '../../../web/query-text.ts'
import { Officer, type OfficerProps } from './officer.page.tsx'
import { endPersonSessions, findManaged, restorePerson, suspendPerson } from './suspend-person.ts'

const form = z.object({ reason: textField(2000) })
const doneWords = ['suspended', 'restored', 'ended'] as const
type Params = { Params: { id: string } }

export function officerRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<Params>('/console/officers/:id', async (request, reply) => {
    const account = await accountOf(deps, request)
    if (!account) return reply.sendProblem('not-found')
    const done = doneWords.find((word) => word === queryText(request.query, 'done'))
    return showOfficer(deps, reply, account, { done })
  })

  app.post<Params>('/console/officers/:id/suspend', async (request, reply) => {
    const account = await accountOf(deps, request)
    if (!account) return reply.sendProblem('not-found')
    if (needsProof(request, account)) return sendToProof(reply, account)
    const { reason } = form.parse(request.body)
    const result = await suspendPerson(deps, { ...inputOf(request, account), reason })
    return answer(reply, account, result, 'suspended', reason)
  })

  app.post<Params>('/console/officers/:id/restore', async (request, reply) => {
    const account = await accountOf(deps, request)
    if (!account) return reply.sendProblem('not-found')
    if (!isFresh(personOf(request).session)) return sendToProof(reply, account)
    return answer(reply, account, await restorePerson(deps, inputOf(request, account)), 'restored')
  })

  app.post<Params>('/console/officers/:id/end-sessions', async (request, reply) => {
    const account = await accountOf(deps, request)
    if (!account) return reply.sendProblem('not-found')
    return answer(reply, account, await endPersonSessions(deps, inputOf(request, account)), 'ended')
  })

  async function answer(
    reply: FastifyReply,
    account: Account,
    result: Result,
    done: (typeof doneWords)[number],
    reason?: string,
  ) {
    const { language } = reply.shell()
    if (result.ok) return reply.redirect(`/${language}/console/officers/${account.id}?done=${done}`, 303)
    const text = sentence(language, result)
    const shown = result.code === 'reason-missing' ? { reason, error: text } : { reason, refusal: text }
    return showOfficer(deps, reply, account, shown, statusOf(result.code))
  }
}

const accountOf = async (deps: Deps, request: FastifyRequest<Params>) =>
  z.uuid().safeParse(request.params.id).success ? findManaged(deps.db, request.params.id) : undefined

const inputOf = (request: FastifyRequest, account: Account) => ({
  accountId: account.id,
  actorId: personOf(request).account.id,
  address: addressOf(request),
})

/** Suspending an officer may have to be quick; taking the console from somebody needs a fresh proof, and so does giving an account back. */
const needsProof = (request: FastifyRequest, account: Account) =>
  account.kind !== 'officer' && !isFresh(personOf(request).session)

const sendToProof = (reply: FastifyReply, account: Account) =>
  reply.redirect(
    `/${reply.shell().language}/console/confirm?next=${encodeURIComponent(`/console/officers/${account.id}`)}`,
    303,
  )

type Shown = Pick<OfficerProps, 'done' | 'reason' | 'error' | 'refusal'>

async function showOfficer(deps: Deps, reply: FastifyReply, account: Account, shown: Shown, status = 200) {
  const { db } = deps
  const { id } = account
  const everything = { event: null, day: null, door: null }
  const page = Officer({
    ...shown,
    frame: await frameOf(deps, reply, `/console/officers/${id}`),
    account,
    readiness: await findReadiness(db, id, deps.config.FACTOR_PROFILE),
    phones: await listPhones(db, id),
    password: await findPassword(db, id),
    recoveryCodes: (await liveRecoveryCodes(db, id)).length,
    sessions: await listSessions(db, id),
    activity: await listAudit(db, { ...everything, person: id }, { offset: 0, count: 20 }),
  })
  return reply.sendPage(page, status)
}
