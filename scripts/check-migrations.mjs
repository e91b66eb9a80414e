// During a rolling restart two versions work on one database: a migration adds, and takes away only what no version before it uses any more.
// One that takes away says why it may in a comment that begins with "contract:".
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

const takesAway =
  /\b(drop\s+(table|column)|rename\s+(to|column|constraint)|alter\s+column\s+\w+\s+(type|set\s+not\s+null))\b/i
const files = globSync('apps/*/migrations/[0-9]*.ts', { cwd: root })
if (files.length < 10) throw new Error('the migrations were not found')
const refused = files.filter((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  const code = text.replace(/^\s*\/\/.*$/gm, '')
  return takesAway.test(code) && !/\/\/ contract: \S/.test(text)
})
for (const file of refused)
  console.error(`${file}: takes something away; say in a comment "contract: …" why no version before uses it`)
process.exit(refused.length > 0 ? 1 : 0)
