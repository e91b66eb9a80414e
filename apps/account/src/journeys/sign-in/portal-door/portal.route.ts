// The portal door: out by POST /sign-in/portal, back at GET /portal/callback.
import { readClock } from '@motcua/db/clock.ts'
import { addressOf } from '@motcua/web/create-app.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { openErrand, ownPage } from '../../../records/attempts/errand.ts'
import { findTripPurpose, type Trip } from '../../../records/portal-trips/store.ts'
import type { Refusal } from '../../../result.ts'
import { browserIdOf, deviceOf } from '../../../web/browser.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { findPerson } from '../../../web/person.ts'
import { notePortalProof } from '../../../web/portal-proof.ts'
import { showDoors } from '../choose-door/choose-door.route.ts'
import { finish } from '../finish/finish.ts'
import { isKnownDevice } from '../known-device.ts'
import { markProveAnew, mustProveAnew } from '../../../web/prove-anew.ts'
import { arrive } from './arrive.ts'
import { confirmFresh } from './confirm-fresh.ts'
import { depart } from './depart.ts'
import { PortalProblem } from './portal-problem.page.tsx'

const form = z.object({ for: textField(4000), purpose: textField(10), next: textField(200) })

export function departureRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/sign-in/portal', async (request, reply) => {
    const { language } = reply.shell()
    const browser = browserIdOf(reply)
    const body = form.parse(request.body)
    const purpose = body.purpose === 'fresh' ? 'fresh' : 'sign-in'
    const next = ownPage(body.next)
    const errand =
      purpose === 'fresh' ? { browser, ...(next ? { next } : {}) } : openErrand(deps.secret, body.for, browser)
    // The portal's single sign-on may be older than a relying party takes (max_age): it is asked for a sign-in of now.
    const isYoungAsked = errand.fresh === true || errand.maxAge !== undefined
    const fresh = purpose === 'fresh' || isYoungAsked || (await mustProveAnew(deps, request))
    const result = await depart(deps, { browser, address: addressOf(request), errand, language, purpose, fresh })
    if (!result.ok && purpose === 'fresh')
      return reply.redirect(`/${language}/my-account/confirm?portal=away${next ? `&next=${next}` : ''}`, 303)
    if (!result.ok) return showDoors(deps, reply, errand, { portalIsDown: true }, statusOf(result.code))
    return reply.redirect(result.url, 303)
  })
}

export function arrivalRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/portal/callback', async (request, reply) => {
    const callback = new URL(request.url, deps.config.ACCOUNT_ORIGIN)
    const browser = browserIdOf(reply)
    const purpose = await findTripPurpose(deps.db, tokenHash(callback.searchParams.get('state') ?? ''))
    if (purpose === 'fresh') return backFromFresh(deps, request, reply, callback)
    const { address, device } = { address: addressOf(request), device: deviceOf(request.headers['user-agent']) }
    const isKnown = (numbers: readonly string[]) => isKnownDevice(deps, request, numbers)
    const { trip, result } = await arrive(deps, { callback, browser, address, device, isKnownDevice: isKnown })
    // The next trip asks the portal for a sign-in of now.
    if (!result.ok && result.code === 'held-prove-anew') markProveAnew(deps, reply)
    if (!trip || !result.ok) return showProblem(deps, reply, trip, result as Refusal)
    notePortalProof(deps, reply, result.accountId, await readClock(deps.db))
    return finish(deps, reply, trip.errand, result)
  })
}

async function backFromFresh(deps: Deps, request: FastifyRequest, reply: FastifyReply, callback: URL) {
  const person = await findPerson(deps.db, request)
  const now = await readClock(deps.db)
  const { trip, result } = await confirmFresh(deps, { callback, browser: browserIdOf(reply), person, now })
  if (!trip) return showProblem(deps, reply, trip, result as Refusal)
  const next = ownPage(trip.errand.next) ?? '/my-account/info'
  if (!result.ok) return reply.redirect(`/${trip.language}/my-account/confirm?portal=failed&next=${next}`, 303)
  notePortalProof(deps, reply, person?.account.id ?? '', now)
  return reply.redirect(`/${trip.language}${next}`, 303)
}

/** The callback has no language in its path: the trip remembers it. */
function showProblem(deps: Deps, reply: FastifyReply, trip: Trip | undefined, refusal: Refusal) {
  const shell = { ...reply.shell(), ...(trip ? { language: trip.language } : {}), path: '/sign-in' }
  return reply.sendPage(
    PortalProblem({ shell, secret: deps.secret, errand: trip?.errand, refusal }),
    statusOf(refusal.code),
  )
}
