// The parameters of /oauth2/authorize. What is wrong before the client is known stays on the portal's own page.
import { z } from 'zod'
import type { Client } from '../portal.ts'

export type SignInRequest = {
  redirectUri: string
  state: string | undefined
  nonce: string | undefined
  challenge: string
  acr: string | undefined
  prompt: 'login' | 'none' | undefined
}

/** page: shown by the portal itself · redirect: told to the client. */
export type ReadSignIn =
  | { ok: true; request: SignInRequest }
  | { ok: false; at: 'page' | 'redirect'; error: string; description: string }

const text = z.string().max(2000).optional()
const parameters = z.object({
  client_id: text,
  redirect_uri: text,
  response_type: text,
  scope: text,
  state: text,
  nonce: text,
  code_challenge: text,
  code_challenge_method: text,
  acr_values: text,
  prompt: text,
})

export function readSignIn(client: Client, query: unknown): ReadSignIn {
  const read = parameters.safeParse(query)
  if (!read.success) return onPage('invalid_request', 'A parameter stands twice or is too long')
  const sent = read.data
  if (sent.client_id !== client.id) return onPage('invalid_client', 'Cannot find an application with this client_id')
  if (sent.redirect_uri !== client.redirectUri)
    return onPage('invalid_callback', 'The callback does not match the registered one')
  return toldError(sent) ?? { ok: true, request: requestOf(sent) }
}

function toldError(sent: z.infer<typeof parameters>): ReadSignIn | undefined {
  if (sent.response_type !== 'code') return told('unsupported_response_type', 'Only response_type code is known')
  if (!sent.scope?.split(' ').includes('openid')) return told('invalid_scope', 'scope must hold openid')
  if (sent.code_challenge_method !== 'S256') return told('invalid_request', 'code_challenge_method must be S256')
  if (!/^[\w-]{43}$/.test(sent.code_challenge ?? ''))
    return told('invalid_request', 'code_challenge is missing or not of S256')
  if (!['login', 'none', undefined].includes(sent.prompt))
    return told('invalid_request', 'prompt must be login or none')
  return undefined
}

const requestOf = (sent: z.infer<typeof parameters>): SignInRequest => ({
  redirectUri: sent.redirect_uri!,
  state: sent.state,
  nonce: sent.nonce,
  challenge: sent.code_challenge!,
  acr: sent.acr_values?.split(' ')[0],
  prompt: sent.prompt as SignInRequest['prompt'],
})

const onPage = (error: string, description: string): ReadSignIn => ({ ok: false, at: 'page', error, description })
const told = (error: string, description: string): ReadSignIn => ({ ok: false, at: 'redirect', error, description })
