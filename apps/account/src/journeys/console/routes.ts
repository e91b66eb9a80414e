// The console journey's table of contents.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { agenciesRoutes } from './agencies/agencies.route.ts'
import { auditRoutes } from './audit/audit.route.ts'
import { campaignsRoutes } from './campaigns/campaigns.route.ts'
import { confirmRoutes } from './confirm/confirm.route.ts'
import { drillReportRoutes } from './drills/drill-report.route.ts'
import { drillsRoutes } from './drills/drills.route.ts'
import { gatewaysRoutes } from './gateways/gateways.route.ts'
import { limitsRoutes } from './limits/limits.route.ts'
import { listsRoutes } from './lists/lists.route.ts'
import { myWaysRoutes } from './my-ways/my-ways.route.ts'
import { guardNetwork } from './networks.ts'
import { consoleHome } from './next-page.ts'
import { officerRoutes } from './officers/officer.route.ts'
import { officersRoutes } from './officers/officers.route.ts'
import { policiesRoutes } from './policies/policies.route.ts'
import { readinessRoutes } from './readiness/readiness.route.ts'
import { relyingPartiesRoutes } from './relying-parties/parties.route.ts'
import { requestsRoutes } from './requests/requests.route.ts'
import { consoleSignInRoutes } from './sign-in/sign-in.route.ts'
import { extendDoorRoutes } from './standby-door/extend-door.route.ts'
import { reconciliationRoutes } from './reconciliation/reconciliation.route.ts'
import { reviewRoutes } from './reconciliation/review.route.ts'
import { reportRoutes } from './report/report.route.ts'
import { standbyDoorRoutes } from './standby-door/standby-door.route.ts'
import { timelineRoutes } from './timeline/timeline.route.ts'
import { watchRoutes } from './watch/watch.route.ts'

/** A scope of its own, so that the guard of networks stands before these routes only. */
export function consoleRoutes(app: FastifyInstance, deps: Deps): void {
  void app.register(async (scope) => {
    guardNetwork(scope, deps.config.CONSOLE_NETWORKS)
    scope.get('/console', async (_request, reply) => reply.redirect(`/${reply.shell().language}${consoleHome}`, 303))
    consoleSignInRoutes(scope, deps)
    confirmRoutes(scope, deps)
    standbyDoorRoutes(scope, deps)
    extendDoorRoutes(scope, deps)
    campaignsRoutes(scope, deps)
    drillsRoutes(scope, deps)
    drillReportRoutes(scope, deps)
    policiesRoutes(scope, deps)
    reportRoutes(scope, deps)
    reconciliationRoutes(scope, deps)
    reviewRoutes(scope, deps)
    watchRoutes(scope, deps)
    timelineRoutes(scope, deps)
    readinessRoutes(scope, deps)
    officersRoutes(scope, deps)
    officerRoutes(scope, deps)
    agenciesRoutes(scope, deps)
    listsRoutes(scope, deps)
    requestsRoutes(scope, deps)
    gatewaysRoutes(scope, deps)
    relyingPartiesRoutes(scope, deps)
    auditRoutes(scope, deps)
    limitsRoutes(scope, deps)
    myWaysRoutes(scope, deps)
  })
}
