// What /metrics tells beside the time of each step: what this node does now, and how the service as a whole is.
import { type Reading, type Readings, startMetrics } from '@motcua/web/metrics.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { countCodes, countEvents, readDoors, readOutboxes } from '../records/figures/store.ts'
import { purgedRows } from './purge.ts'

const words = ['ok', 'degraded', 'no-codes', 'down', 'unknown'] as const
const boxes = ['messages', 'logout-notices', 'alarms', 'alarm-letters'] as const

/** Serves them at METRICS_PORT, where that is set; gives its end. */
export async function serveMetrics(app: FastifyInstance, deps: Deps): Promise<() => Promise<void>> {
  const { METRICS_PORT: port } = deps.config
  return port ? startMetrics(app, { app: 'account', port, read: () => readAll(deps) }) : async () => {}
}

async function readAll(deps: Deps): Promise<Readings> {
  const node = readNode(deps)
  if (deps.database.isAway()) return node
  try {
    return { ...node, ...(await readService(deps)) }
  } catch {
    return node
  }
}

function readNode({ hasher, database }: Deps): Readings {
  const { running, waiting } = hasher.load()
  const pool = database.connections()
  return {
    hashes: {
      help: 'Password hashes under way and waiting, on this node',
      read: labelled('state', { running, waiting }),
    },
    pool_connections: {
      help: 'Connections to the database, and callers that wait for one',
      read: labelled('state', pool),
    },
    database_away: {
      help: '1 while the database is away from this node',
      read: [{ value: Number(database.isAway()) }],
    },
    purged_rows: {
      help: 'Rows purged since this node’s start',
      read: labelled('kind', Object.fromEntries(purgedRows)),
    },
  }
}

async function readService({ db }: Deps): Promise<Readings> {
  const [events, codes, outboxes, doors] = [
    await countEvents(db),
    await countCodes(db),
    await readOutboxes(db),
    await readDoors(db),
  ]
  const box = (name: string) => outboxes.find((one) => one.box === name)
  return {
    events_5m: {
      help: 'Audit events of the last 5 minutes, by door; the same at every node',
      read: events.map(({ event, door, count }) => ({ labels: { event, door: door ?? '' }, value: count })),
    },
    sign_ins_5m: {
      help: 'Sign-ins of the last 5 minutes by door and result; the same at every node',
      read: events.flatMap(({ event, door, count }): Reading[] => {
        const result = resultOf[event]
        return result ? [{ labels: { door: door ?? '', result }, value: count }] : []
      }),
    },
    codes_15m: { help: 'What became of the codes of the last 15 minutes', read: labelled('state', codes) },
    outbox_depth: { help: 'What waits to go out', read: labelledBy('box', boxes, (name) => box(name)?.depth ?? 0) },
    outbox_age_seconds: {
      help: 'Age of the oldest that waits',
      read: labelledBy('box', boxes, (name) => box(name)?.age ?? 0),
    },
    portal_verdict: {
      help: '1 for the word that the watch says of the portal now',
      read: labelledBy('word', words, (word) => Number(word === doors.verdict)),
    },
    standby_periods_open: { help: 'Standby periods that are open now', read: [{ value: doors.periods }] },
  }
}

const resultOf: Readonly<Record<string, string>> = {
  'sign-in': 'in',
  'sign-in-refused': 'refused',
  'portal-refused': 'refused',
  'password-wrong': 'wrong-password',
  'password-locked': 'locked',
  'code-wrong': 'wrong-code',
}

const labelled = (label: string, values: Readonly<Record<string, number>>): Reading[] =>
  labelledBy(label, Object.keys(values), (name) => values[name] ?? 0)

const labelledBy = <Name extends string>(label: string, names: readonly Name[], valueOf: (name: Name) => number) =>
  names.map((name): Reading => ({ labels: { [label]: name }, value: valueOf(name) }))
