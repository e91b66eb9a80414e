// The GSM 7-bit alphabet (3GPP TS 23.038): which texts fit into one message of 160.
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extended: Readonly<Record<string, number>> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
}
const escape = 0x1b
const septets = new Map([...basic].map((letter, index) => [letter, index]))
septets.delete('\u001b')

export const mostSeptets = 160

/** The septets of a text, one a byte; undefined where a letter is not in the alphabet. */
export function gsm7(text: string): number[] | undefined {
  const found: number[] = []
  for (const letter of text) {
    const plain = septets.get(letter)
    const second = extended[letter]
    if (plain !== undefined) found.push(plain)
    else if (second !== undefined) found.push(escape, second)
    else return undefined
  }
  return found
}

/**
 * Parts that a text is paid for: 160 septets or 70 UTF-16 units in one, 153 or 67 in each of several (3GPP TS 23.040). No part ends
 * within a letter.
 */
export function partsOf(text: string): number {
  const isPlain = gsm7(text) !== undefined
  const [single, several] = isPlain ? [mostSeptets, 153] : [70, 67]
  const sizes = [...text].map((letter) => (isPlain ? (gsm7(letter) ?? []) : letter).length)
  if (sizes.reduce((sum, size) => sum + size, 0) <= single) return 1
  let parts = 1
  let room = several
  for (const size of sizes) {
    if (size > room) [parts, room] = [parts + 1, several]
    room -= size
  }
  return parts
}

export const fitsOneMessage = (text: string): boolean => (gsm7(text)?.length ?? Infinity) <= mostSeptets
