// npm run faults: what breaks, what the person saw, after how many seconds, and that no door opened by it (issue 5 §3). Everything is on the
// loopback and ends by itself.
// Options: --only break-outside,crash-database,cut-node,disk-full,failover,flood,kill-nodes,rotate-keys,wrong-clocks · --kills N (--full: 1000) in --worlds N at once · --crashes N (--full: 200) · --failovers N (--full: 50) · --minutes N: as many of them as fit · --seed N · --json.
import { type Figure, progress, tell } from '../report.ts'
import { runHarness } from '../run.ts'
import { breakOutside } from './break-outside.ts'
import { crashDatabase } from './crash-database.ts'
import { cutNode } from './cut-node.ts'
import { diskFull, logFull } from './disk-full.ts'
import { failOver } from './fail-over.ts'
import { flood } from './flood.ts'
import { killNodes } from './kill-nodes.ts'
import { rotateKeys } from './rotate-keys.ts'
import { wrongClocks } from './wrong-clocks.ts'

type Amounts = {
  minutes: number
  failovers: number
  kills: number
  worlds: number
  crashes: number
  seed: number
  full: boolean
}

const scenarios: Readonly<Record<string, (amounts: Amounts) => Promise<Figure[]>>> = {
  'break-outside': () => breakOutside(),
  'crash-database': (amounts) => crashDatabase(amounts),
  'cut-node': ({ full }) => cutNode({ seconds: full ? 60 : 18 }),
  'disk-full': async () => [...(await diskFull()), ...(await logFull())],
  failover: ({ failovers, minutes }) => failOver({ failovers, minutes, before: 6 }),
  flood: ({ full }) => flood({ sockets: full ? 1000 : 300, passwords: full ? 400 : 200, seconds: full ? 20 : 5 }),
  'kill-nodes': (amounts) => killNodes(amounts),
  'rotate-keys': ({ full }) => rotateKeys({ seconds: full ? 60 : 8 }),
  'wrong-clocks': () => wrongClocks(),
}

const options = {
  only: { type: 'string' },
  kills: { type: 'string' },
  worlds: { type: 'string' },
  crashes: { type: 'string' },
  failovers: { type: 'string' },
  minutes: { type: 'string' },
} as const

await runHarness('faults', options, async (given, { full, seed, command, json }) => {
  const names = given.only?.split(',') ?? Object.keys(scenarios)
  const unknown = names.filter((name) => !scenarios[name])
  if (unknown.length > 0)
    throw new Error(`--only knows ${Object.keys(scenarios).join(', ')}, not ${unknown.join(', ')}`)
  const amounts = {
    kills: Number(given.kills ?? (full ? 1000 : 20)),
    worlds: Number(given.worlds ?? (full ? 3 : 1)),
    minutes: Number(given.minutes ?? Number.POSITIVE_INFINITY),
    failovers: Number(given.failovers ?? (full ? 50 : 1)),
    crashes: Number(given.crashes ?? (full ? 200 : 3)),
    seed,
    full,
  }
  const figures: Figure[] = []
  for (const name of names) {
    progress(name)
    figures.push(...((await scenarios[name]?.(amounts)) ?? []))
  }
  return tell({ title: 'Faults: two production nodes on PostgreSQL', seed, command, figures }, json)
})
