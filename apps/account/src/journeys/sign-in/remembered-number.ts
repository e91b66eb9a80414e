// "Ghi nhớ tài khoản" remembers the account number in this browser and nothing more; it never replaces a proof (NIST).
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { dropCookie, setCookie } from '../../web/cookies.ts'

const cookie = 'account_number'
const year = 365 * 24 * 3600

export function rememberedNumber(deps: Deps, request: FastifyRequest): string | undefined {
  const number = unseal(deps.secret, 'remembered', request.cookies[cookie])
  return typeof number === 'string' ? number : undefined
}

export function rememberNumber(deps: Deps, reply: FastifyReply, number: string | null): void {
  if (number === null) return dropCookie(reply, cookie)
  setCookie(reply, deps.config, { name: cookie, value: seal(deps.secret, 'remembered', number), maxAge: year })
}
