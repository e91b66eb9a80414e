// A refused proof as the form shows it: at its field where the format is at fault, otherwise for the form as a whole.
import type { Language } from '@motcua/ui/shell.ts'
import type { Refusal } from '../../result.ts'
import { sentence } from '../../web/messages/codes.ts'

type ProofField = 'username' | 'password' | 'code'

const fieldOf: Partial<Record<Refusal['code'], ProofField>> = {
  'username-missing': 'username',
  'password-missing': 'password',
  'code-format': 'code',
}

export type ProofErrors = { refusal?: string; errors?: Partial<Record<ProofField, string>> }

export function proofErrors(language: Language, refusal: Refusal): ProofErrors {
  const text = sentence(language, refusal)
  const field = fieldOf[refusal.code]
  return field ? { errors: { [field]: text } } : { refusal: text }
}
