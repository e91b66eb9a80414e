// What the dossier pages need from outside.
import type { Db } from '@motcua/db/query.ts'
import type { Span } from '../../records/calendar/hours.ts'

export type DossierNeeds = {
  db: Db
  /** The public origin, for the address in a receipt's QR code. */
  config: { DESK_ORIGIN: string }
  /** Office hours. */
  hours: readonly Span[]
}
