// POST /my-account/opening-notices: told by SMS when the standby door opens for me, or not any more.
import { inTransaction } from '@motcua/db/query.ts'
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { saveOpeningWish } from '../../../records/announcements/openings.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { textField } from '../../../web/forms.ts'
import { type Person, personOf } from '../../../web/person.ts'

const form = z.object({ wish: textField(10) })

export function openingNoticesRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/my-account/opening-notices', async (request, reply) => {
    const wants = form.parse(request.body).wish === 'ask'
    await setWish(deps, personOf(request), { wants, address: addressOf(request) })
    return reply.redirect(`/${reply.shell().language}/my-account/info?done=${wants ? 'asked' : 'left'}`, 303)
  })
}

/** It opens nothing, so it needs no fresh proof. Pressed twice, it is one change. */
const setWish = (deps: Deps, { account, session }: Person, { wants, address }: { wants: boolean; address: string }) =>
  inTransaction(deps.db, async (tx) => {
    if (!(await saveOpeningWish(tx, account.id, wants))) return
    const event = wants ? 'openings-asked' : 'openings-left'
    await writeAudit(tx, { event, accountId: account.id, sessionId: session.id, address })
  })
