// npm run failover: the fault of that name alone (faults/fail-over.ts).
// Options: --failovers N · --minutes N: as many of them as fit · --before N, seconds of sign-ins before the primary dies · --seed N · --json.
import { failOver } from './faults/fail-over.ts'
import { tell } from './report.ts'
import { runHarness } from './run.ts'

await runHarness(
  'failover',
  {
    before: { type: 'string', default: '6' },
    failovers: { type: 'string', default: '1' },
    minutes: { type: 'string' },
  },
  async (options, { seed, command, json }) => {
    const figures = await failOver({
      failovers: Number(options.failovers),
      minutes: Number(options.minutes ?? Number.POSITIVE_INFINITY),
      before: Number(options.before),
    })
    return tell({ title: 'Failover to a synchronous standby', seed, command, figures }, json)
  },
)
