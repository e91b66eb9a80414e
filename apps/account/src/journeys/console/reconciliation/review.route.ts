// GET, POST /console/reconciliation/:period/:account: one officer's sign-ins of one opening, and the finding on them.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import {
  findStanding,
  listSignIns,
  type OfficerOfPeriod,
  outcomes,
  type Standing,
} from '../../../records/reconciliation/standings.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { errorsAt } from '../read-scope.ts'
import { freshBy } from '../standby-door/fresh-in-form.ts'
import { ReviewPage, type ReviewErrors, type TypedReview } from './review.page.tsx'
import { cleanFinding, findingFault, reviewSignIns } from './review-sign-ins.ts'

type Params = { Params: { period: string; account: string } }
const path = '/console/reconciliation/:period/:account'
const doubtful: readonly Standing[] = ['unconfirmed', 'mismatched']
const form = z.object({
  seen: textField(20),
  outcome: textField(20),
  finding: textField(8000),
  password: textField(1000),
  code: textField(20),
})

export function reviewRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<Params>(path, async (request, reply) => show(deps, reply, keyOf(request.params), { typed: blank }))

  app.post<Params>(path, async (request, reply) => {
    const key = keyOf(request.params)
    const { seen, password, code, ...typed } = form.parse(request.body)
    const outcome = outcomes.find((one) => one === typed.outcome)
    const finding = cleanFinding(typed.finding)
    const faults = [outcome ? null : refuse('choice-missing'), findingFault(finding)].filter((fault) => fault !== null)
    if (!key || !outcome || faults.length > 0) return show(deps, reply, key, { typed, faults })
    const standing = doubtful.find((one) => one === seen)
    if (!standing) return show(deps, reply, key, { typed, faults: [refuse('review-moved')] })
    const fresh = await freshBy(deps, reply, { password, code })
    if (!fresh.ok) return show(deps, reply, key, { typed, faults: [fresh] })
    const by = { actorId: personOf(request).account.id, address: addressOf(request) }
    const result = await reviewSignIns(deps, { ...key, ...by, seen: standing, outcome, finding })
    if (!result.ok) return show(deps, reply, key, { typed, faults: [result] })
    return reply.redirect(`/${reply.shell().language}/console/reconciliation?done=reviewed`, 303)
  })
}

const blank: TypedReview = { outcome: '', finding: '' }

/** Undefined where an id is none. */
function keyOf({ period, account }: Params['Params']): OfficerOfPeriod | undefined {
  const areIds = [period, account].every((id) => z.uuid().safeParse(id).success)
  return areIds ? { periodId: period, accountId: account } : undefined
}

const fieldOf: Partial<Record<Refusal['code'], keyof ReviewErrors>> = {
  'choice-missing': 'outcome',
  'finding-length': 'finding',
  'password-missing': 'password',
  'code-format': 'code',
}

type Shown = { typed: TypedReview; faults?: readonly Refusal[] }

async function show(deps: Deps, reply: FastifyReply, key: OfficerOfPeriod | undefined, { typed, faults = [] }: Shown) {
  const row = key ? await findStanding(deps.db, key) : undefined
  if (!key || !row) return reply.sendProblem('not-found')
  const frame = await frameOf(deps, reply, `/console/reconciliation/${key.periodId}/${key.accountId}`)
  const { language } = frame.shell
  const [fault] = faults
  if (fault?.retryAfter) reply.header('retry-after', String(fault.retryAfter))
  const whole = faults.find((one) => !fieldOf[one.code])
  const page = ReviewPage({
    frame,
    row,
    signIns: await listSignIns(deps.db, key),
    typed,
    errors: errorsAt(language, faults, fieldOf),
    refusal: whole ? sentence(language, whole) : undefined,
  })
  return reply.sendPage(page, fault ? statusOf(fault.code) : 200)
}
