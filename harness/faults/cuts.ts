// The cut points: every statement after which something is different, before and after, and who comes to it.
import type { Cut } from './wire.ts'

/** sign-in: an officer at the standby door · door: an administrator at the switch · number, reset: an officer who changes what proves them · dossier: an officer at the desk. */
export type Walk = 'sign-in' | 'door' | 'number' | 'reset' | 'dossier'

/** One point, before or after it. */
export type Place = Cut & { walk: Walk }

type Point = { name: string; text: RegExp; commit: boolean }

const both = (walk: Walk, points: readonly Point[]): Place[] =>
  points.flatMap((point) =>
    (['before', 'after'] as const).map((at) => ({ ...point, walk, at, name: `${at} ${point.name}` })),
  )

export const places: readonly Place[] = [
  ...both('sign-in', [
    { name: 'the commit of attempt and code', text: /insert into attempts/, commit: true },
    { name: 'the SMS leaves for the gateway', text: /^insert into message_sends/, commit: false },
    { name: 'noting that the gateway took it', text: /^\s*with tried as \(update message_sends/, commit: false },
    { name: 'the commit of code, session and audit', text: /insert into sessions/, commit: true },
    { name: 'the OpenID code is issued', text: /^\s*with kept as \(update sessions set uid/, commit: false },
    { name: 'the OpenID code is redeemed', text: /update provider_records set consumed_at/, commit: false },
    { name: 'the access token is kept', text: /^\s*insert into provider_records/, commit: false },
    { name: 'the audit rows are sealed', text: /^\s*insert into audit_ledger/, commit: true },
  ]),
  ...both('door', [
    { name: 'the commit of an opening', text: /insert into standby_periods/, commit: true },
    { name: 'the commit of a closing', text: /update standby_periods set closed_at/, commit: true },
  ]),
  ...both('number', [
    { name: 'the commit of a code to a new number', text: /insert into challenges/, commit: true },
    { name: 'the commit of a changed number', text: /insert into phones/, commit: true },
  ]),
  ...both('reset', [
    { name: 'the commit of a reset and its code', text: /insert into resets/, commit: true },
    { name: 'the commit of a reset password', text: /insert into passwords/, commit: true },
  ]),
  ...both('dossier', [{ name: 'the commit of a dossier', text: /insert into dossiers/, commit: true }]),
]
