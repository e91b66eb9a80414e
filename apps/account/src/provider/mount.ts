// Puts the provider under our server: its own body parsing, our security headers, nothing logged but the path's pattern.
import { securityHeaders } from '@motcua/web/security-headers.ts'
import type { FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'

/** Its paths: discovery at the root, everything else under /oidc. */
export async function mountProvider(app: FastifyInstance, provider: Provider, origin: string): Promise<void> {
  const { protocol, host } = new URL(origin)
  const https = protocol === 'https:'
  const callback = provider.callback()
  await app.register(async (scope) => {
    // The library reads the body itself; a parser before it would leave it nothing.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const paths = ['/oidc/*', '/.well-known/openid-configuration']
    for (const url of paths) {
      scope.route({
        method: ['GET', 'POST', 'OPTIONS'],
        url,
        config: { machine: true },
        handler: (request, reply) => {
          reply.hijack()
          for (const [name, value] of Object.entries(securityHeaders(https))) reply.raw.setHeader(name, value)
          // The library makes its addresses of these: they are ours, whatever the request or a proxy says.
          Object.assign(request.raw.headers, {
            host,
            'x-forwarded-host': host,
            'x-forwarded-proto': protocol.slice(0, -1),
          })
          void callback(request.raw, reply.raw)
        },
      })
    }
  })
}
