// GET /sign-in/for/UID: where the provider sends a person of a relying party. Whoever is signed in here goes straight on.
import type { FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'
import { preferredLanguage } from '@motcua/web/language.ts'
import type { Deps } from '../../deps.ts'
import { isOwnInteraction, resumeAddress } from '../../provider/interaction.ts'
import { type Errand, openAsked, sealErrand } from '../../records/attempts/errand.ts'
import { offerToInteraction } from '../../records/sessions/store.ts'
import { browserIdOf } from '../../web/browser.ts'
import { findPerson } from '../../web/person.ts'

type Asked = { Params: { uid: string }; Querystring: { for?: string } }

export function relyingPartyRoutes(app: FastifyInstance, deps: Deps, provider: Provider): void {
  app.get<Asked>('/sign-in/for/:uid', async (request, reply) => {
    const { uid } = request.params
    const language = preferredLanguage(request)
    const errand = openAsked(deps.secret, request.query.for, { interaction: uid, browser: browserIdOf(reply) })
    if (!errand || !isOwnInteraction(provider, request, reply, uid))
      return reply.redirect(`/${language}/sign-in?done=over`, 303)
    const session = errand.fresh ? undefined : await findUsableSession(errand)
    if (session) {
      await offerToInteraction(deps.db, session.id, uid)
      return reply.redirect(resumeAddress(deps.config, uid), 303)
    }
    return reply.redirect(`/${language}/sign-in?for=${encodeURIComponent(sealErrand(deps.secret, errand))}`, 303)

    async function findUsableSession({ maxAge = Number.POSITIVE_INFINITY }: Errand) {
      const person = await findPerson(deps.db, request)
      const isEnough = person !== null && person.session.door !== 'console' && person.session.proof_age <= maxAge
      return isEnough ? person.session : undefined
    }
  })
}
