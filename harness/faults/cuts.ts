// The cut points: every statement of a direct sign-in and of the administrators' switch after which something is different, before and after.
import type { Cut } from './wire.ts'

type Point = { name: string; text: RegExp; commit: boolean }

const both = (points: readonly Point[]): Cut[] =>
  points.flatMap((point) => (['before', 'after'] as const).map((at) => ({ ...point, at, name: `${at} ${point.name}` })))

/** Met by an officer who signs in. */
export const signInCuts: readonly Cut[] = both([
  { name: 'the commit of attempt and code', text: /insert into attempts/, commit: true },
  { name: 'the SMS leaves for the gateway', text: /^insert into message_sends/, commit: false },
  { name: 'noting that the gateway took it', text: /^\s*with tried as \(update message_sends/, commit: false },
  { name: 'the commit of code, session and audit', text: /insert into sessions/, commit: true },
  { name: 'the OpenID code is issued', text: /^\s*with kept as \(update sessions set uid/, commit: false },
  { name: 'the OpenID code is redeemed', text: /update provider_records set consumed_at/, commit: false },
  { name: 'the access token is kept', text: /^\s*insert into provider_records/, commit: false },
  { name: 'the audit rows are sealed', text: /^\s*insert into audit_ledger/, commit: true },
])

/** Met by an administrator at the switch. */
export const doorCuts: readonly Cut[] = both([
  { name: 'the commit of an opening', text: /insert into standby_periods/, commit: true },
  { name: 'the commit of a closing', text: /update standby_periods set closed_at/, commit: true },
])
