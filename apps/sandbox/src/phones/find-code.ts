// The code that a message brings: the first six digits that stand alone, with the two-letter tag before them if there is one.
export type FoundCode = { code: string; tag: string | null }

export function findCode(text: string): FoundCode | null {
  const found = /(?:\b([A-Z]{2}): )?(?<![\d.])(\d{6})(?!\d)/.exec(text)
  return found ? { code: found[2]!, tag: found[1] ?? null } : null
}
