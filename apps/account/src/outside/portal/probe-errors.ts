// Why a probe failed: an error of Node, or an answer, becomes one class.
export type ProbeError =
  | 'no-name'
  | 'name-server'
  | 'refused'
  | 'reset'
  | 'no-answer'
  | 'tls-expired'
  | 'tls-untrusted'
  | 'tls-broken'
  | 'server-error'
  | 'unreadable'
  | 'not-found'
  | 'turned-away'
  | 'our-network'
  | 'our-client'
  | 'our-load'

/** The portal answered, but not as it should. */
export class WrongAnswer extends Error {
  readonly probeError: ProbeError
  constructor(probeError: ProbeError) {
    super(probeError)
    this.probeError = probeError
  }
}

const byCode: Readonly<Record<string, ProbeError>> = {
  ENOTFOUND: 'no-name',
  EAI_AGAIN: 'name-server',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ETIMEDOUT: 'no-answer',
  UND_ERR_CONNECT_TIMEOUT: 'no-answer',
  ENETUNREACH: 'no-answer',
  EHOSTUNREACH: 'no-answer',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-untrusted',
  EPROTO: 'tls-broken',
}

export function classOf(error: unknown): ProbeError {
  if (error instanceof WrongAnswer) return error.probeError
  if (!(error instanceof Error)) return 'unreadable'
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no-answer'
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (byCode[code]) return byCode[code]
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) return 'tls-broken'
  if (error instanceof AggregateError && error.errors.length > 0) return classOf(error.errors[0])
  return error.cause === undefined ? 'unreadable' : classOf(error.cause)
}

/** What a status says of the portal where another one was expected. */
export function classOfStatus(status: number): ProbeError {
  if (status >= 500) return 'server-error'
  if (status === 403 || status === 429) return 'turned-away'
  return status === 404 || status === 410 ? 'not-found' : 'unreadable'
}
