// npm run failover: the fault of that name alone (faults/fail-over.ts).
// Options: --failovers N · --before N, seconds of sign-ins before the primary dies · --seed N · --json.
import { failOver } from './faults/fail-over.ts'
import { tell } from './report.ts'
import { runHarness } from './run.ts'

await runHarness(
  'failover',
  { before: { type: 'string', default: '6' }, failovers: { type: 'string', default: '1' } },
  async (options, { seed, command, json }) => {
    const figures = await failOver({
      failovers: Number(options.failovers),
      minutes: Number.POSITIVE_INFINITY,
      before: Number(options.before),
    })
    return tell({ title: 'Failover to a synchronous standby', seed, command, figures }, json)
  },
)
