// A QR code as one SVG path: sharp in print, and nothing that the content policy would stop. Black on white in the dark too: cameras
// read it so.
import QRCode from 'qrcode'

/** Quiet zone of four modules, as ISO 18004 asks. */
const quiet = 4

export function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * quiet
  const rows = Array.from({ length: modules.size }, (_, y) => runsOf(modules, y)).join('')
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={rows} fill="#000" />
    </svg>
  )
}

/** The dark runs of a row, each a box of height one. */
function runsOf(modules: QRCode.BitMatrix, y: number): string {
  let path = ''
  for (let x = 0; x < modules.size; x += 1) {
    const start = x
    while (x < modules.size && modules.get(y, x)) x += 1
    if (x > start) path += `M${start + quiet} ${y + quiet}h${x - start}v1h-${x - start}z`
  }
  return path
}
