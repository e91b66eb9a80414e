// npm run probe:leaks: T16 (docs/security.md). --canaries N · --full: 10,000.
import { runHarness } from './run.ts'
import { tell } from './report.ts'

await runHarness(
  'probe:leaks',
  { canaries: { type: 'string' } } as const,
  async (options, { seed, full, json, command }) => {
    const { probeLeaks } = await import('./probes/leaks.ts')
    const figures = await probeLeaks({ canaries: Number(options.canaries ?? (full ? 10_000 : 1000)) })
    return tell({ title: 'What was planted, and where it turned up', seed, command, figures }, json)
  },
)
