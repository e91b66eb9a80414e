// The code is right → one session, once; the door is rechecked at this step too.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { noteSignIn } from '../../../records/accounts/store.ts'
import { type Attempt, finishAttempt } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { checkCode } from '../../../records/otp/check-code.ts'
import { openSession } from '../../../records/sessions/open-session.ts'
import { findCoveringPeriod } from '../../../records/standby/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Entered } from '../finish/finish.ts'

export type CodeInput = { attempt: Attempt; code: string; address: string; device: string }

const amr = ['pwd', 'sms'] as const

export async function checkSignInCode(deps: Deps, input: CodeInput): Promise<Result<Entered>> {
  const code = input.code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return refuse('code-format')
  return inTransaction(deps.db, (tx) => checkInside(tx, deps, { ...input, code }))
}

async function checkInside(tx: Db, deps: Deps, input: CodeInput): Promise<Result<Entered>> {
  const { attempt, address } = input
  const { account_id: accountId, door } = attempt
  const period = door === 'standby' ? await findCoveringPeriod(tx, accountId) : undefined
  if (door === 'standby' && !period) {
    await writeAudit(tx, {
      event: 'sign-in-refused',
      accountId,
      door,
      periodId: attempt.period_id,
      address,
      detail: { why: 'period-closed' },
    })
    return refuse('period-closed')
  }
  const checked = await checkCode(tx, deps.secret, {
    accountId,
    purpose: 'sign-in',
    binding: attempt.id,
    code: input.code,
  })
  if (!checked.ok) {
    await writeAudit(tx, {
      event: 'code-wrong',
      accountId,
      door,
      periodId: attempt.period_id,
      address,
      detail: { why: checked.code },
    })
    return refuse(checked.code, {
      ...(checked.retryAfter ? { retryAfter: checked.retryAfter } : {}),
      with: { tag: checked.tag ?? '' },
    })
  }
  return enter(tx, input, period?.id ?? null)
}

async function enter(
  tx: Db,
  { attempt, address, device }: CodeInput,
  periodId: string | null,
): Promise<Result<Entered>> {
  const { account_id: accountId, errand } = attempt
  const door = attempt.door === 'standby' ? 'standby' : 'phone'
  if (!(await finishAttempt(tx, attempt.id, 'sms'))) return refuse('attempt-over')
  const interactionUid = errand.interaction ?? null
  const browser = errand.browser
  const session = await openSession(tx, {
    accountId,
    door,
    amr,
    periodId,
    browser,
    device,
    address,
    interactionUid,
    portalSecret: null,
  })
  await noteSignIn(tx, accountId)
  await writeAudit(tx, {
    event: 'sign-in',
    accountId,
    sessionId: session.id,
    periodId,
    door,
    address,
    detail: { way: 'sms' },
  })
  return { ok: true, accountId, sessionId: session.id, token: session.token, door, amr }
}
