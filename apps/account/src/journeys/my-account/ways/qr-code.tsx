// A QR code as one SVG path: attributes only, as the content policy wants. White in dark mode too: cameras read it so.
import { create } from 'qrcode'

const margin = 4

export function QrCode({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * margin
  const squares = Array.from(modules.data, (isDark, at) =>
    isDark ? `M${(at % modules.size) + margin} ${Math.floor(at / modules.size) + margin}h1v1h-1z` : '',
  )
  return (
    <svg
      width={224}
      height={224}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}
