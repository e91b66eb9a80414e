// Who has the dossier now: a person, the agency's queue, the return desk, or nobody any more.
import type { Language } from '@motcua/ui/shell.ts'
import { finalStatuses, status } from '../../records/dossiers/status.ts'
import type { Dossier } from '../../records/dossiers/store.ts'
import { words } from './messages.ts'

export function holderSaid(language: Language, dossier: Pick<Dossier, 'status' | 'holder_name'>): string {
  const say = words[language]
  if (dossier.holder_name) return dossier.holder_name
  if (dossier.status === status.finished) return say.returnDesk
  return finalStatuses.includes(dossier.status) ? say.nobody : say.queue
}
