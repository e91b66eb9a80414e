// npm test: the static checks, then every test; brings Chromium, PostgreSQL and Kannel on Debian as root, elsewhere uses what it finds.
// With CI=true nothing may be left out. The last line is "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { browserFile } from './browser.mjs'
import { hasKannel, kannelPackages } from './kannel.mjs'
import { onPath, root } from './paths.mjs'
import { postgresBin, startPostgres } from './postgres.mjs'
import { judgeRegister } from './register.mjs'

const isCi = process.env.CI === 'true'
/** What some tests need beside the packages of npm. */
const parts = [
  { packages: ['chromium'], isThere: browserFile, tests: 'browser walks', setting: 'CHROMIUM' },
  { packages: ['postgresql'], isThere: postgresBin, tests: 'tests on PostgreSQL', setting: 'POSTGRES_BIN' },
  { packages: kannelPackages, isThere: hasKannel, tests: 'SMPP against Kannel' },
]
const missing = () => parts.filter(({ isThere }) => !isThere())

function bring() {
  if (missing().length === 0) return
  if (process.getuid?.() === 0 && onPath('apt-get')) install(missing().flatMap(({ packages }) => packages))
  for (const { packages, tests, setting } of missing()) {
    const names = packages.join(' and ')
    console.log(`Left out: ${tests}; install ${names}${setting ? ` (or set ${setting})` : ''} to run them.`)
    if (isCi) fail(`With CI=true nothing may be left out, and ${names} is missing.`)
  }
}

function install(packages) {
  console.log(`Installing ${packages.join(' and ')} …`)
  apt('update')
  const isKannel = (name) => kannelPackages.includes(name)
  const others = packages.filter((name) => !isKannel(name))
  if (others.length > 0) apt('install', '-y', '--no-install-recommends', ...others)
  if (!packages.some(isKannel)) return
  const path = pathWithoutServices()
  apt('install', '-y', '--no-install-recommends', '-o', `DPkg::Path=${path}`, ...kannelPackages)
}

function apt(...words) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['-qq', ...words], { stdio: ['ignore', 'ignore', 'inherit'], env })
}

/** Kannel's package would start a WAP gateway on fixed ports, now and at each boot: here the commands for that do nothing. */
function pathWithoutServices() {
  for (const name of ['invoke-rc.d', 'update-rc.d'])
    writeFileSync(join(reports, name), '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  return `${reports}${delimiter}${process.env.PATH}`
}

function fail(reason) {
  console.error(reason)
  console.log('0 passed, 1 failed')
  process.exit(1)
}

const reports = mkdtempSync(join(tmpdir(), 'motcua-test-'))
const written = []
/** One line and its reason for each test that failed: told again at the end, where whoever reads only the end of a long run finds it. */
const failures = []
const totals = { passed: 0, failed: 0 }

/** Runs some of vitest's projects and adds up what its report says. */
function runTests(name, words, env = {}) {
  const report = join(reports, `${name}.json`)
  console.log(`\n— ${name}`)
  const { status } = spawnSync(
    onPath('vitest'),
    ['run', ...words, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  )
  const none = { numPassedTests: 0, numFailedTests: 0, testResults: [] }
  const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : none
  if (existsSync(report)) written.push(report)
  failures.push(...told.testResults.flatMap(failed).map((line) => `${name}: ${line}`))
  totals.passed += told.numPassedTests
  totals.failed += told.numFailedTests
  if (told.numPendingTests > 0) fail(`${name}: ${told.numPendingTests} tests were skipped.`)
  // A file that cannot even be loaded has no tests to fail.
  if (status !== 0 && told.numFailedTests === 0) totals.failed += 1
}

function failed({ name: file, message, assertionResults }) {
  const tests = assertionResults.filter(({ status }) => status === 'failed')
  const where = relative(root, file)
  if (tests.length === 0) return message ? [`${where}\n${message}`] : []
  return tests.map(({ fullName, failureMessages }) => `${where} › ${fullName}\n${failureMessages.join('\n')}`)
}

const check = spawnSync(process.execPath, [join(root, 'scripts/check.mjs')], { cwd: root, stdio: 'inherit' })
if (check.status !== 0) fail('The static checks failed.')
bring()
runTests('units and journeys, embedded database', ['--project', 'unit', '--project', 'door'])
const postgres = postgresBin() ? await startPostgres() : undefined
try {
  if (postgres) {
    runTests('journeys, PostgreSQL', ['--project', 'door', 'apps/account', 'apps/desk', 'packages/db'], {
      TEST_DATABASE_URL: postgres.url,
    })
  }
  if (browserFile()) {
    const build = spawnSync(process.execPath, [
      '-e',
      `import('${join(root, 'scripts/build.mjs')}').then((m) => m.build())`,
    ])
    if (build.status !== 0) fail('The build failed.')
    // What only a PostgreSQL server can show has it in its name.
    const words = [
      ...(postgres ? [] : ['--exclude', 'e2e/**/*.postgres.test.ts']),
      ...(hasKannel() ? [] : ['--exclude', 'e2e/kannel.test.ts']),
    ]
    runTests('browser walks', ['--project', 'e2e', ...words], postgres ? { TEST_DATABASE_URL: postgres.url } : {})
  }
  const unproven = judgeRegister(written, browserFile() ? [] : ['e2e/'])
  for (const fault of unproven) console.log(`docs/asvs.tsv: ${fault}`)
  if (unproven.length > 0) totals.failed += 1
} finally {
  await postgres?.stop()
  rmSync(reports, { recursive: true, force: true })
}
for (const failure of failures) console.log(`\nFailed in ${failure}`)
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed === 0 ? 0 : 1)
