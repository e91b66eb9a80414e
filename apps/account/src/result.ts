// Refusals are values with a code; every code has one sentence in every language (web/messages).
import type { Code } from './web/messages/codes.ts'

export type Refusal = {
  ok: false
  code: Code
  /** Seconds until another try makes sense. */
  retryAfter?: number
  /** What the sentence names, e.g. the tag of the newest code. */
  with?: Readonly<Record<string, string>>
}

export type Result<T = object> = ({ ok: true } & T) | Refusal

export const refuse = (code: Code, more: Omit<Refusal, 'ok' | 'code'> = {}): Refusal => ({ ok: false, code, ...more })
