// One id for a request through the proxy, the desk and the account service: what their log lines have in common.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingHttpHeaders } from 'node:http'
import { randomToken } from './keyed-hash.ts'

type Current = { id: string; traceparent?: string | undefined }

const current = new AsyncLocalStorage<Current>()

/** The caller's, where it looks like one; else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomToken().slice(0, 12)
}

export const withRequest = (request: Current, work: () => void): void => current.run(request, work)

/** Of the request that is being answered; undefined in jobs. */
export const currentRequestId = (): string | undefined => current.getStore()?.id

/** What goes along to another app of ours: the id, and the span where traces are on (W3C Trace Context). */
export const requestIdHeader = (): Record<string, string> => {
  const { id, traceparent } = current.getStore() ?? {}
  return { ...(id ? { 'x-request-id': id } : {}), ...(traceparent ? { traceparent } : {}) }
}
