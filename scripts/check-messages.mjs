// The message catalogs: both languages say everything with the same names in braces, English pages hold no Vietnamese,
// and no page holds words outside its catalog. (That no key is missing, the compiler checks.)
import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { root } from './paths.mjs'

const vietnamese = /[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/
const outside = { cwd: root, exclude: (path) => path.includes('node_modules') || path.includes(`${sep}dist`) }
const problems = []

const catalogs = globSync(['{apps,packages}/*/src/**/*.{ts,tsx}'], outside).filter((file) =>
  /const en: (typeof vi|Record<)/.test(read(file)),
)
for (const file of catalogs) {
  const text = read(file)
  const english = text.slice(text.search(/const en: /)).split(/\n}\n|\n}$/)[0] ?? ''
  for (const line of english.split('\n')) {
    const said = line.replace(/'[^']*(Tiếng Việt|CDVCQG|Cổng DVCQG)[^']*'/g, '')
    if (vietnamese.test(said.replace(/\/\/.*$/, '')))
      problems.push(`${file}: Vietnamese in the English words: ${line.trim()}`)
  }
  const names = (part) =>
    Object.fromEntries(
      [...part.matchAll(/^\s+'?([\w-]+)'?:\s*\n?\s*'((?:[^'\\]|\\.)*)'/gm)].map((m) => [m[1], braces(m[2])]),
    )
  const vi = names(text.slice(text.search(/const vi\b/), text.search(/const en: /)))
  for (const [key, found] of Object.entries(names(english)))
    if (vi[key] !== undefined && vi[key] !== found)
      problems.push(`${file}: ${key} has ${found || 'no names'} in English and ${vi[key] || 'none'} in Vietnamese`)
}

for (const file of globSync(['apps/{account,desk}/src/**/*.tsx', 'packages/*/src/**/*.tsx'], outside)) {
  if (catalogs.includes(file) || /\.test\.tsx$/.test(file)) continue
  const code = read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
  for (const line of code.split('\n'))
    if (vietnamese.test(line)) problems.push(`${file}: words outside a catalog: ${line.trim()}`)
}

function read(file) {
  return readFileSync(join(root, file), 'utf8')
}

function braces(text) {
  return [...text.matchAll(/\{\w+\}/g)]
    .map((match) => match[0])
    .sort()
    .join(' ')
}

if (catalogs.length < 5) problems.push(`only ${catalogs.length} catalogs were seen`)
if (problems.length) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${catalogs.length} catalogs`)
