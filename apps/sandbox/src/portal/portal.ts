// What the portal's routes work with: its one client, its people, and what it remembers.
import type { Faults } from '../faults/faults.ts'
import { createMemory, type Memory } from '../memory.ts'
import type { People } from '../people/people.ts'
import type { Person } from '../people/person.ts'
import type { Phones } from '../phones/phones.ts'
import type { Timers } from '../timers.ts'
import type { Keys } from './keys.ts'
import type { SignInRequest } from './sign-in/read-request.ts'

export type Client = { id: string; secret: string; redirectUri: string; signedOutUri: string }

/** A person on the way through the portal's pages, known by the sessionDataKey in the address. */
export type Visit = {
  request: SignInRequest
  /** The person whose password was right (or who was picked), and the code on its way to them. */
  waiting?: { person: Person; code: string; sentAt: number; wrong: number } | undefined
  /** Where the finished visit went: a second click goes there too. */
  wentTo?: string
}

/** What a code or an access token stands for. `authTime` in seconds. */
export type Grant = { request: SignInRequest; person: Person; authTime: number; accessToken?: string }
export type PortalSession = { person: Person; authTime: number }

export type Portal = {
  origin: string
  sandboxOrigin: string
  client: Client
  people: People
  phones: Phones
  faults: Faults
  keys: Keys
  timers: Timers
  now: () => number
  visits: Memory<Visit>
  codes: Memory<Grant>
  accessTokens: Memory<Grant>
  sessions: Memory<PortalSession>
}

type Given = Pick<Portal, 'origin' | 'sandboxOrigin' | 'people' | 'phones' | 'faults' | 'keys' | 'timers' | 'now'>

/** Seconds: WSO2's defaults, and the same again for what it keeps in a browser's name. */
export const lives = { visit: 600, otp: 300, code: 300, accessToken: 3600, idToken: 3600, session: 900 }

export function createPortal(given: Given & { accountOrigin: string; clientSecret: string }): Portal {
  const { accountOrigin, clientSecret, ...rest } = given
  const memory = <T>(life: number) => createMemory<T>({ life, most: 20_000, now: given.now })
  return {
    ...rest,
    client: {
      id: 'motcua-account',
      secret: clientSecret,
      redirectUri: `${accountOrigin}/portal/callback`,
      signedOutUri: `${accountOrigin}/portal/signed-out`,
    },
    visits: memory(lives.visit),
    // A used code is remembered until it would have expired, so that its second use is noticed.
    codes: memory(lives.code),
    accessTokens: memory(lives.accessToken),
    sessions: memory(lives.session),
  }
}

export const secondsNow = (portal: Portal): number => Math.floor(portal.now() / 1000)
