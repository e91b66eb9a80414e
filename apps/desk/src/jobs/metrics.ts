// What /metrics tells beside the time of each step: this node's connections, its database, what it purged.
import { type Readings, startMetrics } from '@motcua/web/metrics.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { purgedRows } from './purge.ts'

/** Serves them at METRICS_PORT, where that is set; gives its end. */
export async function serveMetrics(app: FastifyInstance, deps: Deps): Promise<() => Promise<void>> {
  const { METRICS_PORT: port } = deps.config
  return port ? startMetrics(app, { app: 'desk', port, read: async () => readNode(deps) }) : async () => {}
}

function readNode({ database }: Deps): Readings {
  const pool = Object.entries(database.connections())
  return {
    pool_connections: {
      help: 'Connections to the database, and callers that wait for one',
      read: pool.map(([state, value]) => ({ labels: { state }, value })),
    },
    database_away: {
      help: '1 while the database is away from this node',
      read: [{ value: Number(database.isAway()) }],
    },
    purged_rows: {
      help: 'Rows purged since this node’s start',
      read: [...purgedRows].map(([kind, value]) => ({ labels: { kind }, value })),
    },
  }
}
