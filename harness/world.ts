// A whole installation to be harmed: one durable PostgreSQL, so many production nodes, the outside, prepared officers. Everything that was
// started is stopped at the end, however it comes.
import { limits } from '../apps/account/src/limits.ts'
import { createHasher } from '../apps/account/src/records/passwords/hasher.ts'
import { type Database, type DatabaseOptions, startDatabase } from './database.ts'
import { createFront, type Front } from './front.ts'
import { type Gateway, standInSettings, startGateway } from './gateway.ts'
import { host, type Node, party, productionSettings, type Settings, startNodes } from './nodes.ts'
import { officersCsv, prepareOfficers } from './officers.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import type { SignInDeps } from './sign-in.ts'

/** Everybody's; the hash is made with the default parameters. */
export const password = 'Mot-cua bench 2023'

type Options = {
  nodes: number
  officers: number
  settings?: Settings
  flags?: string[]
  database?: DatabaseOptions
}

type Core = { db: Database; nodes: Node[]; front: Front; settings: Settings }
/** Gateway: a stand-in that takes everything, for what needs no faults outside. */
export type CalmWorld = Core & { gateway: Gateway; signInDeps: SignInDeps }
/** The sandbox plays portal, two gateways and phones, with faults. */
export type WholeWorld = Core & { sandbox: Sandbox }

/** Runs `work` in a world without faults outside, and stops everything. */
export const inCalmWorld = <T>(options: Options, work: (world: CalmWorld) => Promise<T>): Promise<T> =>
  withStops(async (keep) => {
    const gateway = keep(await startGateway())
    const core = await startCore(options, standInSettings(gateway), keep)
    return work({ ...core, gateway, signInDeps: { front: core.front, party, password, codeFor: gateway.codeFor } })
  })

/** Runs `work` in a world whose outside can be harmed, and stops everything. */
export const inWholeWorld = <T>(options: Options, work: (world: WholeWorld) => Promise<T>): Promise<T> =>
  withStops(async (keep) => {
    const sandbox = keep(await startSandbox(officersCsv(options.officers)))
    return work({ ...(await startCore(options, sandbox.settings, keep)), sandbox })
  })

type Keep = <P extends { stop: () => Promise<void> }>(part: P) => P

async function withStops<T>(work: (keep: Keep) => Promise<T>): Promise<T> {
  const stops: (() => Promise<void>)[] = []
  try {
    return await work((part) => {
      stops.unshift(part.stop)
      return part
    })
  } finally {
    for (const stop of stops) await stop()
  }
}

async function startCore(options: Options, outside: Settings, keep: Keep): Promise<Core> {
  const db = keep(await startDatabase(options.database))
  const settings = productionSettings(db.url, { ...outside, ...options.settings })
  const flags = options.flags ? { flags: options.flags } : {}
  const { nodes } = keep(await startNodes(options.nodes, { settings, ...flags }))
  const hasher = await createHasher(limits.hash)
  await prepareOfficers(db.query, { officers: options.officers, hash: await hasher.hash(password) })
  return { db, nodes, settings, front: createFront({ ports: nodes.map(({ port }) => port), host }) }
}
