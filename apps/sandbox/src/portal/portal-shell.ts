// What a page of the portal knows. Its addresses are fixed, so the language comes from a cookie or from the browser.
import type { Language, Shell } from '@motcua/ui/shell.ts'
import { preferredLanguage } from '@motcua/web/language.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'

const cookie = 'portal_language'

export function portalShell(reply: FastifyReply): Shell {
  const chosen = reply.request.cookies[cookie]
  const language: Language = chosen === 'vi' || chosen === 'en' ? chosen : preferredLanguage(reply.request)
  return { ...reply.shell(), language }
}

/** The language menu's addresses (/en/oauth2/…): they remember the choice and go to the page itself. */
export function languageRoutes(app: FastifyInstance): void {
  for (const language of ['vi', 'en'])
    app.get(`/${language}/*`, async (request, reply) =>
      reply
        .setCookie(cookie, language, { path: '/', httpOnly: true, sameSite: 'lax' })
        // Exactly one slash before the page, so that the address cannot name another host.
        .redirect(`/${request.url.slice(3).replace(/^[/\\]+/, '')}`, 303),
    )
}
