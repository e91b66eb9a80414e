// npm run probe:races: T03, T04, T05 (docs/security.md). --rounds N · --at-once N · --guesses N · --only code|guess|token|refresh|puzzle|recovery ·
// --full: 1,000 rounds of 100.
import { runHarness } from './run.ts'
import { tell } from './report.ts'

const own = {
  rounds: { type: 'string' },
  'at-once': { type: 'string' },
  guesses: { type: 'string' },
  only: { type: 'string' },
} as const

await runHarness('probe:races', own, async (options, { seed, full, json, command }) => {
  const { probeRaces } = await import('./probes/races.ts')
  const rounds = Number(options.rounds ?? (full ? 1000 : 20))
  const atOnce = Number(options['at-once'] ?? 100)
  const figures = await probeRaces({ rounds, atOnce, guesses: Number(options.guesses ?? 500), only: options.only })
  return tell({ title: 'Races over two nodes', seed, command, figures }, json)
})
