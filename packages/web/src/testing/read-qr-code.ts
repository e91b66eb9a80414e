// Reads the QR code of a page as a phone does: its path is painted in black on white, four pixels a module, and looked at by a decoder.
import jsqr from 'jsqr'

const scale = 4

/** The text of the first QR code in this HTML. Throws where there is none, or no decoder could read it. */
export function readQrCode(html: string): string {
  const found = /<svg[^>]*class="qr"[^>]*viewBox="0 0 (\d+) \1"[\s\S]*?<path d="([^"]+)"/.exec(html)
  if (!found) throw new Error('the page has no QR code')
  const size = Number(found[1]) * scale
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255)
  for (const [, x, y, length] of (found[2] ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    paint(pixels, size, { x: Number(x), y: Number(y), length: Number(length) })
  const read = (jsqr as unknown as typeof jsqr.default)(pixels, size, size)
  if (!read) throw new Error('no decoder can read this QR code')
  return read.data
}

function paint(pixels: Uint8ClampedArray, size: number, run: { x: number; y: number; length: number }): void {
  for (let y = run.y * scale; y < (run.y + 1) * scale; y += 1)
    for (let x = run.x * scale; x < (run.x + run.length) * scale; x += 1)
      pixels.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3)
}
