// Makes a code and queues its message, in the caller's transaction. Nobody waits for the gateway.
import { randomInt } from 'node:crypto'
import type { Db } from '@motcua/db/query.ts'
import { keyedHash, randomToken } from '@motcua/web/keyed-hash.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { limits } from '../../limits.ts'
import { type Counter, secondsLocked, takeHit } from '../limits/take-hit.ts'
import type { MessageContent } from './message-content.ts'
import {
  type Challenge,
  findChallenge,
  insertChallenge,
  insertMessage,
  insertNoMessage,
  isHashTaken,
  lockCodes,
  type Purpose,
} from './store.ts'
import { wrongCodes } from './wrong-codes.ts'

export type CodeRequest = {
  accountId: string | null
  purpose: Purpose
  /** The attempt, session or reset that the code belongs to. */
  binding: string
  /** E.164 */
  phone: string
  /** For re-sends and sends before any proof: counted per address too. */
  address?: string | undefined
  /** Of the words around the code, which the gateway's template gives. */
  language: Language
  /** What leaves in the place of the code where the number is not to get one: the work and the answers stay the same. */
  instead?: 'nothing' | { notice: string } | undefined
}

export type Sent =
  | { ok: true; challenge: Challenge }
  | { ok: false; code: 'code-too-soon' | 'code-too-many' | 'code-locked'; retryAfter: number }

export const codeHash = (secret: string, asked: { purpose: Purpose; binding: string; code: string }): string =>
  keyedHash(secret, 'code', `${asked.purpose} ${asked.binding} ${asked.code}`)

/**
 * Refuses within 60 s of the last one, over the caps of limits.md, and where codes are locked: nobody gets messages that cannot be used.
 * Two at once send one. Call in a transaction.
 */
export async function sendCode(db: Db, secret: string, request: CodeRequest): Promise<Sent> {
  await lockCodes(db, request.accountId ?? request.binding)
  const locked = await secondsLocked(db, wrongCodes(request))
  if (locked > 0) return { ok: false, code: 'code-locked', retryAfter: locked }
  const last = await findChallenge(db, request.binding, request.purpose)
  const wait = last ? limits.resend.apart - (last.now.getTime() - last.created_at.getTime()) / 1000 : 0
  if (wait > 0) return { ok: false, code: 'code-too-soon', retryAfter: Math.ceil(wait) }
  for (const counter of sendCounters(secret, request)) {
    const hit = await takeHit(db, counter)
    if (!hit.ok) return { ok: false, code: 'code-too-many', retryAfter: hit.retryAfter }
  }
  return { ok: true, challenge: await queueCode(db, secret, request, last?.tag) }
}

function sendCounters(secret: string, request: CodeRequest): Counter[] {
  const account = request.accountId ?? request.binding
  const number = keyedHash(secret, 'phone', request.phone)
  const counters: Counter[] = [
    { name: 'sends-15min', subject: account, limit: limits.sends15Minutes },
    { name: 'sends-day', subject: account, limit: limits.sendsDayPerAccount },
    { name: 'sends-number', subject: number, limit: limits.sendsDayPerNumber },
  ]
  if (request.address)
    counters.unshift({ name: 'sends-address', subject: request.address, limit: limits.sendsPerAddress })
  return counters
}

async function queueCode(
  db: Db,
  secret: string,
  request: CodeRequest,
  lastTag: string | undefined,
): Promise<Challenge> {
  const { purpose, binding, accountId, phone } = request
  const made = await freshCode(db, secret, request)
  // A code that nobody gets can be guessed by nobody.
  const code = request.instead ? randomToken() : made
  const tag = freshTag(lastTag)
  const hash = codeHash(secret, { purpose, binding, code })
  const challenge = await insertChallenge(db, { accountId, purpose, binding, phone, tag, codeHash: hash })
  await queueMessage(db, secret, request, { id: challenge.id, tag, code })
  return challenge
}

type Made = { id: string; tag: string; code: string }

async function queueMessage(db: Db, secret: string, request: CodeRequest, { id, tag, code }: Made): Promise<void> {
  const { purpose, phone, language, instead } = request
  const notice = typeof instead === 'object' ? instead.notice : null
  const content: MessageContent =
    notice === null ? { kind: 'code', language, purpose, tag, code } : { kind: 'notice', language, text: notice }
  const message = { kind: content.kind, sealedContent: seal(secret, 'message', content) }
  if (instead === 'nothing') await insertNoMessage(db, message)
  else await insertMessage(db, { ...message, phone, challengeId: notice === null ? id : null })
}

async function freshCode(db: Db, secret: string, { purpose, binding }: CodeRequest): Promise<string> {
  const code = String(randomInt(10 ** limits.code.digits)).padStart(limits.code.digits, '0')
  const taken = await isHashTaken(db, binding, codeHash(secret, { purpose, binding, code }))
  return taken ? freshCode(db, secret, { purpose, binding } as CodeRequest) : code
}

// Letters that nobody mixes up; the next tag differs from the last.
const tagLetters = 'ACDEHKLMNPRTVXY'

function freshTag(last: string | undefined): string {
  const letter = () => tagLetters[randomInt(tagLetters.length)]
  const tag = `${letter()}${letter()}`
  return tag === last ? freshTag(last) : tag
}
