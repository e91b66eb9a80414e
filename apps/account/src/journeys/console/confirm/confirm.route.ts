// The page of the fresh proof.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { listPasskeys } from '../../../records/factors/passkey-store.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { personOf } from '../../../web/person.ts'
import { triesSubject } from '../known-browser.ts'
import { nextPage } from '../next-page.ts'
import { proofErrors } from '../proof-errors.ts'
import { Confirm } from './confirm.page.tsx'
import { askForProof, proveAnew, proveAnewByPasskey } from './prove-anew.ts'

const form = z.object({ password: textField(1000), code: textField(20), next: textField(200) })
const passkeyForm = z.object({ asked: textField(2000), answer: textField(20_000), next: textField(200) })

export function confirmRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { next?: string } }>('/console/confirm', async (request, reply) =>
    showForm(deps, reply, nextPage(request.query.next)),
  )

  app.post('/console/confirm', async (request, reply) => {
    const person = personOf(request)
    const { password, code, next: asked } = form.parse(request.body)
    const next = nextPage(asked)
    const subject = triesSubject(deps, reply, person.account.username ?? '')
    const result = await proveAnew(deps, { person, password, code, triesSubject: subject, address: addressOf(request) })
    return result.ok ? onward(reply, next) : showForm(deps, reply, next, result)
  })

  app.post('/console/confirm/passkey', async (request, reply) => {
    const { next: wanted, ...given } = passkeyForm.parse(request.body)
    const next = nextPage(wanted)
    const result = await proveAnewByPasskey(deps, { ...given, person: personOf(request), address: addressOf(request) })
    return result.ok ? onward(reply, next) : showForm(deps, reply, next, result)
  })
}

const onward = (reply: FastifyReply, next: string) => reply.redirect(`/${reply.shell().language}${next}`, 303)

async function showForm(deps: Deps, reply: FastifyReply, next: string, refusal?: Refusal) {
  const shell = { ...reply.shell(), path: `/console/confirm?next=${encodeURIComponent(next)}` }
  const person = personOf(reply.request)
  const hasPasskey = (await listPasskeys(deps.db, person.account.id)).length > 0
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const page = Confirm({
    shell,
    next,
    name: person.account.name,
    question: hasPasskey ? await askForProof(deps, person) : undefined,
    ...(refusal ? proofErrors(shell.language, refusal) : {}),
  })
  return reply.sendPage(page, refusal ? statusOf(refusal.code) : 200)
}
