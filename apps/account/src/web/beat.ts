// Answers about a number that a stranger typed leave on a beat, counted from the request's arrival: how long the work took, which is never
// to the microsecond alike for a number that exists and one that does not, cannot be read from outside (docs/decisions/0046).
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What was typed must not be told by the time of the answer; `refusals`: who gets on is told apart anyway. */
    onTheBeat?: 'always' | 'refusals'
  }
}

/** For a route's options. */
export const onTheBeat = { config: { onTheBeat: 'always' } } as const
export const refusalsOnTheBeat = { config: { onTheBeat: 'refusals' } } as const

/** Must be added before the routes. `beat`: seconds; 0: at once. */
export function keepTheBeat(app: FastifyInstance, deps: { beat: number }): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const which = request.routeOptions.config.onTheBeat
    const waits = which === 'always' || (which === 'refusals' && reply.statusCode >= 400)
    if (waits && deps.beat > 0) await untilBeat(deps.beat * 1000, reply.elapsedTime)
    return payload
  })
}

/** Timers are as exact as a millisecond, which would let the fraction through: the last two are waited for turn by turn. */
async function untilBeat(beat: number, elapsed: number): Promise<void> {
  const end = performance.now() + beat - (elapsed % beat)
  await sleep(Math.max(0, end - performance.now() - 2))
  while (performance.now() < end) await turn()
}
