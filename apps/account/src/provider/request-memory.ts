// What one request of the provider has read or is about to write: the library asks for session, person and code one by one, and one
// statement can answer or keep them all.
import { type AdapterPayload, Provider } from 'oidc-provider'
import type { Subject } from './claims.ts'
import type { NewRecord } from './records.ts'

type Memory = {
  /** Sessions and their people by the session's uid. */
  sessions: Map<string, { payload?: AdapterPayload | null; subject?: Subject }>
  /** The code that this request used up when it found it. */
  usedCode?: string
  /** The code that is written with the session's row. */
  newCode?: NewRecord
}

const memories = new WeakMap<object, Memory>()

/** Undefined outside a request of the provider. */
function memory(): Memory | undefined {
  const { ctx } = Provider
  if (!ctx) return undefined
  const known = memories.get(ctx)
  if (known) return known
  const made: Memory = { sessions: new Map() }
  memories.set(ctx, made)
  return made
}

/** `id` is null where the person may not sign in. */
export type PersonRow = Omit<Subject, 'id'> & { id: string | null }

/** `payload`: null where the session has ended; left out where only the person was read. */
export function rememberSession(uid: string, row: PersonRow, payload?: AdapterPayload | null): void {
  const subject = row.id === null ? {} : { subject: { ...row, id: row.id } }
  memory()?.sessions.set(uid, { ...(payload === undefined ? {} : { payload }), ...subject })
}

export const recallSubject = (uid: string | undefined): Subject | undefined =>
  uid === undefined ? undefined : memory()?.sessions.get(uid)?.subject

/** Null: known to have ended. Undefined: not read yet. */
export const recallSession = (uid: string): AdapterPayload | null | undefined => memory()?.sessions.get(uid)?.payload

/** A request redeems one code. */
export function rememberUsedCode(id: string): void {
  const kept = memory()
  if (kept) kept.usedCode = id
}

export const isUsedHere = (id: string): boolean => memory()?.usedCode === id

/** False outside a request: then it must be written at once. */
export function keepNewCode(code: NewRecord): boolean {
  const kept = memory()
  if (kept) kept.newCode = code
  return kept !== undefined
}

export function takeNewCode(): NewRecord | undefined {
  const kept = memory()
  const code = kept?.newCode
  if (kept) delete kept.newCode
  return code
}
