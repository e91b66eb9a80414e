// Where a form's captcha gets its puzzle, and the page that waits for browsers without JavaScript.
import { readClock } from '@motcua/db/clock.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { browserIdOf } from '../../web/browser.ts'
import { browserMark, captchaPurposes, waitForCaptcha } from '../../web/captcha.ts'
import { CaptchaWait } from './captcha-wait.page.tsx'

const query = z.object({ for: z.enum(captchaPurposes) })
const waitQuery = query.extend({ next: z.string().regex(/^\/[a-z-]+(\/[a-z-]+)*$/) })

export function puzzleRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/captcha/challenge', async (request, reply) => {
    const read = query.safeParse(request.query)
    if (!read.success) return reply.sendProblem('bad-request')
    const browser = browserMark(browserIdOf(reply))
    const at = (await readClock(deps.db)).getTime()
    return reply
      .header('cache-control', 'no-store')
      .send(await deps.captcha.makePuzzle({ purpose: read.data.for, browser, at }))
  })
}

export function captchaRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/captcha', async (request, reply) => {
    const read = waitQuery.safeParse(request.query)
    if (!read.success) return reply.sendProblem('bad-request')
    const seconds = await waitForCaptcha(deps, request, reply, read.data.for)
    return reply.sendPage(CaptchaWait({ shell: reply.shell(), next: read.data.next, seconds }))
  })
}
