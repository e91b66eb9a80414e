// npm run check: every static check, in order. The first that fails ends the run.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { onPath, root } from './paths.mjs'

/** Name, program, words. */
const checks = /** @type {const} */ ([
  ['types', onPath('tsc'), ['-p', 'tsconfig.json']],
  ['lint', onPath('oxlint'), ['--type-aware', '--deny-warnings', '--quiet']],
  ['import rules', process.execPath, [join(root, 'scripts/check-imports.mjs')]],
  ['format', onPath('biome'), ['format', '.']],
  ['dead code', onPath('knip'), []],
  ['message catalogs', process.execPath, [join(root, 'scripts/check-messages.mjs')]],
  ['security register', process.execPath, [join(root, 'scripts/register.mjs')]],
  ['controls', process.execPath, [join(root, 'scripts/check-controls.mjs')]],
  ['migrations', process.execPath, [join(root, 'scripts/check-migrations.mjs')]],
  ['drawn pages', process.execPath, [join(root, 'scripts/draw-docs.mjs'), '--check']],
])

for (const [name, program, words] of checks) {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: root, encoding: 'utf8' })
  const took = `${((performance.now() - started) / 1000).toFixed(1)} s`
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${took})`)
  if (status !== 0) {
    console.log(`${stdout}${stderr}`)
    process.exit(1)
  }
}
