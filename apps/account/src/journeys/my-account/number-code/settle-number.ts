// The person holds this number: it is registered, added or put in the place of another, and the older one is told.
import type { Db } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import type { AuditEvent } from '../../../records/audit/events.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { takeHit } from '../../../records/limits/take-hit.ts'
import { voidCodesTo } from '../../../records/otp/store.ts'
import {
  addPhone,
  confirmPhone,
  everConfirmed,
  findCodePhone,
  isNumberTaken,
  listPhones,
  lockNumber,
  type Phone,
  removePhone,
  usePhoneForCodes,
} from '../../../records/phones/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { audienceOf } from '../audience.ts'
import { tellPerson } from '../../../web/tell-person.ts'
import type { Change } from './change.ts'
import { endElsewhere } from './end-elsewhere.ts'
import { changesCounter } from './changes-counter.ts'
import type { NumberAnswer } from './check-number-code.ts'

export type Proven = NumberAnswer & { number: string }

export async function settleNumber(tx: Db, deps: Deps, input: Proven): Promise<Result> {
  const { id: accountId } = input.person.account
  const phones = await listPhones(tx, accountId)
  const refused = (await claimNumber(tx, input)) ?? misfit(input, phones) ?? (await countChange(tx, input))
  if (refused) {
    await note(tx, input, 'code-refused', { why: refused.code })
    return refused
  }
  const before = await findCodePhone(tx, accountId)
  const isFirst = !(await everConfirmed(tx, accountId))
  const replaced = phones.find((phone) => input.change.kind === 'replace' && phone.id === input.change.phoneId)
  if (replaced) await removePhone(tx, accountId, replaced.id)
  const { id } = await addPhone(tx, accountId, audienceOf(input.person.account), input.number, 'own')
  const takesOver = input.change.kind === 'register' || !before || before.id === replaced?.id
  if (takesOver) await usePhoneForCodes(tx, accountId, id, isFirst ? 0 : limits.phones.resetHold)
  else await confirmPhone(tx, accountId, id)
  await note(tx, input, events[input.change.kind], { ends: input.number.slice(-3), receivesCodes: takesOver })
  await tellOlder(tx, deps, { ...input, older: [before, replaced], takesOver })
  if (takesOver && !isFirst && before?.number !== input.number) await endElsewhere(tx, input.person)
  return { ok: true }
}

const events: Record<Change['kind'], AuditEvent> = {
  register: 'otp-registered',
  add: 'phone-added',
  replace: 'phone-changed',
}

const note = (tx: Db, input: Proven, event: AuditEvent, detail: Record<string, string | boolean>) =>
  writeAudit(tx, {
    event,
    accountId: input.person.account.id,
    sessionId: input.person.session.id,
    address: input.address,
    detail,
  })

/** Only now, after the proof, may it be said that the number serves somebody else. */
async function claimNumber(tx: Db, { person, number }: Proven): Promise<Refusal | null> {
  await lockNumber(tx, number)
  const asked = { accountId: person.account.id, audience: audienceOf(person.account), number }
  return (await isNumberTaken(tx, asked)) ? refuse('phone-taken') : null
}

/** The list may have changed since the code was asked for. */
function misfit({ change, number }: Proven, phones: readonly Phone[]): Refusal | null {
  const isThere = phones.some((phone) => phone.number === number)
  if (change.kind === 'replace' && !phones.some((phone) => phone.id === change.phoneId)) return refuse('phone-gone')
  if (change.kind !== 'register' && isThere) return refuse('phone-there')
  return change.kind !== 'replace' && !isThere && phones.length >= limits.phones.most ? refuse('phones-most') : null
}

async function countChange(tx: Db, { person, change, number }: Proven): Promise<Refusal | null> {
  const { id } = person.account
  const current = await findCodePhone(tx, id)
  const isSame = change.kind === 'register' && current?.number === number
  if (isSame || !(await everConfirmed(tx, id))) return null
  const hit = await takeHit(tx, changesCounter(id))
  return hit.ok ? null : refuse('phone-changes', { retryAfter: hit.retryAfter })
}

type Told = Proven & { older: readonly (Phone | undefined)[]; takesOver: boolean }

/** Whoever still holds an older number learns of it (F-C); codes on their way to a number that lost its place die. */
async function tellOlder(tx: Db, deps: Deps, told: Told): Promise<void> {
  const { person, number, language, older, takesOver } = told
  const numbers = new Set(older.flatMap((phone) => (phone?.confirmed_at ? [phone.number] : [])))
  numbers.delete(number)
  const what = takesOver ? 'number-changed' : 'number-added'
  const accountId = person.account.id
  for (const phone of numbers) {
    await tellPerson(tx, deps, { accountId, what, language, phone })
    if (takesOver) await voidCodesTo(tx, accountId, phone)
  }
}
