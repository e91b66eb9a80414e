// As much XML as one SOAP call needs: text that cannot break out of its element, and the text of one element of the reply.
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

export const xmlText = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)

/** The text of the first element of this name, whatever its namespace prefix; undefined where there is none. */
export function elementText(xml: string, name: string): string | undefined {
  const found = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>([^<]*)</`).exec(xml)?.[1]
  return found?.replace(/&(amp|lt|gt|quot|apos);/g, (entity) => plainOf[entity] ?? entity)
}

const plainOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(entities).map(([letter, entity]) => [entity, letter]),
)
