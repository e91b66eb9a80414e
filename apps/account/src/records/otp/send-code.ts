// Makes a code and queues its message, in the caller's transaction. Nobody waits for the gateway.
import type { Db } from '@motcua/db/query.ts'
import { keyedHash, randomToken } from '@motcua/web/keyed-hash.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { limits } from '../../limits.ts'
import { type From, sendsFrom } from '../limits/per-address.ts'
import { type Counter, secondsLocked, takeHit } from '../limits/take-hit.ts'
import { type MadeCode, makeCode } from './make-code.ts'
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
  from?: From | undefined
  /** Who asks has proven nothing: at most so many of a number's codes go that way, or a stranger could use up its owner's. */
  isUnproven?: boolean
  /** Of the words around the code, which the gateway's template gives. */
  language: Language
  /** What leaves in the place of the code where the number is not to get one: the work and the answers stay the same. */
  instead?: 'nothing' | { notice: string } | undefined
}

export type Sent =
  | { ok: true; challenge: Challenge }
  | { ok: false; code: 'code-too-soon' | 'code-too-many' | 'code-locked'; retryAfter: number }

/**
 * Refuses within 60 s of the last one, over the caps of limits.md, and where codes are locked: nobody gets messages that cannot be used.
 * Two at once send one. Call in a transaction.
 */
export async function sendCode(db: Db, secret: string, request: CodeRequest): Promise<Sent> {
  await lockCodes(db, request.accountId ?? request.binding)
  const locked = await secondsLocked(db, wrongCodes(request))
  if (locked > 0) return { ok: false, code: 'code-locked', retryAfter: locked }
  const last = await findChallenge(db, request.binding, request.purpose)
  const wait = secondsToWait(last)
  if (wait > 0) return { ok: false, code: 'code-too-soon', retryAfter: Math.ceil(wait) }
  for (const counter of sendCounters(secret, request)) {
    const hit = await takeHit(db, counter)
    if (!hit.ok) return { ok: false, code: 'code-too-many', retryAfter: hit.retryAfter }
  }
  return { ok: true, challenge: await queueCode(db, secret, request, last?.tag) }
}

/**
 * The same for somebody who has proven nothing and is told nothing of it: where the caps refuse, as much is counted and kept as where they
 * do not, or the time of the answer would tell of the account's codes, and so of the account. What is kept then is nobody's, leaves
 * nowhere and takes the place of no code that the person holds.
 */
export async function sendCodeUntold(db: Db, secret: string, request: CodeRequest): Promise<void> {
  await lockCodes(db, request.accountId ?? request.binding)
  const locked = await secondsLocked(db, wrongCodes(request))
  const last = await findChallenge(db, request.binding, request.purpose)
  let isRefused = locked > 0 || secondsToWait(last) > 0
  for (const counter of sendCounters(secret, { ...request, isUnproven: true })) {
    const hit = await takeHit(db, isRefused ? aside(counter) : counter)
    if (!hit.ok) isRefused = true
  }
  await queueCode(db, secret, isRefused ? forNobody(request, last) : request, last?.tag)
}

const secondsToWait = (last: Challenge | undefined) =>
  last ? limits.resend.apart - (last.now.getTime() - last.created_at.getTime()) / 1000 : 0

/** Counted where it takes nothing from anybody. */
const aside = (counter: Counter): Counter => ({ ...counter, subject: `untold ${counter.subject}` })

function forNobody(request: CodeRequest, last: Challenge | undefined): CodeRequest {
  const isHeld = last !== undefined && last.account_id !== null
  const binding = isHeld ? `untold ${request.binding}` : request.binding
  return { ...request, accountId: null, binding, instead: 'nothing' }
}

function sendCounters(secret: string, request: CodeRequest): Counter[] {
  const own = ownCounters(secret, request)
  const [, , { subject }] = own
  return [
    ...(request.from ? [sendsFrom(request.from)] : []),
    ...(request.isUnproven ? unprovenCounters(subject) : []),
    ...own,
  ]
}

const unprovenCounters = (subject: string): Counter[] => [
  { name: 'sends-unproven-15min', subject, limit: limits.sendsUnproven15Minutes },
  { name: 'sends-unproven', subject, limit: limits.sendsUnproven },
]

/** What counts every code, whatever came before it. */
export function ownCounters(secret: string, request: Pick<CodeRequest, 'accountId' | 'binding' | 'phone'>) {
  const account = request.accountId ?? request.binding
  // Without a phone each counts alone: one counter for all of them would be full after ten, and answer sooner than a number that exists.
  const number = keyedHash(secret, 'phone', request.phone || account)
  return [
    { name: 'sends-15min', subject: account, limit: limits.sends15Minutes },
    { name: 'sends-day', subject: account, limit: limits.sendsDayPerAccount },
    { name: 'sends-number', subject: number, limit: limits.sendsDayPerNumber },
  ] as [Counter, Counter, Counter]
}

async function queueCode(
  db: Db,
  secret: string,
  request: CodeRequest,
  lastTag: string | undefined,
): Promise<Challenge> {
  const { instead, phone, language } = request
  const made = await freshCode(db, secret, request, lastTag)
  const challenge = await insertChallenge(db, made)
  if (typeof instead === 'object') {
    const content: MessageContent = { kind: 'notice', language, text: instead.notice }
    await insertMessage(db, {
      kind: 'notice',
      phone,
      challengeId: null,
      sealedContent: seal(secret, 'message', content),
    })
  } else if (instead === 'nothing') await insertNoMessage(db, { kind: 'code', sealedContent: made.sealedContent })
  else await insertMessage(db, { kind: 'code', phone, challengeId: challenge.id, sealedContent: made.sealedContent })
  return challenge
}

/** Unlike every code made for the binding before; one that nobody gets can be guessed by nobody. */
async function freshCode(db: Db, secret: string, request: CodeRequest, lastTag: string | undefined): Promise<MadeCode> {
  const made = makeCode(secret, request, { lastTag })
  if (await isHashTaken(db, made.binding, made.codeHash)) return freshCode(db, secret, request, lastTag)
  return request.instead ? makeCode(secret, request, { lastTag, code: randomToken() }) : made
}
