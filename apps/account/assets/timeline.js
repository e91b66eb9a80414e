// Draws the timeline: two shares as lines, openings of the door as a band above, verdicts as a band below. Without it the tables say all.
import UPlot from './uplot.js'

const zone = 'Asia/Ho_Chi_Minh'
const height = 320
const band = 9
const day = 86_400

for (const box of document.querySelectorAll('.time-chart')) void show(box)

async function show(box) {
  const words = JSON.parse(box.dataset.words)
  try {
    const answer = await fetch(box.dataset.source, { headers: { accept: 'application/json' } })
    if (!answer.ok) throw new Error(String(answer.status))
    draw(box, words, await answer.json())
  } catch {
    box.textContent = words.failed
  }
}

function draw(box, words, data) {
  let chart
  const make = () => {
    chart?.destroy()
    chart = new UPlot(optionsOf(box, words, data), seriesOf(data, Number(box.dataset.step)), box)
  }
  make()
  new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height })).observe(box)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', make)
}

/** Percent; nothing where nobody looked or left, and where people may still be on their way. */
function seriesOf({ spans }, step) {
  const now = spans.at(-1)?.at ?? 0
  const share = (part, whole) => (whole > 0 ? Math.round((1000 * part) / whole) / 10 : null)
  return [
    spans.map(({ at }) => at),
    spans.map(({ looks, failed }) => share(looks - failed, looks)),
    spans.map(({ at, departed, fine }) => (at + step > now - 180 && step < 300 ? null : share(fine, departed))),
  ]
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

function optionsOf(box, words, data) {
  const [ink, line] = [colour('--ink-2'), colour('--line')]
  const font = '12px "Motcua Figures", "Be Vietnam Pro", system-ui, sans-serif'
  const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } }
  const line2 = { width: 2, spanGaps: false, points: { show: false } }
  return {
    width: box.clientWidth,
    height,
    padding: [band + 8, 12, 0, 0],
    tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), zone),
    scales: { y: { range: [0, 100] } },
    axes: [
      { ...axis, values: (_chart, splits, _axis, _space, step) => splits.map((at) => timeText(at, step)) },
      { ...axis, size: 58, values: (_chart, splits) => splits.map((value) => `${value} %`) },
    ],
    series: [
      { label: words.time, value: (_chart, at) => (at === null ? '–' : momentText(at)) },
      { label: words.answered, stroke: colour('--ready'), ...line2 },
      { label: words.returned, stroke: colour('--info'), dash: [6, 3], ...line2 },
    ],
    hooks: { draw: [(chart) => drawBands(chart, data)] },
  }
}

const format = (options) => new Intl.DateTimeFormat('vi-VN', { timeZone: zone, hourCycle: 'h23', ...options })
const clock = format({ hour: '2-digit', minute: '2-digit' })
const date = format({ day: '2-digit', month: '2-digit' })
const timeText = (at, step) => (step < day ? clock : date).format(at * 1000)
const momentText = (at) => `${clock.format(at * 1000)} ${date.format(at * 1000)}`

const wordColours = { ok: '--ready', degraded: '--care', 'no-codes': '--stop', down: '--stop', unknown: '--line' }

function drawBands(chart, { words, periods }) {
  const { ctx, bbox } = chart
  const scale = devicePixelRatio
  const tall = band * scale
  const left = (at) => Math.max(bbox.left, Math.min(bbox.left + bbox.width, chart.valToPos(at, 'x', true)))
  const span = ({ from, to }) => [left(from), Math.max(2 * scale, left(to) - left(from))]
  ctx.save()
  for (const one of words) {
    const [x, width] = span(one)
    ctx.fillStyle = colour(wordColours[one.word] ?? '--line')
    ctx.fillRect(x, bbox.top + bbox.height - tall, width, tall)
  }
  for (const one of periods) drawPeriod(ctx, one, { span: span(one), bbox, scale })
  ctx.restore()
}

/** An outage is a full bar and a shade through the chart; a drill only a dashed outline, so that nobody takes it for one. */
function drawPeriod(ctx, { kind }, { span: [x, width], bbox, scale }) {
  const tall = band * scale
  const top = bbox.top - tall - 3 * scale
  if (kind === 'drill') {
    ctx.strokeStyle = colour('--info')
    ctx.lineWidth = 2 * scale
    ctx.setLineDash([4 * scale, 3 * scale])
    ctx.strokeRect(x, top + scale, width, tall - 2 * scale)
    ctx.setLineDash([])
    return
  }
  ctx.fillStyle = colour('--son')
  ctx.fillRect(x, top, width, tall)
  ctx.globalAlpha = 0.1
  ctx.fillRect(x, bbox.top, width, bbox.height)
  ctx.globalAlpha = 1
}
