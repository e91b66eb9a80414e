// npm run mutate -- codes locks (default: all parts): changes the sign-in core one small piece at a time and tells which changes no test
// notices. By name only: a part takes 1 to 11 minutes. Ends with 1 where a part is below 85 %.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parts } from './mutation-parts.mjs'
import { onPath, root } from './paths.mjs'

const least = 85
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

const reportOf = (name) => join(root, `reports/mutation/${name}.json`)

function run(name) {
  rmSync(reportOf(name), { force: true })
  spawnSync(onPath('stryker'), ['run', 'scripts/stryker.config.mjs'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MUTATE_PART: name },
  })
  return existsSync(reportOf(name)) ? readFileSync(reportOf(name), 'utf8') : undefined
}

/** Changes by what became of them; a timeout is a change that made a test hang. */
function count(mutants) {
  const of = (...states) => mutants.filter(({ status }) => states.includes(status)).length
  const counted = {
    noticed: of('Killed'),
    'timed out': of('Timeout'),
    survived: of('Survived'),
    'not reached': of('NoCoverage'),
  }
  const valid = Object.values(counted).reduce((sum, n) => sum + n, 0)
  const found = counted.noticed + counted['timed out']
  return { ...counted, score: valid === 0 ? 100 : Math.round((found / valid) * 1000) / 10 }
}

let isBelow = false
const rows = {}
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const report = run(name)
  const files = report ? Object.entries(JSON.parse(report).files) : []
  for (const [file, { mutants }] of files) rows[file.replace('apps/account/src/', '')] = count(mutants)
  const whole = count(files.flatMap(([, { mutants }]) => mutants))
  rows[`= ${name}`] = report ? whole : { score: 'no report' }
  if (!report || whole.score < least) isBelow = true
}
console.table(rows)
process.exit(isBelow ? 1 : 0)
