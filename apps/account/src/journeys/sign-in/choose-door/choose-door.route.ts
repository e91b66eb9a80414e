// GET /sign-in: reads why the person came and which door works, and shows it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { browserIdOf } from '../../../web/browser.ts'
import type { Deps } from '../../../deps.ts'
import { type Errand, openErrand, ownPage, sealErrand } from '../../../records/attempts/errand.ts'
import { findGate } from '../../../records/portal-watch/gate.ts'
import { clock } from '../../../web/times.ts'
import { rememberedNumber } from '../remembered-number.ts'
import { ChooseDoor, type ChooseDoorProps } from './choose-door.page.tsx'

type Query = { for?: string; next?: string; done?: string }

export function chooseDoorRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: Query }>('/sign-in', async (request, reply) => {
    const errand = readErrand(deps, request, reply)
    const done = doneWords.find((word) => word === request.query.done)
    return showDoors(deps, reply, errand, { done, number: rememberedNumber(deps, request), remember: true })
  })
}

const doneWords = [
  'signed-out',
  'over',
  'replaced',
  'closed',
  'password-set',
  'registered',
  'told',
  'not-away',
  'drill-over',
] as const

function readErrand(deps: Deps, request: FastifyRequest<{ Querystring: Query }>, reply: FastifyReply): Errand {
  const browser = browserIdOf(reply)
  const next = ownPage(request.query.next)
  return next ? { browser, next } : openErrand(deps.secret, request.query.for, browser)
}

type Shown = Partial<
  Omit<
    ChooseDoorProps,
    'shell' | 'errand' | 'site' | 'openUntil' | 'drillUntil' | 'isForDrill' | 'portal' | 'help' | 'mayTell'
  >
>

/** The page in whatever state; also after a refusal of one of its two forms. */
export async function showDoors(deps: Deps, reply: FastifyReply, errand: Errand, shown: Shown, status = 200) {
  const shell = reply.shell()
  const { outage, drill, now, portal, trip, help } = await findGate(deps.db, errand.browser)
  const sealed = sealErrand(deps.secret, { ...errand, openedAt: errand.openedAt ?? now.getTime() })
  reply.formTargets = formTargets(deps, errand)
  return reply.sendPage(
    ChooseDoor({
      ...shown,
      shell: { ...shell, path: `/sign-in?for=${encodeURIComponent(sealed)}` },
      errand: sealed,
      site: shell.language === 'vi' ? errand.clientVi : errand.clientEn,
      openUntil: outage ? clock(shell.language, outage) : undefined,
      drillUntil: drill ? clock(shell.language, drill) : undefined,
      isForDrill: errand.next === '/my-account/drill',
      portal,
      // Whom to call: the number of the agency whose people use this browser, else the province's.
      help: help ? [help.phone, help.hours].filter(Boolean).join(' · ') : shell.site.help,
      mayTell: trip !== null && !trip.isPressed,
    }),
    status,
  )
}

/** Chromium checks the whole chain of redirects after a form: it may pass the portal and end at the relying party. */
export function formTargets(deps: Deps, errand: Errand): string[] {
  return [new URL(deps.config.PORTAL_DISCOVERY_URL).origin, ...(errand.target ? [errand.target] : [])]
}
