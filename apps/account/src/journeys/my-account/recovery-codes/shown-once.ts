// New codes on their way to the page that shows them once: sealed in a cookie of this session, so that the page is a plain GET that
// survives a reload, and the server keeps nothing but hashes. Gone with "Tôi đã in/lưu" or after 10 minutes.
import { readClock } from '@motcua/db/clock.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { dropCookie, setCookie } from '../../../web/cookies.ts'
import { personOf } from '../../../web/person.ts'

const cookie = 'account_codes'
const shape = z.object({ session: z.string(), at: z.number(), codes: z.array(z.string()) })

export type ShownCodes = { codes: string[]; madeAt: Date }

export async function keepForOnePage(deps: Deps, reply: FastifyReply, codes: string[]): Promise<void> {
  const at = (await readClock(deps.db)).getTime()
  const value = seal(deps.secret, 'recovery-codes', { session: personOf(reply.request).session.id, at, codes })
  setCookie(reply, deps.config, { name: cookie, value, maxAge: limits.attempt.life })
}

export async function codesToShow(deps: Deps, request: FastifyRequest): Promise<ShownCodes | undefined> {
  const read = shape.safeParse(unseal(deps.secret, 'recovery-codes', request.cookies[cookie]))
  if (!read.success || read.data.session !== personOf(request).session.id) return undefined
  const age = ((await readClock(deps.db)).getTime() - read.data.at) / 1000
  return age <= limits.attempt.life ? { codes: read.data.codes, madeAt: new Date(read.data.at) } : undefined
}

export const forgetShown = (reply: FastifyReply) => dropCookie(reply, cookie)
