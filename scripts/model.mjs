// npm run model -- --sequences 100000 --seed 1: the standby door against its reference (apps/account/src/testing/sign-in-model), for as
// many sequences as asked, or as come by in --minutes. A counterexample is printed shrunk, with the seed that brings it back.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { onPath, root } from './paths.mjs'

const number = { type: 'string' }
const { values } = parseArgs({ options: { sequences: number, seed: number, minutes: number } })
const { seed = String(Date.now() % 1_000_000), minutes = '0' } = values
const { sequences = minutes === '0' ? '2000' : '1000000' } = values
const { status } = spawnSync(onPath('vitest'), ['run', '--project', 'door', 'apps/account/src/testing/sign-in-model'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, MODEL_SEQUENCES: sequences, MODEL_SEED: seed, MODEL_MINUTES: minutes },
})
process.exit(status ?? 1)
