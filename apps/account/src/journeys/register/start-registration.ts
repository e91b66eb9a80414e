// Form → a message to the number: a code, or the word that it has an account. The page is the same either way.
import type { Db } from '@motcua/db/query.ts'
import { inTransaction } from '@motcua/db/query.ts'
import { readClock } from '@motcua/db/clock.ts'
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { readPhone } from '../../records/accounts/identifier.ts'
import { findPublicByPhone } from '../../records/accounts/store.ts'
import { takeHit } from '../../records/limits/take-hit.ts'
import { sendCode } from '../../records/otp/send-code.ts'
import { sendNotice } from '../../records/otp/send-notice.ts'
import { typedPasswordFault } from '../../records/passwords/new-password.ts'
import { type Result, refuse } from '../../result.ts'
import { takenText } from './register-text.ts'
import { newRegistrationId, type Registration } from './registration.ts'

export type RegisterInput = {
  kind: string
  name: string
  phone: string
  password: string
  again: string
  browser: string
  address: string
  language: 'vi' | 'en'
}

type Checked = { kind: 'citizen' | 'enterprise'; name: string; phone: string }

/** What can be told from the form alone; asked before the captcha is used up. */
export function readRegistration(deps: Deps, input: RegisterInput): Result<Checked> {
  const { kind } = input
  if (kind !== 'citizen' && kind !== 'enterprise') return refuse('choice-missing')
  const name = input.name.normalize('NFC').trim().replace(/\s+/g, ' ')
  if (name.length < 2) return refuse('name-missing')
  const phone = readPhone(input.phone)
  if (!phone) return refuse('phone-format')
  const fault = typedPasswordFault(deps, { ...input, about: [name, phone] })
  return fault ? refuse(fault) : { ok: true, kind, name, phone }
}

export async function startRegistration(
  deps: Deps,
  input: RegisterInput,
): Promise<Result<{ registration: Registration }>> {
  const checked = readRegistration(deps, input)
  if (!checked.ok) return checked
  const hit = await takeHit(deps.db, { name: 'sends-address', subject: input.address, limit: limits.sendsPerAddress })
  if (!hit.ok) return refuse('address-limit', { retryAfter: hit.retryAfter })
  const passwordHash = await deps.hasher.hash(input.password)
  const at = (await readClock(deps.db)).getTime()
  const { kind, name, phone } = checked
  const id = newRegistrationId()
  const registration = { id, browser: input.browser, kind, name, phone, passwordHash, begunAt: at, sentAt: at }
  const sent = await sendRegisterMessage(deps, registration, input.language)
  return sent.ok ? { ok: true, registration } : sent
}

/** Both kinds of message count alike against the number's limits, so that an answer tells nothing. */
export async function sendRegisterMessage(
  deps: Deps,
  { id, phone }: Registration,
  language: 'vi' | 'en',
): Promise<Result> {
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    const refusal = await overLimit(tx, deps, phone)
    if (refusal) return refusal
    if (await findPublicByPhone(tx, phone))
      await sendNotice(tx, deps.secret, { phone, text: takenText(deps.config, language), language })
    else await sendCode(tx, deps.secret, { accountId: null, purpose: 'register', binding: id, phone, language })
    return { ok: true }
  })
  deps.nudge()
  return result
}

async function overLimit(tx: Db, deps: Deps, phone: string) {
  const subject = keyedHash(deps.secret, 'register-phone', phone)
  const counters = [
    { name: 'register-sends-15min', subject, limit: limits.sends15Minutes },
    { name: 'register-sends-day', subject, limit: limits.sendsDayPerNumber },
  ]
  for (const counter of counters) {
    const hit = await takeHit(tx, counter)
    if (!hit.ok) return refuse('code-too-many', { retryAfter: hit.retryAfter })
  }
  return null
}
