// One form for the many spellings of a password: case, Vietnamese marks, spaces and signs in place of letters.

/** "Mật Khẩu@123" → "matkhau@123": how the entries of the block-list are written. */
export const normalForm = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s/g, '').normalize('NFC')

const signs: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '0': 'o', $: 's', '5': 's', '7': 't' }
const lookAlikes = /[@430$571!|]/g

// 1, ! and | stand for i or for l: both are tried.
const asLetters = (text: string, stroke: 'i' | 'l') => text.replace(lookAlikes, (sign) => signs[sign] ?? stroke)

/** The form itself, and what it reads as with letters for signs: everywhere ("p@$$w0rd"), or all but its ending ("m@tkhau@123"). */
export function spellings(form: string): string[] {
  const ending = /\P{L}*$/u.exec(form)?.[0] ?? ''
  const stem = form.slice(0, form.length - ending.length)
  const read = (['i', 'l'] as const).flatMap((stroke) => [asLetters(form, stroke), asLetters(stem, stroke) + ending])
  return [...new Set([form, ...read])]
}

/** The piece that a form repeats from its first to its last character ("abcabcab" → "abc"); null where it is no repetition. */
export function repeatedPiece(form: string): string | null {
  for (let length = 1; length * 3 <= form.length * 2; length++) {
    if (form.startsWith(form.slice(length))) return form.slice(0, length)
  }
  return null
}
