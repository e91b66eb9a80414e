// POST /account/traces: the account service asks what a standby sign-in touched. Its signed question, good once, is the credential.
import { readClock } from '@motcua/db/clock.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { listTraces, type Trace } from '../../records/dossiers/traces.ts'
import { useOnce } from '../../records/sessions/used-once.ts'

const form = z.object({ traces_token: z.string().min(1).max(8000) })

export function tracesRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/account/traces', { config: { machine: true } }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const read = form.safeParse(request.body)
    const found = read.success ? await readTraces(deps, read.data.traces_token) : 'wrong'
    if (found === 'away') return reply.code(503).header('retry-after', '5').send({ error: 'temporarily_unavailable' })
    if (found === 'wrong') return reply.code(400).send({ error: 'invalid_request' })
    return { traces: found.map(told) }
  })
}

async function readTraces(deps: Deps, text: string): Promise<Trace[] | 'wrong' | 'away'> {
  const read = await deps.account.readTracesToken(text, await readClock(deps.db))
  if (!read.ok) {
    deps.log.warn({ event: 'traces-refused', why: read.why, reason: read.reason }, 'traces-refused')
    return read.why
  }
  const { jti, sub, periodId } = read.token
  const { age, skew, most } = limits.tracesToken
  if (!(await useOnce(deps.db, 'traces-token', tokenHash(jti), age + 2 * skew))) return 'wrong'
  return listTraces(deps.db, { sub, periodId, most })
}

const told = ({ code: record, changes, first_at: first, last_at: last }: Trace) => ({
  record,
  changes,
  first_at: first.toISOString(),
  last_at: last.toISOString(),
})
