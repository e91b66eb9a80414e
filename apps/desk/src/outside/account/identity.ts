// Who came: the claims of the account service's ID token, read strictly. A claim that is missing is a refusal, not a default.
import { z } from 'zod'

export type Identity = {
  sub: string
  sid: string
  name: string
  agency: string
  agencyName: string
  role: 'officer' | 'unit-admin'
  rights: string[]
  door: 'portal' | 'standby'
  periodId: string | null
  /** Epoch seconds. */
  authTime: number
}

const doors: Readonly<Record<string, 'portal' | 'standby'>> = {
  'urn:motcua:door:portal': 'portal',
  'urn:motcua:door:standby': 'standby',
}

const officer = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  name: z.string().min(1),
  agency: z.string().min(1),
  agency_name: z.string().min(1),
  role: z.enum(['officer', 'unit-admin']),
  rights: z.array(z.string()),
  standby_period: z.string().nullish(),
  auth_time: z.number(),
})

/** not-officer: another door than an officer's (a citizen's phone, the console), or no officer's claims. */
export function readIdentity(claims: Readonly<Record<string, unknown>>): Identity | 'not-officer' | 'unreadable' {
  const door = doors[String(claims['acr'])]
  if (!door || claims['role'] === undefined || claims['role'] === null) return 'not-officer'
  const read = officer.safeParse(claims)
  if (!read.success) return 'unreadable'
  const { agency_name: agencyName, standby_period: period, auth_time: authTime, ...rest } = read.data
  return { ...rest, agencyName, door, periodId: period ?? null, authTime }
}
