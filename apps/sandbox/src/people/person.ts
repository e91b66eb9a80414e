// A person whom the simulated national portal knows.
import { createHash } from 'node:crypto'

export type Person = {
  /** The portal's stable id of the account, a UUID. */
  techId: string
  kind: 'citizen' | 'enterprise'
  name: string
  /** 12 digits. */
  idNumber: string
  /** 9 digits, where the portal still knows them. */
  oldIdNumber: string | null
  /** What may be typed as the account; empty for people who can only be picked. */
  logins: readonly string[]
  /** yyyy-mm-dd */
  birthDate: string
  sex: 'male' | 'female'
  /** Where the portal sends its codes: 0901234926. */
  phone: string
  /** Whether the portal tells relying parties that number. */
  tellsPhone: boolean
  /** Signed in through VNeID: fewer claims, and a sign-out address of its own. */
  viaVneid: boolean
  enterprise?: { taxCode: string; name: string }
  /** Beside the name in the list to pick from: the agency, or what is special. */
  note: { vi: string; en: string }
}

/** The same name always gives the same UUID, on every machine. */
export function stableUuid(name: string): string {
  const hex = createHash('sha256').update(`motcua sandbox ${name}`).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** A number below `most` that belongs to this name for good: who has a VNeID, who told a phone. */
export const stableNumber = (name: string, most: number): number =>
  createHash('sha256').update(`motcua number ${name}`).digest().readUInt32BE(0) % most
