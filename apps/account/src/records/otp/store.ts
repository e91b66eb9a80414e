// Codes on their way and in people's hands. The code itself is nowhere: an HMAC here, a sealed text in the outbox until it left.
import { type Db, first, one, type RawBuilder, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { type Counted, type Counter, forgotten, hit } from '../limits/store.ts'

export type Purpose = 'sign-in' | 'register-phone' | 'new-phone' | 'reset' | 'fresh' | 'register'

export type Challenge = {
  id: string
  account_id: string | null
  purpose: Purpose
  phone: string
  tag: string
  created_at: Date
  accepted_at: Date | null
  delivered_at: Date | null
  failed_at: Date | null
  expires_at: Date
  /** The database's time when this row was read: countdowns are made from it. */
  now: Date
}

/** `misses`: how often a code of this binding was entered wrongly, or another one was asked for because it did not come. */
export type FoundChallenge = Challenge & { misses: number }

/** The newest code of this attempt or session for this purpose, expired or not, if it was not used or voided. */
export const findChallenge = (db: Db, binding: string, purpose: Purpose) =>
  first(
    db,
    sql<FoundChallenge>`select id, account_id, purpose, phone, tag, created_at, accepted_at, delivered_at, failed_at, expires_at, now, misses
      from (select *, clock_now() as now, (sum(wrong) over () + count(*) over () - 1)::int as misses
        from challenges where binding = ${binding} and purpose = ${purpose}) mine
      where used_at is null and voided_at is null order by created_at desc limit 1`,
  )

export type NewChallenge = {
  accountId: string | null
  purpose: Purpose
  binding: string
  phone: string
  tag: string
  codeHash: string
}

/** A new code; older ones of the same account and purpose die with it. */
export async function insertChallenge(db: Db, made: NewChallenge): Promise<Challenge> {
  await run(db, earlierCodes(made))
  return one(
    db,
    sql<Challenge>`${challengeRow(made)}
      returning id, account_id, purpose, phone, tag, created_at, accepted_at, delivered_at, failed_at, expires_at, clock_now() as now`,
  )
}

/** The same two as parts of a larger statement: the row is written where `source`, a from clause, gives one. */
export const earlierCodes = ({
  purpose,
  binding,
  accountId,
}: Pick<NewChallenge, 'purpose' | 'binding' | 'accountId'>) =>
  sql`update challenges set voided_at = clock_now() where purpose = ${purpose} and used_at is null and voided_at is null
    and (binding = ${binding} or account_id = ${accountId}::uuid)`

export const challengeRow = (made: NewChallenge, source = sql``) =>
  sql`insert into challenges (account_id, purpose, binding, phone, tag, code_hash, expires_at)
    select ${made.accountId}::uuid, ${made.purpose}::text, ${made.binding}::text, ${made.phone}::text, ${made.tag}::text,
      ${made.codeHash}::text, clock_now() + ${limits.code.lifeUnaccepted} * interval '1 second' ${source}`

export type Answered = {
  /** Null where no code was open to be compared. */
  id: string | null
  phone: string
  tag: string
  wrong: number
  was_older: boolean
  /** How it was counted; null where it was right. */
  wrong_codes: Counted | null
}

/**
 * Compares, counts and uses up in one statement, so that of parallel tries exactly one is right and at most five are compared. The
 * code's row is locked first and the counter's then, by everybody in this order: who waited sees what the one before did. A right answer ends the series. Nothing is compared where
 * no code is open (used, voided, expired, five wrong) or codes are locked. An older code of the same binding is told apart.
 */
export const answerChallenge = (
  db: Db,
  asked: { binding: string; purpose: Purpose; codeHash: string; counter: Counter },
): Promise<Answered> =>
  one(
    db,
    sql<Answered>`with newest as (select id from challenges where binding = ${asked.binding} and purpose = ${asked.purpose}
          and used_at is null and voided_at is null order by created_at desc limit 1 for update),
      counted as (select l.locked_until from newest, limits l where l.name = ${asked.counter.name} and l.subject = ${asked.counter.subject} for update of l),
      answered as (update challenges c set
          wrong = case when code_hash = ${asked.codeHash} then wrong else wrong + 1 end,
          used_at = case when code_hash = ${asked.codeHash} then clock_now() end
        where id = (select id from newest)
          and used_at is null and voided_at is null and wrong < ${limits.code.wrongPerCode} and expires_at > clock_now()
          and not exists (select from counted where locked_until > clock_now())
        returning id, phone, tag, code_hash = ${asked.codeHash} as is_right, wrong,
          exists (select 1 from challenges o where o.binding = c.binding and o.purpose = c.purpose and o.voided_at is not null
            and o.code_hash = ${asked.codeHash}) as was_older),
      over as (${forgotten([asked.counter])} and exists (select from answered where is_right)),
      wrong_codes as (${hit(asked.counter, sql`where not exists (select from answered where is_right)`)})
      select answered.id, phone, tag, wrong, was_older, to_jsonb(wrong_codes) as wrong_codes
      from (select) x left join answered on true left join wrong_codes on true`,
  )

/** The number that the newest code of this binding proved; undefined where that code was not answered rightly. */
export const findProvenNumber = async (db: Db, binding: string, purpose: Purpose): Promise<string | undefined> => {
  const newest = sql<{ phone: string; used_at: Date | null }>`select phone, used_at from challenges
    where binding = ${binding} and purpose = ${purpose} order by created_at desc limit 1`
  const row = await first(db, newest)
  return row?.used_at ? row.phone : undefined
}

/** The number is no longer this person's for codes: what is on its way there dies. */
export const voidCodesTo = (db: Db, accountId: string, phone: string) =>
  run(
    db,
    sql`update challenges set voided_at = clock_now() where account_id = ${accountId} and phone = ${phone} and used_at is null
      and voided_at is null`,
  )

/** True where a code with this hash was already made for the binding: two alike could not be told apart. */
export const isHashTaken = async (db: Db, binding: string, codeHash: string): Promise<boolean> =>
  (await first(db, sql`select 1 from challenges where binding = ${binding} and code_hash = ${codeHash}`)) !== undefined

/** A code that is gone is dead like one that was used. */
export const purgeCodes = (db: Db, count: number) =>
  run(
    db,
    sql`delete from challenges where ctid in (select ctid from challenges where expires_at < clock_now() - ${limits.kept.steps} * interval '1 second' limit ${count})`,
  )

// ── messages: the outbox for SMS ──

export type NewMessage = {
  challengeId: string | null
  kind: 'code' | 'notice' | 'alarm' | 'test'
  phone: string
  /** The sealed `MessageContent`. */
  sealedContent: string
  /** Only by this gateway: an administrator tries it. */
  onlyGateway?: string
  askedBy?: string
}

export const insertMessage = (db: Db, made: NewMessage) =>
  one(
    db,
    sql<{ id: string }>`insert into messages (challenge_id, kind, phone, text, only_gateway, asked_by)
      values (${made.challengeId}, ${made.kind}, ${made.phone}, ${made.sealedContent}, ${made.onlyGateway ?? null}, ${made.askedBy ?? null})
      returning id`,
  )

/** The same as part of a larger statement: `source`, a from clause, gives the code's id. */
export const messageRow = (
  made: Pick<NewMessage, 'kind' | 'phone' | 'sealedContent'>,
  source: RawBuilder<unknown>,
  challengeId: RawBuilder<unknown>,
) =>
  sql`insert into messages (challenge_id, kind, phone, text)
    select ${challengeId}, ${made.kind}::text, ${made.phone}::text, ${made.sealedContent}::text ${source}`

/** The cost of a message that nobody gets: what a stranger typed must not answer faster. */
export const insertNoMessage = (db: Db, made: Pick<NewMessage, 'kind' | 'sealedContent'>) =>
  run(
    db,
    sql`insert into messages (kind, phone, text) select ${made.kind}, '', ${made.sealedContent} where clock_now() is null returning id`,
  )

/** One person's codes are made one after the other, on every node. Held until the transaction ends. */
export const lockCodes = (db: Db, whose: string) => run(db, codesLock(whose))

/** The same, to travel with what comes behind it. */
export const codesLock = (whose: string) => sql`select pg_advisory_xact_lock(hashtext(${`codes of ${whose}`}))`

export type DueMessage = {
  id: string
  challenge_id: string | null
  kind: NewMessage['kind']
  phone: string
  text: string
  tries: number
  only_gateway: string | null
}

/** As part of a larger statement: takes due messages, codes before notices; another node does not get them for the next 15 s. */
export const claimedMessages = (count: number) =>
  sql`update messages set tries = tries + 1, next_at = clock_now() + interval '15 seconds'
    where id in (select id from messages where state = 'queued' and next_at <= clock_now() order by kind = 'notice', next_at limit ${count}
      for update skip locked)
    returning id, challenge_id, kind, phone, text, tries, only_gateway`

/** As part of a larger statement: a gateway took it, so the text is wiped. */
export const acceptedMessage = (sent: { id: string; gateway: string; ref: string }) =>
  sql`update messages set state = 'accepted', accepted_at = clock_now(), text = null, gateway = ${sent.gateway}, gateway_ref = ${sent.ref}
    where id = ${sent.id} and state = 'queued' returning challenge_id`

/** And the 120 s of the code of `message` begin. */
export const acceptedCode = sql`update challenges c set accepted_at = clock_now(), failed_at = null,
  expires_at = clock_now() + ${limits.code.life} * interval '1 second' from message where c.id = message.challenge_id and c.accepted_at is null`

/** The page is told at once that it has not left yet, also while further tries are to come. */
export const noteRefused = (db: Db, refused: { id: string; gateway: string | null; error: string; final: boolean }) =>
  run(
    db,
    sql`with m as (update messages set gateway = ${refused.gateway}, error = ${refused.error},
          state = case when ${refused.final} then 'failed' else state end,
          failed_at = case when ${refused.final} then clock_now() end,
          text = case when ${refused.final} then null else text end,
          next_at = clock_now() + interval '3 seconds' * tries
        where id = ${refused.id} and state = 'queued' returning challenge_id)
      update challenges c set failed_at = clock_now() from m where c.id = m.challenge_id`,
  )

/** It reached the phone, also where no gateway ever said that it took it: the code's 120 s begin now at the latest. */
export const noteDelivered = (db: Db, id: string) =>
  run(
    db,
    sql`with m as (update messages set state = 'delivered', delivered_at = clock_now(), failed_at = null, text = null,
          accepted_at = coalesce(accepted_at, clock_now()) where id = ${id} and state <> 'delivered' returning challenge_id)
      update challenges c set delivered_at = clock_now(), failed_at = null, accepted_at = coalesce(c.accepted_at, clock_now()),
        expires_at = case when c.accepted_at is null then clock_now() + ${limits.code.life} * interval '1 second' else c.expires_at end
      from m where c.id = m.challenge_id`,
  )

/** The gateway that took it could not deliver it. */
export const noteUndelivered = (db: Db, id: string) =>
  run(
    db,
    sql`with m as (update messages set state = 'failed', failed_at = clock_now()
          where id = ${id} and state in ('accepted', 'unknown') returning challenge_id)
      update challenges c set failed_at = clock_now() from m where c.id = m.challenge_id`,
  )

/** Taken, and nobody will ever say whether it arrived. */
export const noteUnknown = (db: Db, id: string) =>
  run(db, sql`update messages set state = 'unknown' where id = ${id} and state = 'accepted'`)

/** Number and text go with the row; the tries at gateways stay for their figures. */
export const purgeMessages = (db: Db, count: number) =>
  run(
    db,
    sql`delete from messages where ctid in (select ctid from messages where created_at < clock_now() - ${limits.kept.steps} * interval '1 second' limit ${count})`,
  )
