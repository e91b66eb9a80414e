// Form → a message to the number: a code, or the word that it has an account. The page is the same either way.
import { inTransaction } from '@motcua/db/query.ts'
import { readClock } from '@motcua/db/clock.ts'
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import { unlessBusy } from '../../busy.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { readPhone } from '../../records/accounts/identifier.ts'
import { findPublicByPhone } from '../../records/accounts/store.ts'
import { sendsFrom } from '../../records/limits/per-address.ts'
import { takeHit } from '../../records/limits/take-hit.ts'
import { sendCode } from '../../records/otp/send-code.ts'
import { typedPasswordFault } from '../../records/passwords/new-password.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
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

/** What can be told from the form alone; asked before the captcha is used up. All that is wrong, in the form's order. */
export function readRegistration(
  deps: Deps,
  input: RegisterInput,
): ({ ok: true } & Checked) | (Refusal & { all: Refusal[] }) {
  const kind = input.kind === 'citizen' || input.kind === 'enterprise' ? input.kind : null
  const name = input.name.normalize('NFC').trim().replace(/\s+/g, ' ')
  const phone = readPhone(input.phone)
  const fault = typedPasswordFault(deps, { ...input, about: [name, ...(phone ? [phone] : [])] })
  const all = [
    kind ? null : refuse('choice-missing'),
    name.length < 2 ? refuse('name-missing') : null,
    phone ? null : refuse('phone-format'),
    fault ? refuse(fault) : null,
  ].filter((one) => one !== null)
  const [first] = all
  if (first) return { ...first, all }
  return kind && phone ? { ok: true, kind, name, phone } : { ...refuse('choice-missing'), all }
}

export async function startRegistration(
  deps: Deps,
  input: RegisterInput,
): Promise<Result<{ registration: Registration }>> {
  const checked = readRegistration(deps, input)
  if (!checked.ok) return checked
  const { kind, name, phone } = checked
  const refusal = await overLimit(deps, phone, input.address)
  if (refusal) return refusal
  return unlessBusy(deps.hasher, async () => {
    const passwordHash = await deps.hasher.hash(input.password)
    const at = (await readClock(deps.db)).getTime()
    const id = newRegistrationId()
    const registration = { id, browser: input.browser, kind, name, phone, passwordHash, begunAt: at, sentAt: at }
    await sendMessage(deps, registration, input.language)
    return { ok: true, registration }
  })
}

/** "Gửi lại": under the same limits as the first message. */
export async function sendAgain(
  deps: Deps,
  { registration, address, language }: { registration: Registration; address: string; language: 'vi' | 'en' },
): Promise<Result> {
  const refusal = await overLimit(deps, registration.phone, address)
  if (refusal) return refusal
  await sendMessage(deps, registration, language)
  return { ok: true }
}

/** A number that has an account gets that word in the code's place: the same work, the same limits, so that an answer tells nothing. */
async function sendMessage(deps: Deps, { id, phone }: Registration, language: 'vi' | 'en'): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const isTaken = (await findPublicByPhone(tx, phone)) !== undefined
    const instead = isTaken ? { notice: takenText(deps.config, language) } : undefined
    const asked = {
      accountId: null,
      purpose: 'register',
      binding: id,
      phone,
      isUnproven: true,
      language,
      instead,
    } as const
    await sendCode(tx, deps.secret, asked)
  })
  deps.nudge()
}

async function overLimit({ db, secret, from }: Deps, phone: string, address: string): Promise<Refusal | null> {
  const subject = keyedHash(secret, 'register-phone', phone)
  const counters = [
    { ...sendsFrom(from(address)), code: 'address-limit' },
    { name: 'register-sends-15min', subject, limit: limits.sendsUnproven15Minutes, code: 'code-too-many' },
    { name: 'register-sends-day', subject, limit: limits.sendsUnproven, code: 'code-too-many' },
  ] as const
  for (const { code, ...counter } of counters) {
    const hit = await takeHit(db, counter)
    if (!hit.ok) return refuse(code, { retryAfter: hit.retryAfter })
  }
  return null
}
