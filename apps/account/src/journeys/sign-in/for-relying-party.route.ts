// GET /sign-in/for/UID: where the provider sends a person of a relying party. Whoever is signed in here goes straight on.
import type { FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'
import { preferredLanguage } from '@motcua/web/language.ts'
import type { Deps } from '../../deps.ts'
import { answerInteraction, errandOf, readInteraction } from '../../provider/interaction.ts'
import { sealErrand } from '../../records/attempts/errand.ts'
import { offerToInteraction } from '../../records/sessions/store.ts'
import { browserIdOf } from '../../web/browser.ts'
import { findPerson, type Person } from '../../web/person.ts'

export function relyingPartyRoutes(app: FastifyInstance, deps: Deps, provider: Provider): void {
  app.get<{ Params: { uid: string } }>('/sign-in/for/:uid', async (request, reply) => {
    const interaction = await readInteraction(provider, request, reply)
    const language = preferredLanguage(request)
    // The cookie must be this browser's own for this very request: somebody else's link carries nobody anywhere.
    if (interaction?.uid !== request.params.uid) return reply.redirect(`/${language}/sign-in?done=over`, 303)
    const errand = await errandOf(deps.db, interaction, browserIdOf(reply))
    if (!errand) return reply.redirect(`/${language}/sign-in?done=over`, 303)
    const person = errand.fresh ? null : await findPerson(deps.db, request)
    const isRecent = person !== null && person.session.proof_age <= (errand.maxAge ?? Number.POSITIVE_INFINITY)
    const onward = isRecent && person.session.door !== 'console' ? await goOn(person, interaction.uid) : undefined
    return reply.redirect(
      onward ?? `/${language}/sign-in?for=${encodeURIComponent(sealErrand(deps.secret, errand))}`,
      303,
    )
  })

  async function goOn({ session, account }: Person, uid: string): Promise<string | undefined> {
    await offerToInteraction(deps.db, session.id, uid)
    const { id: sessionId, door, amr, authenticated_at: authenticatedAt } = session
    return answerInteraction(deps.db, provider, uid, { sessionId, accountId: account.id, door, amr, authenticatedAt })
  }
}
