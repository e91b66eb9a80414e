// More people come at once than one node serves in good time: whoever is just coming is told so at once and comes again by itself, so
// that those who have begun get in (docs/decisions/0045).
import { randomInt } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { limits } from '../limits.ts'
import { sessionCookie } from './person.ts'

const { underway: most, slow, again, againMost } = limits.crowd

/** How much the newest answer counts in how long answers take. */
const newest = 1 / 16

/** Must be added before the routes. */
export function turnCrowdAway(app: FastifyInstance): void {
  let [underway, lately] = [0, 0]
  // Once the body is there: connections that drip one are no crowd, or a few of them would keep everybody out.
  app.addHook('preHandler', async (request, reply) => {
    // Whoever has left already would never close again, and be counted for good.
    if (isIdle(request) || reply.raw.closed) return
    if (underway >= most && lately > slow * 1000 && isComing(request))
      return reply.sendProblem('busy', secondsUntilNext())
    underway += 1
    const began = performance.now()
    // Also where the provider answers by itself, or nobody waits for the answer any more.
    reply.raw.once('close', () => {
      underway -= 1
      lately += (performance.now() - began - lately) * newest
    })
  })
}

/** Costs next to nothing, or waits for the portal: many of them are no crowd. */
const isIdle = ({ method, url }: FastifyRequest) =>
  // The provider reads its bodies itself.
  (method === 'POST' && url.startsWith('/oidc/')) ||
  /^\/(health|assets|sms|status)\/|^\/portal\/callback|^\/\w\w\/(sign-in\/portal|sign-out|status)/.test(url)

/** Begins a sign-in, with nothing in hand that could be lost: no session, no errand of a relying party. */
const isComing = ({ method, url, cookies }: FastifyRequest) =>
  method === 'GET' && /^\/(oidc\/auth\?|\w\w\/sign-in(\?(?!for=)|$))/.test(url) && !cookies[sessionCookie]

/** Not everybody at the same moment. */
const secondsUntilNext = () => randomInt(again, againMost + 1)
