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

/** Parts that a text is paid for: 160 septets or 70 UTF-16 units in one, 153 or 67 in each of several (3GPP TS 23.040). */
export function partsOf(text: string): number {
  const septetsOf = gsm7(text)
  const [length, single, several] = septetsOf ? [septetsOf.length, 160, 153] : [text.length, 70, 67]
  return length <= single ? 1 : Math.ceil(length / several)
}

export const fitsOneMessage = (text: string): boolean => (gsm7(text)?.length ?? Infinity) <= mostSeptets
