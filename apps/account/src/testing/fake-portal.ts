// A portal in memory for tests of what comes after it; its protocol is tested against the sandbox (e2e).
import type { PortalArrival, PortalClient, PortalFailure } from '../outside/portal/client.ts'
import type { ProbeResult } from '../outside/portal/probes.ts'
import type { PortalIdentity } from '../outside/portal/identity.ts'

export type FakePortal = PortalClient & {
  isUp: boolean
  /** What the next arrival brings. */
  next: PortalArrival | PortalFailure
  /** What the next look at it gives. */
  looks: ProbeResult[]
  /** Whether the last departure asked for a fresh sign-in. */
  lastDepartureFresh: boolean
  /** How many seconds the last question whether it can be reached would have waited. */
  lastPatience: number
}

export const identityOf = (made: Partial<PortalIdentity> & { idNumbers: string[] }): PortalIdentity => ({
  techId: `tech-${made.idNumbers[0]}`,
  isEnterprise: false,
  name: 'Người Thử',
  birthDate: null,
  phone: null,
  ...made,
})

export const arrivalOf = (identity: PortalIdentity, authTime: number | null = null): PortalArrival => ({
  ok: true,
  identity,
  idToken: 'id-token-of-the-portal',
  authTime,
  logoutUri: null,
})

export function createFakePortal(): FakePortal {
  const portal: FakePortal = {
    isUp: true,
    looks: [],
    next: { ok: false, code: 'portal-error', reason: 'nothing was set' },
    lastDepartureFresh: false,
    lastPatience: 0,
    isReachable: async (seconds) => {
      portal.lastPatience = seconds
      return portal.isUp
    },
    departure: async ({ state, fresh }) => {
      portal.lastDepartureFresh = fresh
      return new URL(`http://localhost:4003/oauth2/authorize?state=${state}`)
    },
    arrival: async () => portal.next,
    signOutUrl: async (idToken, returnTo) =>
      new URL(`http://localhost:4003/oidc/logout?id_token_hint=${idToken}&post_logout_redirect_uri=${returnTo}`),
  }
  return portal
}
