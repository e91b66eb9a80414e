// The audit's filters in the address: what is not on the closed lists counts as absent.
import { z } from 'zod'
import { auditEvents } from '../../../records/audit/events.ts'
import type { AuditFilter } from '../../../records/audit/read-audit.ts'
import { queryText } from '../../../web/query-text.ts'

export const auditDoors = ['portal', 'standby', 'phone', 'console'] as const

/** `person` is an account's id: it says nothing by itself, so it may stand in the address. */
export function readFilter(query: unknown): AuditFilter {
  const [event, day, door, person] = ['event', 'day', 'door', 'person'].map((name) => queryText(query, name))
  return {
    event: auditEvents.find((one) => one === event) ?? null,
    day: z.iso.date().safeParse(day).success ? (day ?? null) : null,
    door: auditDoors.find((one) => one === door) ?? null,
    person: z.uuid().safeParse(person).success ? (person ?? null) : null,
  }
}

/** The filters as they stand in an address. */
export function filterQuery(filter: AuditFilter): Record<string, string> {
  const set = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(set)
}
