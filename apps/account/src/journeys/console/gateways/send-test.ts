// A message without a code through one chosen gateway, to a number that the administrator typed.
import { inTransaction } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { readPhone } from '../../../records/accounts/identifier.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { takeHit } from '../../../records/limits/take-hit.ts'
import type { MessageContent } from '../../../records/otp/message-content.ts'
import { insertMessage } from '../../../records/otp/store.ts'
import { type Result, refuse } from '../../../result.ts'

export type SendTest = { gateway: string; phone: string; actorId: string; address: string; language: Language }

/** What can be told from the form alone, asked before the proof is used up. */
export function readTest(
  deps: Pick<Deps, 'gateways'>,
  input: Pick<SendTest, 'gateway' | 'phone'>,
): Result<{ phone: string }> {
  if (!deps.gateways.some(({ name }) => name === input.gateway)) return refuse('choice-missing')
  const phone = readPhone(input.phone)
  return phone ? { ok: true, phone } : refuse('phone-format')
}

export async function sendTest(deps: Deps, input: SendTest): Promise<Result<{ id: string }>> {
  const read = readTest(deps, input)
  if (!read.ok) return read
  const { gateway, actorId, address, language } = input
  const result = await inTransaction(deps.db, async (tx): Promise<Result<{ id: string }>> => {
    const hit = await takeHit(tx, { name: 'test-messages', subject: actorId, limit: limits.testMessages })
    if (!hit.ok) return refuse('tests-many', { retryAfter: hit.retryAfter })
    const content: MessageContent = { kind: 'notice', language, text: textOf(deps, language) }
    const sealedContent = seal(deps.secret, 'message', content)
    const made = {
      challengeId: null,
      kind: 'test',
      phone: read.phone,
      sealedContent,
      onlyGateway: gateway,
      askedBy: actorId,
    } as const
    const { id } = await insertMessage(tx, made)
    const detail = { gateway, ends: read.phone.slice(-3) }
    await writeAudit(tx, { event: 'gateway-tested', actorId, door: 'console', address, detail })
    return { ok: true, id }
  })
  deps.nudge()
  return result
}

function textOf({ config }: Deps, language: Language): string {
  const { host } = new URL(config.ACCOUNT_ORIGIN)
  return language === 'vi' ? `Tin thu cua ${host}. Khong can lam gi.` : `Test message of ${host}. Nothing to do.`
}
