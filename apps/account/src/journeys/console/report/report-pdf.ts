// The report as a PDF on A4: margins, type and places by decree 30/2020/NĐ-CP, appendix I; Times (Tinos, the same widths) with every
// Vietnamese mark; tagged, so that it can be read aloud.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Language } from '@motcua/ui/shell.ts'
import PDFDocument from 'pdfkit'
import { words } from './messages.ts'
import { longDay } from '../../../web/times.ts'
import type { ReportSection, ReportTable, ReportText } from './report-text.ts'

type Doc = InstanceType<typeof PDFDocument>
type Parent = ReturnType<Doc['struct']>
type Face = 'regular' | 'bold' | 'italic' | 'bold-italic'

const require = createRequire(import.meta.url)
const files: Record<Face, string> = {
  regular: '400Regular/Tinos_400Regular',
  bold: '700Bold/Tinos_700Bold',
  italic: '400Regular_Italic/Tinos_400Regular_Italic',
  'bold-italic': '700Bold_Italic/Tinos_700Bold_Italic',
}
const faces = Object.entries(files).map(
  ([face, file]) => [face, readFileSync(require.resolve(`@expo-google-fonts/tinos/${file}.ttf`))] as const,
)

const millimetre = 72 / 25.4
const margins = { top: 20 * millimetre, bottom: 20 * millimetre, left: 30 * millimetre, right: 17 * millimetre }
const body = 13
const indent = 12.7 * millimetre

/** Bytes of the file; the same text gives the same pages. */
export function reportPdf(language: Language, text: ReportText): Promise<Buffer> {
  const say = words[language]
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    tagged: true,
    displayTitle: true,
    lang: language === 'vi' ? 'vi-VN' : 'en-GB',
    pdfVersion: '1.7',
    info: {
      Title: `${say.heading}: ${text.about}`,
      Author: text.issuer.name,
      CreationDate: text.madeAt,
      Producer: 'Motcua',
    },
  })
  for (const [face, font] of faces) doc.registerFont(face, font)
  const root = doc.struct('Document')
  doc.addStructure(root)
  drawHead(doc, root, language, text)
  for (const section of text.sections) drawSection(doc, root, section)
  doc.y += 6
  write(doc, root, { text: text.closing, align: 'justify', indent }, wholeOf(doc))
  drawFoot(doc, root, language, text)
  root.end()
  numberPages(doc)
  return bytesOf(doc)
}

function bytesOf(doc: Doc): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
    doc.end()
  })
}

const widthOf = (doc: Doc) => doc.page.width - margins.left - margins.right
const wholeOf = (doc: Doc): Place => ({ x: margins.left, width: widthOf(doc) })

type Line = { text: string; face?: Face; size?: number; tag?: 'P' | 'H1' | 'H2'; align?: 'left' | 'center' | 'justify' }
type Place = { x: number; width: number }

/** One paragraph at the cursor, within a column; leaves the cursor under it. */
function write(doc: Doc, parent: Parent, line: Line & { indent?: number }, { x, width }: Place): void {
  const { text, face = 'regular', size = body, tag = 'P', align = 'left' } = line
  const draw = () => doc.font(face, size).text(text, x, doc.y, { width, align, indent: line.indent ?? 0 })
  // A justified line is drawn word by word without its spaces: readers and copies take the sentence itself.
  parent.add(doc.struct(tag, { actual: text }, draw))
}

/** A rule under a heading, centred in its column. */
function rule(doc: Doc, { x, width }: Place, length: number): void {
  const y = doc.y + 1.5
  const from = x + (width - length) / 2
  doc.markContent('Artifact', { type: 'Layout' })
  doc
    .lineWidth(0.7)
    .moveTo(from, y)
    .lineTo(from + length, y)
    .stroke()
  doc.endMarkedContent()
  doc.y = y + 4
}

function drawHead(doc: Doc, root: Parent, language: Language, text: ReportText): void {
  const say = words[language]
  const whole = wholeOf(doc)
  const left = { x: margins.left - 10, width: whole.width * 0.46 }
  const right = { x: margins.left + whole.width * 0.45, width: whole.width * 0.55 + 10 }
  const top = doc.y
  const centred = { align: 'center' } as const
  write(doc, root, { text: text.issuer.above, size: 12, ...centred }, left)
  write(doc, root, { text: text.issuer.name, size: 12, face: 'bold', ...centred }, left)
  rule(doc, left, left.width * 0.4)
  const numberAt = doc.y + 4
  doc.y = top
  write(doc, root, { text: say.state, size: 12, face: 'bold', ...centred }, right)
  write(doc, root, { text: say.motto, size: 13, face: 'bold', ...centred }, right)
  rule(doc, right, doc.font('bold', 13).widthOfString(say.motto))
  doc.y = Math.max(doc.y + 4, numberAt)
  const dated = doc.y
  write(doc, root, { text: say.number(text.issuer.symbol), ...centred }, left)
  doc.y = dated
  write(
    doc,
    root,
    { text: say.made(text.issuer.place, longDay(language, text.madeAt)), face: 'italic', ...centred },
    right,
  )
  doc.y += 18
  write(doc, root, { text: say.heading, face: 'bold', size: 14, tag: 'H1', ...centred }, whole)
  write(doc, root, { text: text.about, face: 'bold', ...centred }, whole)
  rule(doc, whole, whole.width * 0.3)
  doc.y += 12
  write(doc, root, { text: text.intro, align: 'justify', indent }, whole)
}

function drawSection(doc: Doc, root: Parent, { title, text = [], table }: ReportSection): void {
  // A heading never stands alone at the foot of a page.
  if (doc.y > doc.page.height - margins.bottom - 70) doc.addPage()
  doc.y += 9
  write(doc, root, { text: title, face: 'bold', tag: 'H2' }, wholeOf(doc))
  doc.y += 4
  if (table) drawTable(doc, root, table)
  for (const line of text) write(doc, root, { text: line, align: 'justify', indent }, wholeOf(doc))
}

const cellPadding = { top: 3, right: 5, bottom: 3, left: 5 }
const cellSize = 12

function drawTable(doc: Doc, root: Parent, { columns, rows }: ReportTable): void {
  const widths = columnWidths(widthOf(doc), columns)
  const table = doc.struct('Table')
  root.add(table)
  const head = columns.map(({ label }) => label)
  drawRow(doc, table, { cells: head, widths, columns, isHead: true })
  for (const cells of rows) {
    if (doc.y + rowHeight(doc, { cells, widths, isHead: false }) > doc.page.height - margins.bottom) {
      doc.addPage()
      drawRow(doc, table, { cells: head, widths, columns, isHead: true })
    }
    drawRow(doc, table, { cells, widths, columns, isHead: false })
  }
  table.end()
  doc.x = margins.left
  doc.y += 5
}

function columnWidths(whole: number, columns: ReportTable['columns']): number[] {
  const taken = columns.reduce((sum, { share = 0 }) => sum + share, 0)
  const others = columns.filter(({ share }) => share === undefined).length
  return columns.map(({ share }) => whole * (share ?? (1 - taken) / others))
}

type Row = { cells: readonly string[]; widths: readonly number[]; isHead: boolean }

function rowHeight(doc: Doc, { cells, widths, isHead }: Row): number {
  doc.font(isHead ? 'bold' : 'regular', cellSize)
  const inner = (index: number) => (widths[index] ?? 0) - cellPadding.left - cellPadding.right
  const tallest = Math.max(...cells.map((cell, index) => doc.heightOfString(cell, { width: inner(index) })))
  return tallest + cellPadding.top + cellPadding.bottom
}

function drawRow(doc: Doc, table: Parent, row: Row & Pick<ReportTable, 'columns'>): void {
  const { cells, widths, columns, isHead } = row
  const [top, height] = [doc.y, rowHeight(doc, row)]
  const line = doc.struct('TR')
  table.add(line)
  let x = margins.left
  for (const [index, cell] of cells.entries()) {
    const width = widths[index] ?? 0
    const align = isHead ? 'center' : columns[index]?.isNumber ? 'right' : 'left'
    doc.markContent('Artifact', { type: 'Layout' })
    doc.lineWidth(0.5).rect(x, top, width, height).stroke()
    doc.endMarkedContent()
    const place = { width: width - cellPadding.left - cellPadding.right, align } as const
    const left = x + cellPadding.left
    const draw = () => doc.font(isHead ? 'bold' : 'regular', cellSize).text(cell, left, top + cellPadding.top, place)
    line.add(doc.struct(isHead ? 'TH' : 'TD', {}, draw))
    x += width
  }
  line.end()
  doc.y = top + height
}

function drawFoot(doc: Doc, root: Parent, language: Language, text: ReportText): void {
  const say = words[language]
  const { signer, recipients } = text.issuer
  const half = widthOf(doc) / 2
  const left = { x: margins.left, width: half }
  const right = { x: margins.left + half, width: half }
  if (doc.y > doc.page.height - margins.bottom - 130) doc.addPage()
  doc.y += 14
  const top = doc.y
  write(doc, root, { text: say.recipients, face: 'bold-italic', size: 12 }, left)
  for (const recipient of recipients) write(doc, root, { text: recipient, size: 11 }, left)
  doc.y = top
  write(doc, root, { text: signer, face: 'bold', align: 'center' }, right)
  write(doc, root, { text: say.signed, face: 'italic', size: 12, align: 'center' }, right)
}

/** In the middle of the upper margin, from the second page on. */
function numberPages(doc: Doc): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start + 1; page < start + count; page += 1) {
    doc.switchToPage(page)
    doc.page.margins.top = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    doc
      .font('regular', body)
      .text(String(page + 1), margins.left, 11 * millimetre, { width: widthOf(doc), align: 'center' })
    doc.endMarkedContent()
    doc.page.margins.top = margins.top
  }
}
