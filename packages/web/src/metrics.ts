// Prometheus metrics on a port of their own. Nothing of it is loaded where no port is set.
import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Gauge, Registry } from 'prom-client'

export type Answered = { method: string; route: string; status: number; seconds: number }

/** A number that is read at each scrape; several with labels. */
export type Reading = { labels?: Record<string, string>; value: number }
export type Readings = Record<string, { help: string; read: readonly Reading[] }>

export type MetricsNeeds = {
  /** Stands on every metric. */
  app: string
  port: number
  /** What else is told, read anew at each scrape; names without the prefix. Where it throws, the scrape goes on without it. */
  read: () => Promise<Readings>
}

const prefix = 'motcua_'
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Measures every answer of `server` and serves /metrics; gives its end. */
export async function startMetrics(server: FastifyInstance, needs: MetricsNeeds): Promise<() => Promise<void>> {
  const client = await import('prom-client')
  const registry = new client.Registry()
  registry.setDefaultLabels({ app: needs.app })
  client.collectDefaultMetrics({ register: registry })
  const requests = new client.Histogram({
    name: `${prefix}request_seconds`,
    help: 'Time to answer, by step: the route’s pattern',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  })
  server.measure.answered = ({ method, route, status, seconds }) =>
    requests.observe({ method, route, status: String(status) }, seconds)
  const gauges = new Map<string, Gauge>()
  const gaugeOf = (name: string, help: string, labels: readonly string[]) => {
    const known = gauges.get(name)
    if (known) return known
    const made = new client.Gauge({ name: prefix + name, help, labelNames: [...labels], registers: [registry] })
    gauges.set(name, made)
    return made
  }
  const failures = new client.Counter({
    name: `${prefix}metrics_failed_total`,
    help: 'Scrapes at which the figures of the database could not be read',
    registers: [registry],
  })
  const scrape = async () => {
    // What is not read anew is left out: an old figure would look like a true one.
    for (const gauge of gauges.values()) gauge.reset()
    const readings = await needs.read().catch(() => failures.inc())
    for (const [name, { help, read }] of Object.entries(readings ?? {}))
      for (const { labels = {}, value } of read) gaugeOf(name, help, Object.keys(labels)).set(labels, value)
    return registry.metrics()
  }
  return listen(needs.port, registry, scrape)
}

async function listen(port: number, registry: Registry, scrape: () => Promise<string>): Promise<() => Promise<void>> {
  const server = createServer((asked, answer) => {
    if (asked.method !== 'GET' || asked.url !== '/metrics') return void answer.writeHead(404).end()
    scrape().then(
      (text) => answer.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => answer.writeHead(500).end(),
    )
  })
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '::', done))
  return async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
}
