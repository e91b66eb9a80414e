// The text of a delivery receipt in deliver_sm: "id:… sub:001 dlvrd:001 submit date:… done date:… stat:DELIVRD err:000 text:…".
import type { Fate } from './gateway.ts'

const fates: Readonly<Record<string, Fate>> = {
  DELIVRD: 'delivered',
  EXPIRED: 'failed',
  UNDELIV: 'failed',
  REJECTD: 'failed',
  DELETED: 'failed',
  UNKNOWN: 'unknown',
}

/** Undefined for what is no receipt. ENROUTE and ACCEPTD are on their way. */
export function readReceiptText(text: string): { ref: string; fate: Fate } | undefined {
  const ref = /\bid:(\S+)/i.exec(text)?.[1]
  const stat = /\bstat:(\w+)/i.exec(text)?.[1]?.toUpperCase()
  return ref && stat ? { ref, fate: fates[stat] ?? 'waiting' } : undefined
}
