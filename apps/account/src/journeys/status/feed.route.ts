// The feed for relying parties: which door is open, as signed JWS and as one line of JSON. Cacheable for 5 s.
import type { FastifyInstance } from 'fastify'
import { importJWK, SignJWT } from 'jose'
import type { JWKS } from 'oidc-provider'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { type DoorsNow, readDoorsNow } from './doors.ts'

const cacheable = `public, max-age=${limits.feed.cache}`

export function feedRoutes(app: FastifyInstance, deps: Deps, jwks: JWKS): void {
  app.get('/status/doors.json', async (_request, reply) =>
    reply.header('cache-control', cacheable).send(told(deps, await readDoorsNow(deps))),
  )
  app.get('/status/doors', async (_request, reply) => {
    const doors = await readDoorsNow(deps)
    const signed = await sign(deps, jwks, doors)
    return reply.header('cache-control', cacheable).type('application/jwt').send(signed)
  })
}

const told = ({ config }: Deps, { portal, standby, until, at }: DoorsNow) => ({
  portal,
  standby,
  until: until?.toISOString() ?? null,
  help: config.HELP_CONTACT,
  at: at.toISOString(),
})

/** By the provider's first key: relying parties have its public half from /oidc/jwks. */
async function sign(deps: Deps, { keys }: JWKS, doors: DoorsNow): Promise<string> {
  const [key] = keys
  if (!key) throw new Error('the provider has no key')
  const alg = key.alg ?? 'ES256'
  const issued = Math.floor(doors.at.getTime() / 1000)
  return new SignJWT(told(deps, doors))
    .setProtectedHeader({ alg, typ: 'doors+jwt', ...(key.kid ? { kid: key.kid } : {}) })
    .setIssuer(deps.config.ACCOUNT_ORIGIN)
    .setIssuedAt(issued)
    .setExpirationTime(issued + limits.feed.life)
    .sign(await importJWK(key as Parameters<typeof importJWK>[0], alg))
}
