// What each gateway's routes stand on, and how their switch shows at the door.
import type { FastifyReply } from 'fastify'
import type { Fault, SmsMode } from '../faults/faults.ts'
import { isMobile, readNumber } from '../phones/number.ts'
import type { Timers } from '../timers.ts'
import type { Carrier } from './carrier.ts'

export type GatewayDeps = { carrier: Carrier; timers: Timers; fault: () => Fault<SmsMode> }

/** Refused, or answered in its time. The request is taken before the waiting, as with a gateway whose answer gets lost. */
export async function answerAs(
  { timers, fault }: GatewayDeps,
  reply: FastifyReply,
  make: () => { status?: number; body: unknown; type?: string },
): Promise<FastifyReply> {
  const { mode, seconds } = fault()
  if (mode === 'refuse') return reply.code(503).send('The gateway takes nothing at the moment.')
  const { status = 200, body, type } = make()
  if (mode === 'slow') await timers.wait(seconds * 1000)
  if (type) reply.type(type)
  return reply.code(status).send(body)
}

/** The mobile number that the sandbox knows, from 84901234926; undefined where it is none. */
export function mobileOf(sent: string, form: RegExp): string | undefined {
  const number = form.test(sent) ? readNumber(sent) : null
  return number && isMobile(number) ? number : undefined
}

/** Numbers that a gateway refuses, so that every refusal can be tried: 09000 and then its code in five figures. */
export const codeOfNumber = (number: string): string =>
  number.startsWith('09000') ? String(Number(number.slice(5))) : ''

export const international = /^84\d{9}$/
