// A refusal as the page says it, with its status.
import type { Language } from '@motcua/ui/shell.ts'
import type { DossierCode, DossierRefusal } from '../../records/dossiers/refusals.ts'
import { momentSaid } from '../../web/dossier-words.ts'
import { moveSaid, words } from './messages.ts'

const statusByCode: Record<DossierCode, number> = {
  'not-found': 404,
  'no-right': 403,
  'not-holder': 403,
  'procedure-unknown': 422,
  'note-missing': 422,
  'colleague-unknown': 422,
  'form-used': 409,
  'not-possible': 409,
  'moved-already': 409,
}

export const statusOf = (refusal: DossierRefusal): number => statusByCode[refusal.code]

export function refusalSaid(language: Language, refusal: DossierRefusal): string {
  const text = words[language].refusals[refusal.code]
  if (refusal.code !== 'moved-already') return text
  const { last } = refusal
  return text
    .replace('{name}', last.by_name)
    .replace('{move}', moveSaid(language, last.move))
    .replace('{at}', momentSaid(language, last.at))
}
