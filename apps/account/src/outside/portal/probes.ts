// A look at the portal, as a browser and as ourselves: its name, TLS, discovery, keys, sign-in page, and how it refuses a wrong code.
import { randomBytes } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { connect as connectTls } from 'node:tls'
import { isOwnNetworkGone } from './controls.ts'
import { type Patience, startPatience } from './patience.ts'
import { classOf, classOfStatus, type ProbeError, WrongAnswer } from './probe-errors.ts'

type ProbeKind = 'dns' | 'tls' | 'discovery' | 'keys' | 'authorize' | 'token'

export type ProbeResult = { kind: ProbeKind; error: ProbeError | null; ms: number; tlsLeft: number | null }

export type ProbeSettings = {
  discoveryUrl: string
  clientId: string
  clientSecret: string
  /** Our own origin: the callback is `<origin>/portal/callback`. */
  origin: string
  /** Seconds for the whole look, in which our thread runs. */
  timeout: number
  /** Seconds: where our thread stood still for longer in a look, what did not come through then says nothing. */
  stillMost: number
  /** Addresses outside other than the portal: where none of them can be reached either, our own network is at fault. */
  controls: readonly string[]
}

type Endpoints = { authorize: string; token: string; keys: string }

export type LookAtPortal = () => Promise<ProbeResult[]>

export function createProbes(settings: ProbeSettings): LookAtPortal {
  let known: Endpoints | undefined
  const look = async (patience: Patience) => {
    const until = patience.signal
    const probe = proberOf(patience)
    const { hostname, protocol } = new URL(settings.discoveryUrl)
    const name = await probe('dns', () => resolves(hostname, until))
    if (name.error) return [name]
    const tls = protocol === 'https:' ? [probe('tls', () => certificateOf(settings.discoveryUrl, until))] : []
    const before = known
    const discovery = probe('discovery', async () => void (known = await readDiscovery(settings.discoveryUrl, until)))
    // The addresses of the last good look serve while discovery fails or is slow; the first look must wait for it.
    if (!before) await discovery
    const endpoints = before ?? known
    const others = endpoints ? probesOf(probe, settings, endpoints, until) : []
    return [name, ...(await Promise.all([...tls, discovery, ...others]))]
  }
  return async () => {
    const patience = startPatience(settings.timeout * 1000)
    const results = await look(patience)
    patience.end()
    return blameOurs(settings, blameLoad(results, patience.stood() > settings.stillMost * 1000))
  }
}

const lost = new Set<ProbeError | null>(['no-answer', 'reset', 'name-server'])

/** Our thread stood still for long: what did not come through is nobody's fault. What was answered, and how, stands. */
const blameLoad = (results: ProbeResult[], isBusy: boolean): ProbeResult[] =>
  results.map((result) => (isBusy && lost.has(result.error) ? { ...result, error: 'our-load' } : result))

type Probe = (kind: ProbeKind, look: () => Promise<number | void>) => Promise<ProbeResult>

function probesOf(probe: Probe, settings: ProbeSettings, endpoints: Endpoints, until: AbortSignal) {
  return [
    probe('keys', () => readKeys(endpoints.keys, until)),
    probe('authorize', () => openSignIn(settings, endpoints.authorize, until)),
    probe('token', () => offerWrongCode(settings, endpoints.token, until)),
  ]
}

/** Runs one probe; whatever goes wrong becomes its result. A number that it gives is the certificate's time left. */
function proberOf({ stood }: Patience): Probe {
  return async (kind, look) => {
    const [started, before] = [performance.now(), stood()]
    const took = () => Math.max(0, Math.round(performance.now() - started - (stood() - before)))
    try {
      const left = await look()
      return { kind, error: null, ms: took(), tlsLeft: left ?? null }
    } catch (error) {
      return { kind, error: classOf(error), ms: took(), tlsLeft: null }
    }
  }
}

const networkErrors = new Set<ProbeError>(['no-name', 'name-server', 'no-answer'])

/** Nothing got through, and nothing else outside can be reached: it is our network. */
async function blameOurs(settings: ProbeSettings, results: ProbeResult[]): Promise<ProbeResult[]> {
  const isCutOff = results.every(({ kind, error }) => (error ? networkErrors.has(error) : kind === 'dns'))
  if (!isCutOff || !(await isOwnNetworkGone(settings.controls))) return results
  return results.map((result) => (result.error ? { ...result, error: 'our-network' as const } : result))
}

async function resolves(hostname: string, until: AbortSignal): Promise<void> {
  await Promise.race([lookup(hostname), given(until)])
}

const given = (until: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const give = () => reject(until.reason as Error)
    if (until.aborted) give()
    else until.addEventListener('abort', give, { once: true })
  })

/** Milliseconds until the certificate ends. */
function certificateOf(address: string, until: AbortSignal): Promise<number> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host: hostname, port: Number(port) || 443, servername: hostname })
    const end = (act: () => void) => {
      socket.destroy()
      act()
    }
    socket.once('error', (error) => end(() => reject(error)))
    until.addEventListener('abort', () => end(() => reject(until.reason as Error)), { once: true })
    socket.once('secureConnect', () => {
      const left = Date.parse(socket.getPeerCertificate().valid_to) - Date.now()
      end(() => resolve(left))
    })
  })
}

async function readDiscovery(address: string, signal: AbortSignal): Promise<Endpoints> {
  const found = await readJson(await fetch(address, { signal, redirect: 'error' }))
  const text = (name: string) => {
    const value = found[name]
    if (typeof value !== 'string' || !URL.canParse(value)) throw new WrongAnswer('unreadable')
    return value
  }
  return { authorize: text('authorization_endpoint'), token: text('token_endpoint'), keys: text('jwks_uri') }
}

async function readKeys(address: string, signal: AbortSignal): Promise<void> {
  const { keys } = await readJson(await fetch(address, { signal, redirect: 'error' }))
  if (!Array.isArray(keys) || keys.length === 0) throw new WrongAnswer('unreadable')
}

async function readJson(answer: Response): Promise<Record<string, unknown>> {
  if (!answer.ok) throw new WrongAnswer(classOfStatus(answer.status))
  const read: unknown = await answer.json().catch(() => null)
  if (typeof read !== 'object' || read === null) throw new WrongAnswer('unreadable')
  return read as Record<string, unknown>
}

const redirectsMost = 4

/** As a browser that leaves for the portal: redirects within it, then a page. */
async function openSignIn(settings: ProbeSettings, authorize: string, signal: AbortSignal): Promise<void> {
  let address = new URL(authorize)
  const parameters = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: `${settings.origin}/portal/callback`,
    scope: 'openid',
    acr_values: 'LoA1',
    state: randomBytes(16).toString('base64url'),
    nonce: randomBytes(16).toString('base64url'),
    code_challenge: randomBytes(32).toString('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value)
  for (let hops = 0; hops <= redirectsMost; hops += 1) {
    const answer = await fetch(address, { signal, redirect: 'manual' })
    await answer.arrayBuffer()
    const to = answer.headers.get('location')
    if (answer.status < 300 || answer.status >= 400 || !to) return expectPage(answer)
    address = new URL(to, address)
    refuseError(address, settings.origin)
  }
  throw new WrongAnswer('unreadable')
}

/** WSO2 tells a client it does not know on an error page of its own; other errors come back to the callback. */
function refuseError(address: URL, origin: string): void {
  const error =
    address.searchParams.get('oauthErrorCode') ?? (address.origin === origin ? address.searchParams.get('error') : null)
  if (error === 'server_error' || error === 'temporarily_unavailable') throw new WrongAnswer('server-error')
  if (error || address.pathname.includes('oauth2_error')) throw new WrongAnswer('our-client')
}

function expectPage(answer: Response): void {
  if (!answer.ok) throw new WrongAnswer(classOfStatus(answer.status))
  if (!answer.headers.get('content-type')?.includes('text/html')) throw new WrongAnswer('unreadable')
}

/** A code that never was must be refused as such. Refusing ourselves means that our secret is wrong there. */
async function offerWrongCode(settings: ProbeSettings, token: string, signal: AbortSignal): Promise<void> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: randomBytes(16).toString('hex'),
    redirect_uri: `${settings.origin}/portal/callback`,
    client_id: settings.clientId,
    client_secret: settings.clientSecret,
    code_verifier: randomBytes(32).toString('base64url'),
  })
  const answer = await fetch(token, { method: 'POST', body, signal, redirect: 'error' })
  const said: unknown = await answer.json().catch(() => null)
  const error = (said as { error?: unknown } | null)?.error
  if (error === 'invalid_client' || error === 'unauthorized_client') throw new WrongAnswer('our-client')
  if (answer.status === 400 && typeof error === 'string') return
  if (answer.status === 401) throw new WrongAnswer('our-client')
  throw new WrongAnswer(classOfStatus(answer.status))
}
