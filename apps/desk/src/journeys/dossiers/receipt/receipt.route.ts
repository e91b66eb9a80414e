// GET /dossiers/{code}/receipt: the paper that the applicant takes home.
import type { FastifyInstance } from 'fastify'
import { findAgency } from '../../../records/agencies/store.ts'
import { findDossier, listHistory } from '../../../records/dossiers/store.ts'
import { personOf } from '../../../web/person.ts'
import type { DossierNeeds } from '../needs.ts'
import { readCounts } from '../worklist/read-worklist.ts'
import { ReceiptPage } from './receipt.page.tsx'

export function receiptRoutes(app: FastifyInstance, needs: DossierNeeds): void {
  const { db, config } = needs
  app.get<{ Params: { code: string } }>('/dossiers/:code/receipt', async (request, reply) => {
    const person = personOf(request)
    const dossier = await findDossier(db, person.agency, request.params.code)
    const agency = dossier && (await findAgency(db, dossier.agency_code))
    // What was not received yet has no receipt.
    if (!dossier?.received_at || !dossier.due_at || !agency) return reply.sendProblem('not-found')
    const history = await listHistory(db, dossier.id)
    // Received is received at the counter, accepted, or complete with its last papers: one and the same instant.
    const receivedAt = dossier.received_at.getTime()
    const first = history.findLast((row) => row.at.getTime() === receivedAt)
    const page = ReceiptPage({
      shell: reply.shell(),
      person,
      counts: await readCounts(needs, person),
      dossier: { ...dossier, received_at: dossier.received_at, due_at: dossier.due_at },
      agency,
      receivedBy: first?.by_name ?? '',
      // The paper is Vietnamese whatever language the officer's page speaks.
      lookUp: `${config.DESK_ORIGIN}/vi/look-up?code=${dossier.code}`,
    })
    return reply.sendPage(page)
  })
}
