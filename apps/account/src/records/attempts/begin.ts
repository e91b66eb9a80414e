// A proven password, an attempt and its first code by SMS: one statement, so that one person's double click waits at one place only.
import { type Db, one, sql } from '@motcua/db/query.ts'
import { auditRow } from '../audit/write-audit.ts'
import { type Counter, forgotten, hit, wait } from '../limits/store.ts'
import type { MadeCode } from '../otp/make-code.ts'
import { challengeRow, codesLock, earlierCodes, messageRow } from '../otp/store.ts'
import { attemptRow, earlierAttempts, type NewAttempt, resumedAttempts } from './store.ts'

export type Beginning = {
  attempt: NewAttempt
  address: string
  /** What the right password ends. */
  proven: readonly Counter[]
  code: MadeCode
  /** A code may leave where none of them is full; `wrong` is only looked at. */
  sends: readonly [Counter, Counter, Counter]
  wrong: Counter
}

type Row = { is_resumed: boolean; is_sent: boolean; locked: number; wait: number | null }

export type Begun =
  | { ok: true; isResumed: boolean }
  | { ok: false; code: 'code-locked' | 'code-too-many'; retryAfter: number }

/**
 * Two at once take turns, and the second resumes what the first began. Each counter counts only where the one before let it pass; where a
 * code may not leave, the attempt begins all the same. Ends its transaction.
 */
export async function beginWithCode(
  db: Db,
  { attempt, address, proven, code, sends, wrong }: Beginning,
): Promise<Begun> {
  const { accountId, door, periodId } = attempt
  const [first, second, third] = sends
  const passed = (name: string, { limit }: Counter) => sql`from ${sql.id(name)} where hits <= ${limit.hits}::int4`
  const row = await one(
    db,
    sql<Row>`with forgotten as (${forgotten(proven)}),
      resumed as (${resumedAttempts(attempt)} returning 1),
      earlier as (${earlierAttempts(attempt)} and not exists (select from resumed)),
      begun as (${attemptRow(attempt, sql`where not exists (select from resumed)`)} returning 1),
      pause as (${wait(wrong)}),
      first as (${hit(first, sql`from begun, pause where seconds = 0`)}),
      second as (${hit(second, passed('first', first))}),
      third as (${hit(third, passed('second', second))}),
      granted as (select ${passed('third', third)}),
      dead as (${earlierCodes(code)} and exists (select from granted)),
      made as (${challengeRow(code, sql`from granted`)} returning id),
      message as (${messageRow({ kind: 'code', phone: code.phone, sealedContent: code.sealedContent }, sql`from made`, sql`id`)}),
      told as (${auditRow({ event: 'code-sent', accountId, door, periodId, address }, sql`from made`)})
      select exists (select from resumed) as is_resumed, exists (select from made) as is_sent, pause.seconds as locked,
        case when first.hits > ${first.limit.hits}::int4 then first.retry_after when second.hits > ${second.limit.hits}::int4
          then second.retry_after else third.retry_after end as wait
      from pause left join first on true left join second on true left join third on true`,
    { before: [codesLock(accountId)], isLast: true },
  )
  if (row.is_resumed || row.is_sent) return { ok: true, isResumed: row.is_resumed }
  if (row.locked > 0) return { ok: false, code: 'code-locked', retryAfter: row.locked }
  return { ok: false, code: 'code-too-many', retryAfter: Math.max(1, row.wait ?? 1) }
}
