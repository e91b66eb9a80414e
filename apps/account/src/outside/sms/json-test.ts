// "data.status=ok": a path into JSON and the text that must stand there.
export type JsonTest = { path: string; value: string }

/** Undefined for what has no "=". */
export function readJsonTest(text: string): JsonTest | undefined {
  const at = text.indexOf('=')
  return at > 0 ? { path: text.slice(0, at).trim(), value: text.slice(at + 1).trim() } : undefined
}

/** The text, number or truth value at a path like "data.items.0.id"; undefined for anything else. */
export function jsonAt(body: unknown, path: string): string | undefined {
  let here = body
  for (const name of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined
    here = (here as Record<string, unknown>)[name]
  }
  return ['string', 'number', 'boolean'].includes(typeof here) ? String(here) : undefined
}

export const passes = (test: JsonTest, body: unknown): boolean => jsonAt(body, test.path) === test.value
