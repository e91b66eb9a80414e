// What a reader copies out of a PDF: its glyphs through the fonts' own ToUnicode maps (PDF 1.7 §9.10). Shares nothing with the writer.
import { inflateSync } from 'node:zlib'

/** The text of all pages, one line a drawn string. */
export function pdfText(file: Buffer): string {
  const objects = readObjects(file)
  const maps = new Map<string, Map<number, string>>()
  for (const [id, { head }] of objects) {
    const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1]
    if (toUnicode) maps.set(id, readMap(objects.get(toUnicode)?.stream ?? ''))
  }
  return [...objects.values()]
    .filter(({ stream }) => /\bBT\b/.test(stream))
    .map(({ stream }) => drawnIn(stream, namesOf(objects), maps))
    .join('\n')
}

type Part = { head: string; stream: string }

function readObjects(file: Buffer): Map<string, Part> {
  const text = file.toString('latin1')
  const found = new Map<string, Part>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match
    const start = body.indexOf('stream\n')
    const head = start < 0 ? body : body.slice(0, start)
    found.set(id, { head, stream: start < 0 ? '' : streamOf(head, body.slice(start + 7)) })
  }
  return found
}

function streamOf(head: string, rest: string): string {
  const raw = Buffer.from(rest.slice(0, rest.lastIndexOf('\nendstream')), 'latin1')
  if (!/FlateDecode/.test(head)) return raw.toString('latin1')
  try {
    return inflateSync(raw).toString('latin1')
  } catch {
    return ''
  }
}

/** /F1 → the object of that font. */
function namesOf(objects: Map<string, Part>): Map<string, string> {
  const names = new Map<string, string>()
  for (const { head } of objects.values())
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) names.set(name, id)
  return names
}

const characters = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')

function readMap(cmap: string): Map<number, string> {
  const map = new Map<number, string>()
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
    for (const [index, hex] of [...list.matchAll(/<([0-9a-f ]+)>/gi)].entries())
      map.set(Number.parseInt(from, 16) + index, characters(hex[1] ?? ''))
  return map
}

function drawnIn(stream: string, names: Map<string, string>, maps: Map<string, Map<number, string>>): string {
  let map = new Map<number, string>()
  const lines: string[] = []
  for (const [, font, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[-\d.\s])*)\] TJ/gi)) {
    if (font) map = maps.get(names.get(font) ?? '') ?? new Map()
    if (shown === undefined) continue
    const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/gi)].map((match) => match[1] ?? '').join('')
    lines.push((glyphs.match(/.{4}/g) ?? []).map((code) => map.get(Number.parseInt(code, 16)) ?? '?').join(''))
  }
  return lines.join('\n')
}
