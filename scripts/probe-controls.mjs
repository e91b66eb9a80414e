// npm run probe:controls [-- FROM TO]: takes each control of controls.mjs out of a copy of the code, alone, and shows that its test then
// fails; before that, that every such test passes. Exits 1 where a control is missed by nobody, or is no longer where the list says.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { controls } from './controls.mjs'
import { root } from './paths.mjs'

const [from = '1', to = String(controls.length)] = process.argv.slice(2).filter((word) => /^\d+$/.test(word))
const chosen = controls.slice(Number(from) - 1, Number(to))

/** The code in a folder of its own; packages from npm are shared, our own are the copy's. */
function copyCode() {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-controls-'))
  const skip = /^\/(apps|packages)\/[^/]+\/(dist|data)$|^\/docs\/screens$/
  for (const part of [
    'apps',
    'packages',
    'samples',
    'scripts',
    'docs',
    'package.json',
    'vitest.config.ts',
    'tsconfig.base.json',
  ])
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !skip.test(file.slice(root.length)),
    })
  const made = spawnSync('cp', ['-al', join(root, 'node_modules'), join(folder, 'node_modules')])
  if (made.status !== 0) symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** "passed", "failed", or "none" where no test of that title ran. A code that does not even load counts as none. */
function runTest(folder, { test, title, needsFile = false }) {
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  const pattern = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const words = ['run', test, ...(needsFile ? [] : ['-t', pattern]), '--reporter=json', `--outputFile.json=${report}`]
  const env = { ...process.env, TEST_LOG: 'silent' }
  spawnSync(join(folder, 'node_modules/.bin/vitest'), words, { cwd: folder, env, encoding: 'utf8' })
  try {
    const told = JSON.parse(readFileSync(report, 'utf8'))
    const ran = told.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter((one) => one.title.startsWith(title) && one.status !== 'skipped' && one.status !== 'pending')
    if (ran.length === 0) return 'none'
    return ran.every(({ status }) => status === 'passed') ? 'passed' : 'failed'
  } catch {
    return 'none'
  }
}

/** Takes the control out; gives what puts it back, or undefined where its text is not there exactly once. */
function takeOut(folder, { file, from: there, to: instead, also }) {
  const changes = [[there, instead, file], ...(also ? [also] : [])]
  const before = []
  for (const [text, other, where] of changes) {
    const path = join(folder, where)
    const code = readFileSync(path, 'utf8')
    before.unshift([path, code])
    if (code.split(text).length !== 2) return undefined
    writeFileSync(
      path,
      code.replace(text, () => other),
    )
  }
  return () => before.forEach(([path, code]) => writeFileSync(path, code))
}

function probe(folder, control) {
  const whole = runTest(folder, control)
  if (whole !== 'passed') return `the test does not pass before (${whole})`
  const putBack = takeOut(folder, control)
  if (!putBack) return 'the control is not where the list says'
  const without = runTest(folder, control)
  putBack()
  return without === 'failed' ? 'noticed' : `NOT noticed (${without})`
}

const folder = copyCode()
let bad = 0
try {
  for (const [at, control] of chosen.entries()) {
    const said = probe(folder, control)
    if (said !== 'noticed') bad += 1
    console.log(`${String(Number(from) + at).padStart(2)}  ${said.padEnd(10)}  ${control.name}  ·  ${control.title}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`\n${chosen.length - bad} of ${chosen.length} controls are missed when they are taken out`)
process.exit(bad === 0 ? 0 : 1)
