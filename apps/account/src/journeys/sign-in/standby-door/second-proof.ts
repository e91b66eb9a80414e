// What the pages of all ways share: where a refusal leads, and its answer.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../../deps.ts'
import type { Attempt } from '../../../records/attempts/store.ts'
import type { Refusal } from '../../../result.ts'
import { deviceOf } from '../../../web/browser.ts'
import { statusOf } from '../../../web/forms.ts'
import { isKnownDevice } from '../known-device.ts'
import type { Entering } from './enter.ts'

export const enteringFrom = (deps: Deps, request: FastifyRequest, attempt: Attempt): Entering => ({
  attempt,
  address: addressOf(request),
  device: deviceOf(request.headers['user-agent']),
  isKnownDevice: (numbers) => isKnownDevice(deps, request, numbers),
})

/** The page of a refusal after which this attempt is over; undefined where it may go on. */
export function overAt(reply: FastifyReply, { code }: Refusal, { is_drill }: Attempt): string | undefined {
  const closed = is_drill ? 'drill-over' : 'closed'
  const over = code === 'period-closed' ? closed : code === 'attempt-over' ? 'over' : undefined
  return over ? `/${reply.shell().language}/sign-in?done=${over}` : undefined
}

/** Sets the waiting time and gives the status. */
export function statusFor(reply: FastifyReply, refusal: Refusal | undefined): number {
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  return refusal ? statusOf(refusal.code) : 200
}
