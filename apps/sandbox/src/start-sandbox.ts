// The whole outside world on real ports, in this process: for tests and drills.
import { createServer } from 'node:net'
import type { Authenticator } from './authenticator/authenticator.ts'
import { buildSandbox, type SandboxSettings } from './build-sandbox.ts'
import type { Faults } from './faults/faults.ts'
import type { People } from './people/people.ts'
import type { Phones } from './phones/phones.ts'

/** Port 0 means any free port. */
export type SandboxOptions = { port: number; portalPort: number } & Pick<
  SandboxSettings,
  'accountOrigin' | 'peopleFile' | 'authenticators' | 'log' | 'now' | 'receiptDelay'
>

export type Sandbox = {
  /** e.g. "http://localhost:4002" */
  origin: string
  portalOrigin: string
  /** The portal's discovery document, for PORTAL_DISCOVERY_URL. */
  discoveryUrl: string
  /** The gateway's base, for ESMS_URL. */
  esmsUrl: string
  /** Port of the SMPP message centre. */
  smppPort: number
  faults: Faults
  phones: Phones
  authenticator: Authenticator
  people: People
  close: () => Promise<void>
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port: wantedPort, portalPort: wantedPortalPort, ...rest } = options
  const [port, portalPort] = [wantedPort || (await freePort()), wantedPortalPort || (await freePort())]
  const [origin, portalOrigin] = [`http://localhost:${port}`, `http://localhost:${portalPort}`]
  const { app, door, messageCentre, ...sandbox } = await buildSandbox({ ...rest, origin, portalOrigin, portalPort })
  await door.open()
  await app.listen({ port, host: '::' })
  const smppPort = await messageCentre.listen(0)
  const discoveryUrl = `${portalOrigin}/oauth2/oidcdiscovery/.well-known/openid-configuration`
  return { origin, portalOrigin, discoveryUrl, esmsUrl: `${origin}/gateways/esms`, smppPort, ...sandbox }
}

/** The pages must know their own address before they are made, so the port is found first. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '::', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
