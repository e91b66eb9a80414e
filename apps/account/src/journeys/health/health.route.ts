// Ready: the database is there, migrated, and clocks agree.
// Never the portal, never a gateway: the service is needed most when they are gone.
import { readinessOf } from '@motcua/db/readiness.ts'
import { addHealth } from '@motcua/web/health.ts'
import type { FastifyInstance } from 'fastify'
import { migrations } from '../../../migrations/all.ts'
import type { Deps } from '../../deps.ts'

export const healthRoutes = (app: FastifyInstance, { database }: Deps): void =>
  addHealth(app, () => readinessOf(database, migrations))
