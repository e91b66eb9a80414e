// Builds the apps incrementally; prints only what went wrong.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { onPath, root } from './paths.mjs'

export function build(apps = ['account', 'desk', 'sandbox']) {
  const { status } = spawnSync(onPath('tsc'), ['-b', ...apps.map((app) => join('apps', app))], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
