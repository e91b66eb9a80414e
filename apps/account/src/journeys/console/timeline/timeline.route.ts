// GET /console/timeline?range=24h: portal health and periods on one chart; its data as JSON for the chart, as a table for everybody.
import { dirname, join } from 'node:path'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { addAsset, addAssetFolder } from '@motcua/ui/assets.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { listWords, readHealth } from '../../../records/portal-watch/health.ts'
import { listPeriodSpans } from '../../../records/standby/store.ts'
import { queryText } from '../../../web/query-text.ts'
import { frameOf } from '../frame-state.ts'
import { isRange, type RangeName, ranges } from './ranges.ts'
import { Timeline } from './timeline.page.tsx'

// Found by the packages' names: the folders stand elsewhere from the built files than from the source.
const find = createRequire(import.meta.url)
addAssetFolder(join(dirname(find.resolve('@motcua/account/package.json')), 'assets'))
const uplot = dirname(find.resolve('uplot/dist/uPlot.min.css'))
addAsset('uplot.js', readFileSync(join(uplot, 'uPlot.esm.js')))
addAsset('uplot.css', readFileSync(join(uplot, 'uPlot.min.css')))

export function timelineRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/timeline', async (request, reply) => {
    const name = rangeOf(request.query)
    return reply.sendPage(Timeline({ frame: await frameOf(deps, reply), name, ...(await read(deps, name)) }))
  })

  app.get('/console/timeline/data', async (request, reply) => {
    const { spans, words, periods } = await read(deps, rangeOf(request.query))
    reply.header('cache-control', 'no-store')
    return {
      spans: spans.map(({ at, ...sums }) => ({ at: seconds(at), ...sums })),
      words: words.map(({ word, from, to }) => ({ word, from: seconds(from), to: seconds(to) })),
      periods: periods.map(({ kind, from, to }) => ({ kind, from: seconds(from), to: seconds(to) })),
    }
  })
}

const seconds = (at: Date) => Math.round(at.getTime() / 1000)

function rangeOf(query: unknown): RangeName {
  const asked = queryText(query, 'range')
  return isRange(asked) ? asked : '24h'
}

async function read({ db }: Deps, name: RangeName) {
  const { range, step } = ranges[name]
  return {
    spans: await readHealth(db, { range, step }),
    words: await listWords(db, range),
    periods: await listPeriodSpans(db, range),
  }
}
