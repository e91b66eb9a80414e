// GET, POST /my-account/reminder: shown after a portal sign-in on the way to a relying party.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { findReadiness, postponeReminder } from '../../../records/readiness/store.ts'
import { dropOnward, onwardOf } from '../../../web/onward.ts'
import { personOf } from '../../../web/person.ts'
import { Reminder } from './reminder.page.tsx'

export function reminderRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/my-account/reminder', async (request, reply) => {
    const { account } = personOf(request)
    const readiness = await findReadiness(deps.db, account.id, deps.config.FACTOR_PROFILE)
    const onward = onwardOf(deps, request, account.id)
    if (readiness.ready && readiness.phoneFresh)
      return reply.redirect(onward?.url ?? `/${reply.shell().language}/my-account/info`, 303)
    if (onward?.target) reply.formTargets = [onward.target]
    return reply.sendPage(Reminder({ shell: reply.shell(), readiness }))
  })

  app.post('/my-account/reminder', async (request, reply) => {
    const { account } = personOf(request)
    const onward = onwardOf(deps, request, account.id)
    await postponeReminder(deps.db, account.id)
    dropOnward(reply)
    return reply.redirect(onward?.url ?? `/${reply.shell().language}/my-account/info`, 303)
  })
}
