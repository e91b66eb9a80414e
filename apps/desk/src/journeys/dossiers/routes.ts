// The desk's own work: worklist, reception, dossiers with their moves, receipts.
import type { FastifyInstance } from 'fastify'
import { rememberColleague } from '../../records/colleagues/store.ts'
import { adoptSampleDossiers } from '../../records/dossiers/store.ts'
import { personOf } from '../../web/person.ts'
import { dossierPageRoutes } from './dossier/dossier.route.ts'
import type { DossierNeeds } from './needs.ts'
import { receiptRoutes } from './receipt/receipt.route.ts'
import { receiveRoutes } from './receive/receive.route.ts'
import { worklistRoutes } from './worklist/worklist.route.ts'

/** Registered once for each language, in a scope of its own with the language as prefix. */
export async function dossierRoutes(app: FastifyInstance, needs: DossierNeeds): Promise<void> {
  await app.register(async (scope) => {
    rememberPeople(scope, needs)
    worklistRoutes(scope, needs)
    receiveRoutes(scope, needs)
    receiptRoutes(scope, needs)
    dossierPageRoutes(scope, needs)
  })
}

/** Whoever opens a dossier page becomes one to whom dossiers can be handed over. */
function rememberPeople(scope: FastifyInstance, { db }: DossierNeeds): void {
  scope.addHook('preHandler', async (request) => {
    const { sub, name, agency, rights } = personOf(request)
    const changed = await rememberColleague(db, { sub, name, agency_code: agency, rights })
    if (changed > 0) await adoptSampleDossiers(db, { sub, name, agency })
  })
}
