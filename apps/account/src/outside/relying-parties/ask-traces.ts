// Asks a relying party what somebody touched during a standby period (docs/decisions/0024): a signed question, an answer of records.
import { randomUUID } from 'node:crypto'
import { importJWK, type JWK, SignJWT } from 'jose'
import { z } from 'zod'

export type TracesQuestion = { uri: string; clientId: string; accountId: string; periodId: string }
export type TracedRecord = { record: string; changes: number; first_at: string; last_at: string }

const answer = z.object({
  traces: z
    .array(
      z.object({
        record: z.string().min(1).max(100),
        changes: z.number().int().min(1),
        first_at: z.iso.datetime(),
        last_at: z.iso.datetime(),
      }),
    )
    .max(1000),
})

/** Seconds. `key`: the provider's; the relying party has its public half. */
export type Asking = { issuer: string; key: JWK; now: Date; life: number; timeout: number }

/** Throws, with a short reason for the log, where no proper answer comes in time. */
export async function askTraces(question: TracesQuestion, asking: Asking): Promise<TracedRecord[]> {
  const response = await fetch(question.uri, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ traces_token: await sign(question, asking) }).toString(),
    signal: AbortSignal.timeout(asking.timeout * 1000),
    redirect: 'error',
  })
  if (!response.ok) throw new Error(`http ${response.status}`)
  const read = answer.safeParse(await response.json())
  if (!read.success) throw new Error('unreadable')
  return read.data.traces
}

async function sign({ clientId, accountId, periodId }: TracesQuestion, { issuer, key, now, life }: Asking) {
  const alg = key.alg ?? 'ES256'
  const issued = Math.floor(now.getTime() / 1000)
  return new SignJWT({ standby_period: periodId })
    .setProtectedHeader({ alg, typ: 'traces+jwt', ...(key.kid ? { kid: key.kid } : {}) })
    .setIssuer(issuer)
    .setAudience(clientId)
    .setSubject(accountId)
    .setJti(randomUUID())
    .setIssuedAt(issued)
    .setExpirationTime(issued + life)
    .sign(await importJWK(key, alg))
}
