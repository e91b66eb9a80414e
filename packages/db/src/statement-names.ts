// Statements that PostgreSQL parses and plans once per connection instead of at every call: each text gets a name.

// Texts are written in the code, so they are few; lists of changing length make new ones, which stay nameless beyond this.
const namesMost = 1000
const names = new Map<string, string>()

// A star that is itself the answer would be refused after a migration that adds a column; one inside only finds more than it needs, and the
// answer stays as it was.
const isNameless = /^\s*select \*|\)\s*select \*|\breturning \*\s*$/i

/** The same text has the same name everywhere; undefined where it goes without. */
export function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= namesMost || isNameless.test(text)) return known
  const name = `motcua_${names.size}`
  names.set(text, name)
  return name
}
