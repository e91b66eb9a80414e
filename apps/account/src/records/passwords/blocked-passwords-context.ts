// Is a password made of nothing but words about its owner and this system ("Hanh@1985", "BìnhDương#2023")?
import { normalForm } from './blocked-passwords-forms.ts'

type Context = { words: string[]; numbers: string[] }

/** Names come whole ("Nguyễn Thị Hạnh"): their parts and initials count too. Numbers: the phone, the ID number, a birth date. */
export function readContext(contextWords: readonly string[]): Context {
  const parts = contextWords.map((text) => text.split(/[^\p{L}\p{M}\p{N}]+/u).map(normalForm))
  const words = parts.flatMap((some) => [...some, initials(some), initials(some.slice(0, -1))])
  const numbers = contextWords.map((text) => text.replace(/\D/g, ''))
  return {
    words: [...new Set(words)].filter((word) => /^\p{L}{2,}$/u.test(word)),
    numbers: numbers.filter((number) => number.length >= 8).map((number) => number.slice(-9)),
  }
}

const initials = (parts: string[]) => parts.map((part) => part.slice(0, 1)).join('')

/** True where every letter belongs to a context word; digits and signs between them count for nothing. */
export function isMadeOf(context: Context, form: string): boolean {
  const digits = form.replace(/\D/g, '')
  if (context.numbers.some((number) => digits.includes(number))) return true
  const letters = form.replace(/\P{L}/gu, '')
  return letters !== '' && isChain(letters, context.words)
}

// Place by place, not by a regular expression: names that overlap would make one try every way to cut them.
function isChain(letters: string, words: string[]): boolean {
  const reached = new Set([0])
  for (let end = 1; end <= letters.length; end++) {
    const fits = (word: string) => reached.has(end - word.length) && letters.startsWith(word, end - word.length)
    if (words.some(fits)) reached.add(end)
  }
  return reached.has(letters.length)
}
