// One visit to the portal's pages: who is waited for, with which code, and how it ends.
import { randomInt } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Person } from '../../people/person.ts'
import { lives, type Portal, secondsNow, type Visit } from '../portal.ts'
import { openSession } from '../session-cookie.ts'
import { withCode } from './answer.ts'

export const everybodysPassword = 'Cong@2023'
const mostWrong = 5

const page = (name: string, query: Record<string, string>) =>
  `/authenticationendpoint/${name}.do?${new URLSearchParams(query)}`

/** The portal's pages, as WSO2 names them. */
export const pages = {
  signIn: (key: string) => page('login', { sessionDataKey: key }),
  code: (key: string) => page('smsotp', { sessionDataKey: key }),
  error: (code: string, text: string) => page('oauth2_error', { oauthErrorCode: code, oauthErrorMsg: text }),
  signedOut: '/authenticationendpoint/oauth2_logout.do',
  over: '/authenticationendpoint/retry.do',
}

/** A new code to the person's phone; while codes do not arrive, it never does. */
export function sendCode(portal: Portal, visit: Visit, person: Person): void {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  visit.waiting = { person, code, sentAt: portal.now(), wrong: 0 }
  if (portal.faults.read().portal.mode === 'no-codes') return
  portal.phones.receive(
    person.phone,
    'CDVCQG',
    `Ma xac thuc OTP dang nhap Cong DVCQG: ${code}. Ma het han sau 5 phut. Khong cung cap ma cho nguoi khac.`,
  )
}

export type CodeAnswer = 'right' | 'wrong' | 'dead'

export function checkCode(portal: Portal, visit: Visit, typed: string): CodeAnswer {
  const { waiting } = visit
  if (!waiting || portal.now() >= waiting.sentAt + lives.otp * 1000 || waiting.wrong >= mostWrong) return 'dead'
  if (typed.replace(/\s/g, '') === waiting.code) return 'right'
  waiting.wrong += 1
  return waiting.wrong >= mostWrong ? 'dead' : 'wrong'
}

/** The person is known: the portal's session opens, and the browser goes back to the client. */
export function enter(portal: Portal, visit: Visit, person: Person, reply: FastifyReply): FastifyReply {
  const session = { person, authTime: secondsNow(portal) }
  openSession(portal, reply, session)
  visit.waiting = undefined
  visit.wentTo = withCode(portal, visit.request, session)
  return reply.redirect(visit.wentTo, 303)
}
