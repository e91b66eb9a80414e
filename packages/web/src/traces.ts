// OpenTelemetry traces: a span for each request, under the caller's where one comes along. Nothing of it is loaded where no endpoint is set.
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Answered } from './metrics.ts'

export type OpenSpan = {
  /** W3C Trace Context: what goes along to another app of ours. */
  traceparent: string
  end: (answered: Answered) => void
}

export type Begin = (headers: IncomingHttpHeaders, requestId: string) => OpenSpan

/** Spans go to `<endpoint>/v1/traces` in batches. Gives its end, which sends what is left. */
export async function startTraces(
  server: FastifyInstance,
  { app, endpoint }: { app: string; endpoint: string },
): Promise<() => Promise<void>> {
  const [api, { W3CTraceContextPropagator }, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/core'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: 5000 })
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `motcua-${app}` }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  })
  const tracer = provider.getTracer('motcua')
  const propagator = new W3CTraceContextPropagator()
  server.measure.begin = (headers, requestId) => {
    const parent = propagator.extract(api.ROOT_CONTEXT, headers, api.defaultTextMapGetter)
    const span = tracer.startSpan('request', { kind: api.SpanKind.SERVER }, parent)
    const { traceId, spanId, traceFlags } = span.spanContext()
    return {
      traceparent: `00-${traceId}-${spanId}-0${traceFlags & 1}`,
      end: ({ method, route, status }) => {
        // The route's pattern, not the address: addresses may carry what a trace must not.
        span.updateName(`${method} ${route}`)
        span.setAttributes({
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
          'motcua.request': requestId,
        })
        if (status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR })
        span.end()
      },
    }
  }
  return async () => {
    // A collector that is away holds up nobody's end.
    await provider.shutdown().catch(() => {})
  }
}
