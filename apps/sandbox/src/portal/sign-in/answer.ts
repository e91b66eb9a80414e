// Back to the client: with a code that stands for the person, or with an error.
import { randomBytes } from 'node:crypto'
import type { Person } from '../../people/person.ts'
import type { Portal } from '../portal.ts'
import type { SignInRequest } from './read-request.ts'

type Target = Pick<SignInRequest, 'redirectUri' | 'state'>

export function withCode(portal: Portal, request: SignInRequest, who: { person: Person; authTime: number }): string {
  const code = randomBytes(24).toString('base64url')
  portal.codes.put(code, { request, ...who })
  return address(request, { code })
}

export const withError = (target: Target, error: string, description: string): string =>
  address(target, { error, error_description: description })

function address({ redirectUri, state }: Target, parameters: Record<string, string>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  if (state !== undefined) url.searchParams.set('state', state)
  return url.href
}
