// The block-list of 100,000 passwords that attackers try first, and the words that say too much about their owner.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { isMadeOf, readContext } from './blocked-passwords-context.ts'
import { normalForm, repeatedPiece, spellings } from './blocked-passwords-forms.ts'

/** Sorted lines in one buffer: 1.2 MB and a search by halves, where a Set of strings takes five times that. */
export type BlockedPasswords = { readonly lines: Buffer }

const shortestEntry = 8
const newline = 0x0a
let loaded: Buffer | undefined

const list: BlockedPasswords = {
  get lines() {
    loaded ??= gunzipSync(readFileSync(listFile(dirname(fileURLToPath(import.meta.url)))))
    return loaded
  },
}

/** The list is read at its first use: no sign-in needs it. */
export const loadBlockedPasswords = (): BlockedPasswords => list

// The build copies nothing: from dist/ too, the list lies in the package's src/.
const listFile = (folder: string): string =>
  existsSync(join(folder, 'package.json'))
    ? join(folder, 'src/records/passwords/blocked-passwords.txt.gz')
    : listFile(dirname(folder))

/** `contextWords`: the person's names and numbers, the province, the product, the year. */
export function isBlocked(blocked: BlockedPasswords, password: string, contextWords: readonly string[]): boolean {
  const form = normalForm(password)
  const read = spellings(form)
  if (read.some((spelling) => hasLine(blocked.lines, spelling))) return true
  const piece = repeatedPiece(form)
  if (piece !== null && (piece.length < shortestEntry || hasLine(blocked.lines, piece))) return true
  const context = readContext(contextWords)
  return read.some((spelling) => isMadeOf(context, spelling))
}

function hasLine(lines: Buffer, entry: string): boolean {
  const wanted = Buffer.from(entry)
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const start = middle === 0 ? 0 : lines.lastIndexOf(newline, middle - 1) + 1
    const end = lines.indexOf(newline, start)
    const order = lines.compare(wanted, 0, wanted.length, start, end)
    if (order === 0) return true
    if (order < 0) low = end + 1
    else high = start
  }
  return false
}
