// The portal's own pages for what goes wrong: they never lead back to the client.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { words } from './messages.ts'
import { PortalNotice } from './portal-page.tsx'
import { portalShell } from './portal-shell.ts'
import { pages } from './sign-in/visit.ts'
import { ErrorDetail } from './error-detail.tsx'

const text = z.string().max(200).catch('')
const query = z.object({ oauthErrorCode: text, oauthErrorMsg: text })

export function errorRoutes(app: FastifyInstance): void {
  app.get('/authenticationendpoint/oauth2_error.do', async (request, reply) => {
    const shell = portalShell(reply)
    const { oauthErrorCode: code, oauthErrorMsg: message } = query.parse(request.query)
    const children = ErrorDetail({ language: shell.language, code, message })
    return reply.sendPage(PortalNotice({ shell, title: words[shell.language].errorTitle, children }), 400)
  })
  app.get(pages.over, async (_request, reply) => {
    const shell = portalShell(reply)
    const say = words[shell.language]
    return reply.sendPage(PortalNotice({ shell, title: say.overTitle, children: say.overText }), 400)
  })
}
