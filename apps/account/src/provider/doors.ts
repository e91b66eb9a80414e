// Doors on the wire: acr by URN, amr by RFC 8176.
import type { Door } from '../records/sessions/store.ts'

export const acrOf: Record<Door, string> = {
  portal: 'urn:motcua:door:portal',
  standby: 'urn:motcua:door:standby',
  phone: 'urn:motcua:door:phone',
  console: 'urn:motcua:door:console',
}

export const doorOfAcr: Readonly<Record<string, Door>> = Object.fromEntries(
  Object.entries(acrOf).map(([door, acr]) => [acr, door as Door]),
)
