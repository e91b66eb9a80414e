// Who did something to the door, as people call them.
import type { Language } from '@motcua/ui/shell.ts'
import type { Doer } from './doors.ts'
import { words } from './messages.ts'

export const doerText = (language: Language, { name, policyId }: Doer): string =>
  name ?? (policyId ? words[language].automatic : words[language].emergency)
