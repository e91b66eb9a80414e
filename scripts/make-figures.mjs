// Writes the figures of Be Vietnam Pro that are all of one width, since the font's own are not and has no feature for it: codes, times and
// columns of numbers stand below one another. The same input gives the same files. Run it with the package fonteditor-core (MIT), installed anywhere:
//   node scripts/make-figures.mjs FOLDER/node_modules/fonteditor-core/lib/main.js
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const editor = process.argv[2]
if (!editor) {
  console.error('Give the path of fonteditor-core’s lib/main.js.')
  process.exit(1)
}
const { Font, woff2 } = await import(pathToFileURL(editor).href)
await woff2.init()

/** Units of 1000: a little more than the mean of the ten, so that the widest keeps some room in bold. */
const width = 670
const figures = [...'0123456789'].map((figure) => figure.codePointAt(0))
const files = createRequire(import.meta.url).resolve('@fontsource/be-vietnam-pro/package.json')

for (const weight of [400, 500, 600, 700]) {
  const source = new URL(`files/be-vietnam-pro-latin-${weight}-normal.woff2`, pathToFileURL(files))
  const font = Font.create(readFileSync(source), { type: 'woff2', subset: figures })
  const data = font.get()
  data.name = { ...data.name, fontFamily: 'Motcua Figures', fullName: `Motcua Figures ${weight}` }
  for (const glyph of data.glyf) if (glyph.unicode?.some((code) => figures.includes(code))) centre(glyph)
  font.set(data)
  const target = new URL(`../packages/ui/assets/figures/motcua-figures-${weight}.woff2`, import.meta.url)
  writeFileSync(target, Buffer.from(font.write({ type: 'woff2' })))
}

/** In the middle of its width. */
function centre(glyph) {
  const by = Math.round((width - glyph.xMax - glyph.xMin) / 2)
  for (const contour of glyph.contours) for (const point of contour) point.x += by
  glyph.xMin += by
  glyph.xMax += by
  Object.assign(glyph, { advanceWidth: width, leftSideBearing: glyph.xMin })
}
