// Draws docs/journeys.md and the tables of docs/operations.md from the code's own; with --check it only says whether they are true today.
// Needs the built apps: the settings' schemas are read from them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { access } from '../apps/account/src/web/access.ts'
import { steps } from '../apps/account/src/records/attempts/stage.ts'
import { build } from './build.mjs'
import { root } from './paths.mjs'

build()
const { shape: account } = (await import('../apps/account/dist/src/config.js')).shape
const { shape: desk } = (await import('../apps/desk/dist/src/config.js')).shape

const journeys = {
  'Sign-in': ['/sign-in', '/portal'],
  'Sign-out': ['/sign-out'],
  'Forgotten password': ['/forgot-password', '/reset-password', '/captcha'],
  'Lost phone': ['/lost-phone'],
  '“It was not me”': ['/not-me'],
  Registration: ['/register'],
  'My account': ['/my-account'],
  Console: ['/console', '/internal'],
  'Public and machines': ['/health', '/sms', '/status', '/assets', '/'],
}

function journeysPage() {
  const left = new Map(Object.entries(access))
  const parts = Object.entries(journeys).map(([name, prefixes]) => {
    const rows = [...left].filter(([route]) => prefixes.some((prefix) => isUnder(route.split(' ')[1], prefix)))
    for (const [route] of rows) left.delete(route)
    return `## ${name}\n\n| Route | Who |\n|---|---|\n${rows.map(([route, who]) => `| \`${route}\` | ${whoText(who)} |`).join('\n')}\n`
  })
  if (left.size) throw new Error(`routes of no journey: ${[...left.keys()].join(', ')}`)
  const shown = steps.map((step) => `| ${step.stage} | \`${step.page}\` | ${step.because} |`).join('\n')
  return `# Journeys

Drawn from the code's own tables by \`npm run docs\` (\`scripts/draw-docs.mjs\`); do not edit by hand. Paths stand under \`/vi\` and \`/en\`
where they are pages.

## A sign-in at the standby or phone door, step by step

Where somebody stands is computed from the attempt's facts, never remembered (\`records/attempts/stage.ts\`): the first row that is true.

| Stage | Page | Because |
|---|---|---|
${shown}

\`\`\`mermaid
stateDiagram-v2
  [*] --> choose_door: /sign-in
  choose_door --> at_portal: portal door
  at_portal --> finished: known officer
  choose_door --> enter_code: password right, door open for this person
${steps
  .filter((step) => step.stage !== 'enter-code')
  .map((step) => `  enter_code --> ${step.stage}: ${step.because}`)
  .join('\n')}
  finished --> [*]
\`\`\`

${parts.join('\n')}`
}

const isUnder = (path, prefix) => (prefix === '/' ? path === '/' : path === prefix || path.startsWith(`${prefix}/`))
const whoText = (who) => (typeof who === 'string' ? who : who.join(', '))

function settingsTable(shape) {
  const rows = Object.entries(shape).map(([name, field]) => {
    const isOptional = field.safeParse(undefined).success
    const usual = isOptional ? field.parse(undefined) : undefined
    const shown = usual === undefined ? (isOptional ? '–' : '**needed**') : usualText(usual)
    const { description = '', unit = '', secret } = metaOf(field)
    return `| \`${name}\` | ${description} | ${unit} | ${shown} | ${secret ? 'yes' : ''} |`
  })
  return `| Setting | What it is | Unit | Default | Secret |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
}

/** What a schema says of itself, or of the one that it makes optional. */
const metaOf = (field) => ({ ...(field.unwrap ? metaOf(field.unwrap()) : {}), ...field.meta() })

/** A page written by hand with drawn tables in it: what stands between the marks is drawn anew. */
function operationsPage() {
  const tables = { 'settings of account': settingsTable(account), 'settings of desk': settingsTable(desk) }
  return Object.entries(tables).reduce(
    (page, [name, table]) => {
      const [begin, end] = [`<!-- drawn: ${name} -->\n`, `<!-- end of ${name} -->`]
      const [from, to] = [page.indexOf(begin), page.indexOf(end)]
      if (from < 0 || to < from) throw new Error(`docs/operations.md has no place for the ${name}`)
      return `${page.slice(0, from)}${begin}\n${table}\n${page.slice(to)}`
    },
    readFileSync(join(root, 'docs/operations.md'), 'utf8'),
  )
}

const usualText = (value) => {
  const text = Array.isArray(value) ? value.join(', ') : String(value)
  return text === '' ? 'none' : `\`${text.replaceAll('\n', '\\n')}\``
}

let stale = 0
for (const [name, text] of [
  ['journeys.md', journeysPage()],
  ['operations.md', operationsPage()],
]) {
  const file = join(root, 'docs', name)
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') !== text) {
      stale += 1
      console.error(`docs/${name} is not what the code says today: run npm run docs`)
    }
  } else writeFileSync(file, text)
}
process.exit(stale)
