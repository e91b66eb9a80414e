// npm run probe:enumeration: T12 (docs/security.md). --samples N per arm · --only sign-in|resets|register (resets: code request, re-send,
// reset) · --arms unknown,wrong,… · --clients N that ask at once (default 4) · --full: 3,000 samples. From 3,000 on the real targets; fewer can show a leak, and not that there is none.
import { runHarness } from './run.ts'
import { tell } from './report.ts'

const own = {
  samples: { type: 'string' },
  only: { type: 'string' },
  arms: { type: 'string' },
  clients: { type: 'string' },
} as const

await runHarness('probe:enumeration', own, async (options, { seed, full, json, command }) => {
  const { probeEnumeration } = await import('./probes/enumeration.ts')
  const samples = Number(options.samples ?? (full ? 3000 : 100))
  const arms = options.arms?.split(',')
  const figures = await probeEnumeration({
    samples,
    seed,
    only: options.only,
    arms,
    clients: Number(options.clients ?? 4),
  })
  return tell({ title: 'Does an answer tell who exists?', seed, command, figures }, json)
})
