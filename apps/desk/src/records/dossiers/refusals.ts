// Why a dossier could not be received or moved. Every code has its sentence in the pages' messages.
import type { HistoryRow } from './store.ts'

export type DossierRefusal =
  | { ok: false; code: 'not-found' | 'no-right' | 'procedure-unknown' | 'form-used' }
  | { ok: false; code: 'not-possible' | 'not-holder' | 'note-missing' | 'colleague-unknown' }
  /** Somebody was quicker: who, what and when. */
  | { ok: false; code: 'moved-already'; last: HistoryRow }

export type DossierCode = DossierRefusal['code']
