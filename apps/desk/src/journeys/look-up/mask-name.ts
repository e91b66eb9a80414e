// A name as the public look-up may show it: enough to recognise one's own, too little to learn another's.

/** "Trần Văn Bảo" → "T•• V•• Bảo"; a single word keeps its first letter. */
export function maskName(name: string): string {
  const words = name.trim().split(/\s+/)
  if (words.length === 1) return short(words[0] ?? '')
  return words.map((word, i) => (i === words.length - 1 ? word : short(word))).join(' ')
}

const short = (word: string) => `${[...word][0] ?? ''}••`
