// The page of the fresh proof.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { personOf } from '../../../web/person.ts'
import { triesSubject } from '../known-browser.ts'
import { nextPage } from '../next-page.ts'
import { proofErrors } from '../proof-errors.ts'
import { Confirm } from './confirm.page.tsx'
import { proveAnew } from './prove-anew.ts'

const form = z.object({ password: textField(1000), code: textField(20), next: textField(200) })

export function confirmRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { next?: string } }>('/console/confirm', async (request, reply) => {
    const { account } = personOf(request)
    return reply.sendPage(Confirm({ shell: reply.shell(), next: nextPage(request.query.next), name: account.name }))
  })

  app.post('/console/confirm', async (request, reply) => {
    const shell = reply.shell()
    const person = personOf(request)
    const { password, code, next: asked } = form.parse(request.body)
    const next = nextPage(asked)
    const subject = triesSubject(deps, reply, person.account.username ?? '')
    const result = await proveAnew(deps, { person, password, code, triesSubject: subject, address: addressOf(request) })
    if (result.ok) return reply.redirect(`/${shell.language}${next}`, 303)
    if (result.retryAfter) reply.header('retry-after', String(result.retryAfter))
    const page = Confirm({ shell, next, name: person.account.name, ...proofErrors(shell.language, result) })
    return reply.sendPage(page, statusOf(result.code))
  })
}
