// Refusals are values with a code; every code has one sentence in every language (web/messages).
import type { Code } from './web/messages/codes.ts'

export type Refusal = { ok: false; code: Code }
export type Result<T = object> = ({ ok: true } & T) | Refusal

export const refuse = (code: Code): Refusal => ({ ok: false, code })
