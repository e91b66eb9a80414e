// POST /sign-in/no-code: "Tôi không nhận được mã của Cổng", once for each trip of this browser.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { openErrand, sealErrand } from '../../../records/attempts/errand.ts'
import { findOpenTrip, notePressed } from '../../../records/portal-trips/store.ts'
import { browserIdOf } from '../../../web/browser.ts'
import { textField } from '../../../web/forms.ts'

const form = z.object({ for: textField(4000) })

export function noCodeRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/sign-in/no-code', async (request, reply) => {
    const browser = browserIdOf(reply)
    const errand = sealErrand(deps.secret, openErrand(deps.secret, form.parse(request.body).for, browser))
    const trip = await findOpenTrip(deps.db, browser)
    if (trip) await notePressed(deps.db, trip.id)
    const done = trip ? 'told' : 'not-away'
    return reply.redirect(`/${reply.shell().language}/sign-in?done=${done}&for=${encodeURIComponent(errand)}`, 303)
  })
}
