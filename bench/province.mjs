// npm run bench:province: 5,000 officers sign in within a quarter of an hour, each once, by the direct door. Options: --officers N ·
// --minutes N · --json. Exits with 1 where anybody did not get in, or any answer was a 5xx.
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { build } from '../scripts/build.mjs'
import { auditedSignIns } from './database.mjs'
import { memory } from './measure.mjs'
import { openTable } from './report.mjs'

const { values } = parseArgs({
  options: {
    officers: { type: 'string', default: '5000' },
    minutes: { type: 'string', default: '15' },
    json: { type: 'boolean', default: false },
  },
})
const officers = Number(values.officers)
const seconds = Number(values.minutes) * 60

build(['account', 'sandbox'])
const { machineOf, withWorld } = await import('./world.mjs')
const { runFor } = await import('./load.mjs')
const { openLoop } = await import('./open-loop.mjs')

const figures = await withWorld({ officers }, async ({ db, service, front, people }) => {
  await runFor(6, 2, people.direct)
  const crowd = await openLoop({ people, front, perSecond: officers / seconds, seconds })
  const machine = await machineOf(db)
  return {
    at: new Date().toISOString(),
    machine,
    load: loadavg()[0],
    crowd,
    audited: await auditedSignIns(db),
    done: people.done(),
    peakMiB: memory(service.pid()).peak,
  }
})
const { crowd, audited, done } = figures
if (values.json) console.log(JSON.stringify(figures, null, 2))
else {
  console.log(`${figures.machine}; load ${figures.load.toFixed(1)}; ${figures.at}\n\n${openTable([crowd])}\n`)
  for (const { why, times } of crowd.failures) console.log(`${times} × ${why}`)
  console.log(`${done} sign-ins counted here, ${audited} in the audit; RSS at most ${figures.peakMiB.toFixed(0)} MiB`)
}
if (crowd.admitted < crowd.came || crowd.serverErrors > 0 || audited !== done) process.exitCode = 1
