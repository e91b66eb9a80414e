// The import rules of docs/architecture.md. Prints every import that breaks one; asserts that it saw the code at all.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { root } from './paths.mjs'

// Records of the account service, lowest first: each may import those before it.
const accountRecords = [
  'audit',
  'limits',
  'captchas',
  'alarms',
  'agencies',
  'accounts',
  'phones',
  'passwords',
  'factors',
  'otp',
  'sessions',
  'standby',
  'reconciliation',
  'gateways',
  'policies',
  'readiness',
  'announcements',
  'drills',
  'campaigns',
  'notices',
  'joint-requests',
  'resets',
  'attempts',
  'portal-trips',
  'portal-watch',
  'figures',
  'restores',
]

const files = globSync(
  [
    'apps/*/src/**/*.{ts,tsx}',
    'apps/*/migrations/*.ts',
    'packages/*/src/**/*.{ts,tsx}',
    'e2e/**/*.ts',
    'bench/**/*.ts',
    'harness/**/*.ts',
    'simulator/**/*.ts',
  ],
  {
    cwd: root,
    exclude: (path) => path.includes('node_modules') || path.includes(`${sep}dist`),
  },
)
const problems = []
let imports = 0

for (const file of files) {
  const text = readFileSync(join(root, file), 'utf8')
  const { app, rank } = placeOf(file)
  const mayQuery = !app || isTest(file) || ['records', 'provider', 'migrations', 'testing'].includes(rank)
  if (!mayQuery && /\bsql(<[^`]*>)?`/.test(text)) problems.push(`${file}: SQL stands in records only`)
  for (const [, specifier] of text.matchAll(
    /^\s*(?:import|export)[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gm,
  )) {
    if (!specifier) continue
    imports += 1
    const target = specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier
    const reason = brokenRule(file, target)
    if (reason) problems.push(`${file} → ${target}: ${reason}`)
  }
}

/** Why `file` may not import `target`; undefined where it may. */
function brokenRule(file, target) {
  const from = placeOf(file)
  const to = placeOf(target)
  if (/(^|\/)index\.ts$/.test(target)) return 'no barrel files'
  if (isTest(file)) return undefined
  if (file.startsWith('simulator/world/') && !target.startsWith('simulator/world/'))
    return 'the simulated world knows nothing of the watch: they share no code and no constants'
  if (/\/testing\//.test(target) && !/\/testing\//.test(file)) return 'only tests see testing/'
  if (from.app && to.app && from.app !== to.app && file.startsWith('apps/')) return 'no app imports an app'
  if (file.startsWith('packages/') && target.startsWith('apps/')) return 'no package imports an app'
  return rankRule(from, to, target)
}

function rankRule(from, to, target) {
  if (!from.app || from.app !== to.app) return undefined
  if (from.rank === 'journeys' && to.rank === 'journeys' && from.unit !== to.unit)
    return 'no journey imports another journey'
  if (from.rank === 'records') return recordRule(from, to)
  if (from.rank === 'outside' && to.rank !== 'outside') return 'outside imports packages only'
  if (['provider', 'web'].includes(from.rank) && ['journeys', 'jobs', 'cli', 'outside'].includes(to.rank))
    return `${from.rank} imports records, web and packages only`
  if (target.endsWith('/src/deps.ts') && !['journeys', 'jobs', 'cli', 'top', 'testing'].includes(from.rank))
    return 'only journeys, jobs, cli, app.ts and main.ts see deps.ts'
  return undefined
}

function recordRule(from, to) {
  if (['journeys', 'jobs', 'cli', 'outside', 'web', 'provider'].includes(to.rank))
    return 'records import packages and earlier records only'
  if (to.rank !== 'records' || from.unit === to.unit || from.app !== 'account') return undefined
  const [low, high] = [accountRecords.indexOf(to.unit), accountRecords.indexOf(from.unit)]
  if (low < 0 || high < 0) return 'this record is not in the order of records (scripts/check-imports.mjs)'
  return low < high ? undefined : 'records import earlier records only'
}

/** apps/account/src/journeys/sign-in/… → { app: 'account', rank: 'journeys', unit: 'sign-in' } */
function placeOf(path) {
  const parts = relative('.', path).split(sep)
  if (parts[0] !== 'apps') return { app: undefined, rank: undefined, unit: undefined }
  const inside = parts.slice(parts[2] === 'src' ? 3 : 2)
  const rank = inside.length > 1 ? inside[0] : 'top'
  return { app: parts[1], rank, unit: inside[1] }
}

function isTest(file) {
  return /\.test\.tsx?$/.test(file)
}

if (files.length < 100 || imports < 500) problems.push(`only ${files.length} files and ${imports} imports were seen`)
if (problems.length) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${files.length} files, ${imports} imports`)
