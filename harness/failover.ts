// npm run failover: the fault of that name alone (faults/fail-over.ts).
// Options: --before N, seconds of sign-ins before the primary dies · --seed N · --json.
import { failOver } from './faults/fail-over.ts'
import { tell } from './report.ts'
import { runHarness } from './run.ts'

await runHarness('failover', { before: { type: 'string', default: '6' } }, async (options, { seed, command, json }) => {
  const figures = await failOver({ before: Number(options.before) })
  return tell({ title: 'Failover to a synchronous standby', seed, command, figures }, json)
})
