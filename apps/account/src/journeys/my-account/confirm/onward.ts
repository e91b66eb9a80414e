// Where a proof leads: back to the page that needed it.
import type { FastifyReply } from 'fastify'
import { ownPage } from '../../../records/attempts/errand.ts'

export const nextPage = (asked: unknown): string => {
  const next = ownPage(asked)
  return next?.startsWith('/my-account/') ? next : '/my-account/info'
}

/** The first page tells that it is done; any other one shows it by opening. */
export const onward = (reply: FastifyReply, next: string) =>
  reply.redirect(`/${reply.shell().language}${next}${next === '/my-account/info' ? '?done=confirmed' : ''}`, 303)
