// /oidc/logout with WSO2's habits (domain.md §1.4): a registered way back or an error page; without a valid hint it asks.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { words } from '../messages.ts'
import { portalShell } from '../portal-shell.ts'
import { PortalNotice } from '../portal-page.tsx'
import type { Portal } from '../portal.ts'
import { endSession } from '../session-cookie.ts'
import { pages } from '../sign-in/visit.ts'
import { SignOutConsent } from './consent.page.tsx'

const text = z.string().max(4000).optional().catch(undefined)
const query = z.object({ id_token_hint: text, post_logout_redirect_uri: text, state: text })
const consent = z.object({ consent: z.enum(['approve', 'deny']).catch('deny') })

export function signOutRoutes(app: FastifyInstance, portal: Portal): void {
  app.get('/oidc/logout', async (request, reply) => {
    const sent = query.parse(request.query)
    const hint = sent.id_token_hint ? await portal.keys.verify(sent.id_token_hint) : null
    // Without a valid hint neither the way back nor the state is heeded.
    if (hint?.aud !== portal.client.id)
      return reply.sendPage(SignOutConsent({ shell: { ...portalShell(reply), path: '/oidc/logout' } }))
    const back = sent.post_logout_redirect_uri
    if (back !== undefined && back !== portal.client.signedOutUri)
      return reply.redirect(
        pages.error('access_denied', 'Post logout URI does not match with registered callback URI'),
        302,
      )
    endSession(portal, request, reply)
    return reply.redirect(back === undefined ? pages.signedOut : withState(back, sent.state), 302)
  })

  app.post('/oidc/logout/consent', async (request, reply) => {
    // "No" ends on an error page, as at WSO2 5.6 and 5.7.
    if (consent.parse(request.body).consent === 'deny')
      return reply.redirect(pages.error('access_denied', 'End User denied the logout request'), 303)
    endSession(portal, request, reply)
    return reply.redirect(pages.signedOut, 303)
  })

  app.get(pages.signedOut, async (_request, reply) => signedOut(reply))
  // The VNeID address that userinfo tells as logoutUri.
  app.get('/api/idp/third-party/logout', async (_request, reply) => signedOut(reply))
}

function signedOut(reply: FastifyReply) {
  const shell = portalShell(reply)
  const say = words[shell.language]
  return reply.sendPage(PortalNotice({ shell, title: say.signedOutTitle, children: say.signedOutText }))
}

function withState(back: string, state: string | undefined): string {
  const url = new URL(back)
  if (state !== undefined) url.searchParams.set('state', state)
  return url.href
}
