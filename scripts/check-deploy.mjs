// npm run check:deploy: holds the files of deploy/ against the tools of their systems, where these are installed, and says which were.
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { onPath, root } from './paths.mjs'

const alerts = 'deploy/prometheus/motcua-alerts.yml'
/** @type {readonly (readonly [string, () => string | undefined])[]} */
const checks = [
  ['metrics that are named are told', checkNames],
  ['promtool: configuration and rules', () => run('promtool', ['check', 'config', 'deploy/prometheus/prometheus.yml'])],
  [
    'promtool: tests of the rules',
    () => run('promtool', ['test', 'rules', 'deploy/prometheus/motcua-alerts.test.yml']),
  ],
  ['systemd-analyze: units', checkUnits],
]

let failed = 0
for (const [name, check] of checks) {
  const fault = check()
  if (fault) failed += 1
  console.log(
    `${fault === undefined ? 'ok      ' : fault ? 'FAILED  ' : 'LEFT OUT'} ${name}${fault ? `\n${fault}` : ''}`,
  )
}
process.exit(failed === 0 ? 0 : 1)

/** Undefined: well. '' (the program is not installed): left out. Else what is wrong. */
function run(program, words) {
  const file = onPath(program)
  if (!file) return ''
  const { status, stdout, stderr } = spawnSync(file, words, { cwd: root, encoding: 'utf8' })
  return status === 0 ? undefined : `${stdout}${stderr}` || `exit code ${status}`
}

/** Every metric of ours in rules and dashboard is one that the code tells. */
function checkNames() {
  const code = globSync(['packages/web/src/metrics.ts', 'apps/*/src/jobs/metrics.ts'], { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const named = [alerts, 'deploy/grafana/motcua.json'].flatMap((file) =>
    [
      ...readFileSync(join(root, file), 'utf8').matchAll(/\bmotcua_([a-z0-9_]+?)(?:_count|_bucket|_sum)?(?=[{)\s["])/g),
    ].map(([, name]) => name),
  )
  const unknown = [...new Set(named)].filter((name) => !new RegExp(`(^|[\\s}])${name}(:|\`)`, 'm').test(code))
  if (named.length < 20) return 'the metrics in rules and dashboard were not found'
  return unknown.length > 0 ? `nobody tells ${unknown.join(', ')}` : undefined
}

/** The program that a unit starts lies elsewhere on the server: here Node takes its place. */
function checkUnits() {
  if (!onPath('systemd-analyze')) return ''
  const folder = mkdtempSync(join(tmpdir(), 'motcua-units-'))
  try {
    const units = globSync('deploy/systemd/*.service', { cwd: root }).map((file) => {
      const unit = join(folder, basename(file))
      writeFileSync(
        unit,
        readFileSync(join(root, file), 'utf8').replace('/opt/motcua/node_modules/.bin/node', process.execPath),
      )
      return unit
    })
    return run('systemd-analyze', ['verify', '--man=no', ...units])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
