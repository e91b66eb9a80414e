// The mark: the fourteen-pointed star of the Đông Sơn bronze drum, alone and with the drum's rings.
const point = (radius: number, turn: number) => {
  const angle = turn * 2 * Math.PI - Math.PI / 2
  return `${(100 + radius * Math.cos(angle)).toFixed(1)},${(100 + radius * Math.sin(angle)).toFixed(1)}`
}

const starPoints = (outer: number, inner: number) =>
  Array.from({ length: 28 }, (_, i) => point(i % 2 ? inner : outer, i / 28)).join(' ')

const ring = (radius: number, width = 2) => `<circle cx="100" cy="100" r="${radius}" stroke-width="${width}"/>`

const teeth = (radius: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const at = i / count
    const half = 0.3 / count
    return `M${point(radius, at - half)}L${point(radius + 7, at)}L${point(radius, at + half)}Z`
  }).join('')

const star14 = (outer: number, inner: number) =>
  `<polygon points="${starPoints(outer, inner)}" fill="currentColor" stroke="none"/>`

/** The small mark beside the system's name. */
export const star = () =>
  `<symbol id="star" viewBox="0 0 200 200" fill="none" stroke="currentColor">${star14(70, 20)}${ring(82, 6)}${ring(95, 6)}</symbol>`

/** The large drum on the red pane. */
export const drum = () =>
  `<symbol id="drum" viewBox="0 0 200 200" fill="none" stroke="currentColor">${star14(34, 9)}${ring(38)}${ring(42)}` +
  `<path d="${teeth(46, 40)}" fill="currentColor" stroke="none"/>${ring(55)}` +
  `<circle cx="100" cy="100" r="68" stroke-dasharray="3 4" stroke-width="5"/>${ring(80)}` +
  `<path d="${teeth(84, 60)}" fill="currentColor" stroke="none"/>${ring(93)}${ring(98)}</symbol>`
