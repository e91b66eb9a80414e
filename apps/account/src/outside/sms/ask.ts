// One HTTP request to a gateway. A silence is ambiguous, an unreachable host is not; nothing of the request reaches an error text.
import { refused, type SmsRefused } from './gateway.ts'

export type Asked = { ok: true; status: number; body: string } | SmsRefused

type Question = {
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string
  signal: AbortSignal
}

const mostBody = 64 * 1024

/** Any status is an answer. A redirect is none: credentials follow nobody. */
export async function ask(url: string, { method = 'POST', ...question }: Question): Promise<Asked> {
  try {
    const answer = await fetch(url, { method, redirect: 'error', ...question })
    const body = await answer.text()
    return { ok: true, status: answer.status, body: body.slice(0, mostBody) }
  } catch (error) {
    return question.signal.aborted || !wasNeverReached(error)
      ? refused('ambiguous', 'no answer')
      : refused('refused', 'not reached')
  }
}

export const askJson = (url: string, body: unknown, { signal, headers = {} }: Omit<Question, 'body'>) =>
  ask(url, { signal, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A status that is no success, where the body does not say more: busy or broken is "not now", refused keys are ours to mend. */
export function failedStatus({ status }: { status: number }): SmsRefused | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status === 401 || status === 403) return refused('unfit', `http ${status}`)
  return refused('refused', `http ${status}`)
}

// Before a connection stood nothing was sent; after it, the request may have been taken although the answer is lost.
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

function wasNeverReached(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const causes = cause instanceof AggregateError ? cause.errors : [cause]
  return causes.every((one) => neverReached.has((one as { code?: string } | undefined)?.code ?? ''))
}
