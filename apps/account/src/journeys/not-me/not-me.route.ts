// The link "it was not me": the GET only shows a button (contracts.md §10), the POST holds the account.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance } from 'fastify'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Deps } from '../../deps.ts'
import { findLink } from '../../records/notices/store.ts'
import { linkHash } from '../../web/tell-person.ts'
import { holdByLink } from './hold-by-link.ts'
import { AccountHeld, AskNotMe, LinkOver } from './not-me.page.tsx'

type Params = { Params: { token: string } }

export function notMeRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<Params>('/not-me/:token', async (request, reply) => {
    const shell = reply.shell()
    const { token } = request.params
    const link = await findLink(deps.db, linkHash(deps.secret, token))
    if (!link || link.used_at || link.is_over) return reply.sendPage(LinkOver({ shell }), 404)
    return reply.sendPage(AskNotMe({ shell, link, action: inLanguage(shell.language, `/not-me/${token}`) }))
  })

  app.post<Params>('/not-me/:token', async (request, reply) => {
    const shell = reply.shell()
    const tokenHash = linkHash(deps.secret, request.params.token)
    const isHeld = await holdByLink(deps, { tokenHash, address: addressOf(request) })
    return isHeld ? reply.sendPage(AccountHeld({ shell })) : reply.sendPage(LinkOver({ shell }), 404)
  })
}
