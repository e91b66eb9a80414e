// Where somebody goes on to after a proof: an own page of the console, never another address (ASVS 3.7.2).
import { ownPage } from '../../records/attempts/errand.ts'

export const consoleHome = '/console/standby'

export function nextPage(asked: unknown): string {
  const own = ownPage(asked)
  return own?.startsWith('/console/') && own !== '/console/sign-in' && own !== '/console/confirm' ? own : consoleHome
}
