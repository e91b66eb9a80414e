// What the tests of a folder say: their titles, and every piece of text in them. For tables of the code of which every row must be tested.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const title = /\(\s*(['"`])((?:(?!\1)[^\\]|\\.)+)\1,\s*(?:async\s*)?\(/g
const text = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|\/((?:[^/\\\n]|\\.)+)\/[a-z]*[,)]/g

const sources = (folder: URL): string[] => {
  const cwd = fileURLToPath(folder)
  const exclude = ['**/node_modules/**', '**/dist/**']
  const texts = globSync('**/*.test.{ts,tsx}', { cwd, exclude }).map((name) => readFileSync(`${cwd}/${name}`, 'utf8'))
  // Who reads the tests tests nothing that could be read here.
  return texts.filter((source) => !source.includes('testing/test-texts.ts'))
}

/** The titles of every test below the folder; those of test.each with their placeholders. */
export const testTitles = (folder: URL): Set<string> =>
  new Set(sources(folder).flatMap((source) => [...source.matchAll(title)].map((found) => plain(found[2] ?? ''))))

/** What stands between the title of each test below the folder and the next title. */
export const testBodies = (folder: URL): Map<string, string> =>
  new Map(
    sources(folder).flatMap((source) => {
      const found = [...source.matchAll(title)]
      return found.map(({ 2: name = '', index }, place): [string, string] => [
        plain(name),
        source.slice(index + name.length, found[place + 1]?.index),
      ])
    }),
  )

/**
 * Every string and pattern in the tests below the folder; a template is one piece on each side of what it fills in. In a file that asks
 * for a refusal's sentence by its code, each is there as `code:…` too.
 */
export const testTexts = (folder: URL): Set<string> => new Set(sources(folder).flatMap(textsOf))

function textsOf(source: string): string[] {
  const texts = [...source.matchAll(text)].flatMap(([, string, template, pattern]) =>
    (string ?? pattern ?? template ?? '').split(/\$\{[^}]*\}/).map(plain),
  )
  return /\bsentence\(|\.refusals\[/.test(source) ? texts.flatMap((found) => [found, `code:${found}`]) : texts
}

const plain = (written: string) => written.replaceAll(/\\(['`/.?])/g, '$1')

/**
 * Which refusals no test sees: no text of the tests is a part of their sentence and of no other one. `sentences` are all that a code may
 * say, in every language.
 */
export function unseen(sentences: Readonly<Record<string, readonly string[]>>, texts: ReadonlySet<string>): string[] {
  const all = Object.entries(sentences)
  const saysOf = (words: string) => all.filter(([, said]) => said.some((sentence) => sentence.includes(words)))
  const seen = new Set<string>()
  for (const words of texts) {
    if (words.length < 8 || !words.includes(' ')) continue
    const [only, another] = saysOf(words)
    if (only && !another) seen.add(only[0])
  }
  return Object.keys(sentences).filter((code) => !seen.has(code) && !texts.has(`code:${code}`))
}
