// Part of npm run check: every control that `npm run probe:controls` takes out stands in the code, once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { controls } from './controls.mjs'
import { root } from './paths.mjs'

const read = (file) => readFileSync(join(root, file), 'utf8')
const isOnce = (text, file) => read(file).split(text).length === 2
const faults = controls.flatMap(({ name, file, from, also }) => [
  ...(isOnce(from, file) ? [] : [`${name}: ${file} does not have it once`]),
  ...(!also || isOnce(also[0], also[2]) ? [] : [`${name}: ${also[2]} does not have it once`]),
])
for (const fault of faults) console.log(fault)
process.exit(faults.length === 0 ? 0 : 1)
