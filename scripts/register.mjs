// The security register (docs/asvs.tsv): whole, true to the official ids, and its summary in docs/security.md drawn anew. `--write` draws it.
// `judgeRegister` holds it against the reports of a test run: a row passes only if each test it names ran in that run and passed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asvsLevels } from './asvs-levels.mjs'
import { root } from './paths.mjs'

const ways = ['test', 'deviation', 'looked-at', 'operator', 'gap', 'not-applicable', 'outside']
/** The chapters judged in full; the others stand in the register with a reason. */
const inScope = new Set([3, 6, 7, 8, 9, 10, 11, 13, 14, 16])

const official = Object.entries(asvsLevels).flatMap(([section, levels]) =>
  [...levels].map((level, at) => ({ id: `${section}.${at + 1}`, level })),
)

/** Rows of the register: id, level, how, short, and the tests that each names as { file, title }. */
export function readRegister() {
  const [, ...lines] = readFileSync(join(root, 'docs/asvs.tsv'), 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const [id, level, how, short, proof = ''] = line.split('\t')
    const claims = proof.split(' ; ').flatMap((part) => {
      const found = /(\S+\.test\.tsx?) › ?(.*)$/.exec(part)
      return found ? [{ file: found[1], title: found[2].trim() }] : []
    })
    return { id, level, how, short, proof, claims }
  })
}

function faults(rows) {
  const told = rows.map(({ id, level }) => `${id} L${level}`)
  const wanted = official.map(({ id, level }) => `${id} L${level}`)
  const wrong = wanted.filter((row) => !told.includes(row)).map((row) => `${row} is missing, or has another level`)
  const strange = told
    .filter((row, at) => !wanted.includes(row) || told.indexOf(row) !== at)
    .map((row) => `${row} is strange or twice`)
  const bad = rows.flatMap(({ id, how, short, proof, claims }) => [
    ...(ways.includes(how) ? [] : [`${id}: "${how}" is no way of showing`]),
    ...(how === 'test' && claims.length === 0 ? [`${id} names no test`] : []),
    ...(how !== 'outside' && how !== 'not-applicable' && !short ? [`${id} says nothing`] : []),
    ...(proof ? [] : [`${id} gives neither test nor reason`]),
    ...claims.filter((claim) => !isWritten(claim)).map(({ file, title }) => `${id}: ${file} has no test "${title}"`),
  ])
  return [...wrong, ...strange, ...bad]
}

/** Is there a title in the file's text that may begin so? Titles of tables have holes: what stands before the first one must fit. */
function isWritten({ file, title }) {
  if (!existsSync(join(root, file))) return false
  const texts = readFileSync(join(root, file), 'utf8').matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])+)\1/g)
  return [...texts].some(([, , text]) => {
    const [before = ''] = text.split(/%[sijd#]|\$\{|\$\w/)
    return text.startsWith(title) || (before !== text && (before.startsWith(title) || title.startsWith(before)))
  })
}

function summary(rows) {
  const scoped = rows.filter(({ id, how }) => inScope.has(Number(id.split('.')[0])) && how !== 'not-applicable')
  const count = (level, how) => scoped.filter((row) => row.level === level && row.how === how).length
  const line = (name, of) => `| ${name} | ${[1, 2, 3].map((level) => of(String(level))).join(' | ')} |`
  return [
    '| Applicable, by level | L1 | L2 | L3 |',
    '|---|---|---|---|',
    ...ways
      .filter((how) => !['not-applicable', 'outside'].includes(how))
      .map((how) => line(how, (level) => count(level, how))),
    line('in all', (level) => scoped.filter((row) => row.level === level).length),
    '',
    `Not applicable: ${rows.filter(({ how }) => how === 'not-applicable').length}; outside the judged chapters: ${rows.filter(({ how }) => how === 'outside').length}; in all ${rows.length}.`,
    '*test*: shown by tests of every run. *deviation*: differs by the memo, tested as it is. *looked-at*: shown by the place named, no test.',
    '*operator*: of the machine around it. *gap*: not there.',
  ].join('\n')
}

const marks = /(<!-- register -->\n)[^]*?(\n?<!-- \/register -->)/

function drawSummary(rows, write) {
  const file = join(root, 'docs/security.md')
  const text = readFileSync(file, 'utf8')
  const drawn = text.replace(marks, (_all, begin, end) => `${begin}${summary(rows)}\n${end.trimStart()}`)
  if (drawn === text) return []
  if (!write) return ['docs/security.md: the summary of the register is out of date: npm run asvs']
  writeFileSync(file, drawn)
  return []
}

/**
 * `reports`: files of vitest's JSON reporter. `leftOut`: parts of the files that did not run because a program is missing.
 * Gives one line for each row that claims what did not happen.
 */
export function judgeRegister(reports, leftOut = []) {
  const ran = reports.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')).testResults)
  return readRegister().flatMap(({ id, claims }) =>
    claims.flatMap(({ file, title }) => {
      if (leftOut.some((part) => file.startsWith(part))) return []
      const tests = ran
        .filter(({ name }) => name.endsWith(`/${file}`))
        .flatMap(({ assertionResults }) => assertionResults)
        .filter((test) => test.title.startsWith(title))
      if (tests.length === 0) return [`${id}: no test "${title}" of ${file} ran`]
      return tests.some(({ status }) => status !== 'passed') ? [`${id}: "${title}" of ${file} did not pass`] : []
    }),
  )
}

if (process.argv[1]?.endsWith('register.mjs')) {
  const rows = readRegister()
  const found = [...faults(rows), ...drawSummary(rows, process.argv.includes('--write'))]
  for (const fault of found) console.log(fault)
  process.exit(found.length === 0 ? 0 : 1)
}
