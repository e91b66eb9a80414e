// The portal's switches that touch every answer: slow, and 500.
import type { FastifyInstance } from 'fastify'
import { words } from './messages.ts'
import { PortalNotice } from './portal-page.tsx'
import { portalShell } from './portal-shell.ts'
import type { Portal } from './portal.ts'

export function addFaults(app: FastifyInstance, portal: Portal): void {
  app.addHook('preHandler', async (request, reply) => {
    const { mode, seconds } = portal.faults.read().portal
    const isOurs = request.url.startsWith('/assets/') || request.url.startsWith('/health/')
    if (isOurs) return
    if (mode === 'slow') await portal.timers.wait(seconds * 1000)
    if (mode !== '500') return
    const shell = portalShell(reply)
    const say = words[shell.language]
    return reply.sendPage(PortalNotice({ shell, title: say.brokenTitle, children: say.brokenText }), 500)
  })
}
