// The fresh proof inside a form that needs one: nothing typed is lost on the way to another page.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { type Result, refuse } from '../../../result.ts'
import { isFresh, personOf } from '../../../web/person.ts'
import { proveAnew } from '../confirm/prove-anew.ts'
import { triesSubject } from '../known-browser.ts'

/** Fresh already, or proven by what came with the form. `fresh-needed` where the form was shown while the proof was still fresh. */
export async function freshBy(
  deps: Deps,
  reply: FastifyReply,
  typed: { password: string; code: string },
): Promise<Result> {
  const { request } = reply
  const person = personOf(request)
  if (isFresh(person.session)) return { ok: true }
  if (!typed.password && !typed.code) return refuse('fresh-needed')
  const subject = triesSubject(deps, reply, person.account.username ?? '')
  return proveAnew(deps, { ...typed, person, triesSubject: subject, address: addressOf(request) })
}
