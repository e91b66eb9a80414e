// Builds the three apps incrementally; prints only what went wrong.
import { spawnSync } from 'node:child_process'
import { onPath, root } from './paths.mjs'

export function build() {
  const { status } = spawnSync(onPath('tsc'), ['-b', 'apps/account', 'apps/desk', 'apps/sandbox'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
