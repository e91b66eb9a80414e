// The outside world where faults are wanted of it: the sandbox app, a process of its own in trial mode (it refuses production), with TLS
// in front of its portal, because the nodes' production settings accept no other.
import { execFileSync, fork } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createServer } from 'node:tls'
import { root } from '../scripts/paths.mjs'
import { freePort } from '../scripts/postgres.mjs'
import { createFront, type Front } from './front.ts'
import { host, type Settings } from './nodes.ts'

export type Faults = {
  portal?: { mode: string; seconds?: number }
  sms?: Record<string, { mode: string; seconds?: number }>
}

export type Sandbox = {
  /** What a node needs to know of this world. */
  settings: Settings
  /** The portal as browsers reach it. */
  portal: Front
  /** Throws the switches; `refuse` closes the portal's TLS port as well. */
  setFaults: (faults: Faults) => Promise<void>
  /** The newest code on this phone that came after `since` (ms since 1970), by our own gateways or by the portal's; undefined where none came within `patience` ms. */
  codeOn: (phone: string, from: 'ours' | 'portal', since: number, patience: number) => Promise<string | undefined>
  stop: () => Promise<void>
}

/** `people`: the officers' list that the portal knows (CSV). */
export async function startSandbox(people: string): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-outside-'))
  const peopleFile = join(folder, 'officers.csv')
  writeFileSync(peopleFile, people)
  const [port, behind, portalPort] = [await freePort(), await freePort(), await freePort()]
  const at = `http://127.0.0.1:${port}`
  const portalOrigin = `https://localhost:${portalPort}`
  const child = await startProcess(
    {
      SANDBOX_PORT: String(port),
      SANDBOX_ORIGIN: at,
      PORTAL_PORT: String(behind),
      PORTAL_ORIGIN: portalOrigin,
      ACCOUNT_ORIGIN: `https://${host}`,
      SANDBOX_CREDENTIALS: 'harness',
      SANDBOX_PEOPLE_PATH: peopleFile,
      LOG_LEVEL: 'warn',
    },
    join(folder, 'log'),
  )
  const certificate = makeCertificate(folder)
  const tls = createTls({ certificate, port: portalPort, behind })
  await tls.open()

  async function setFaults(faults: Faults): Promise<void> {
    if (faults.portal) await (faults.portal.mode === 'refuse' ? tls.close() : tls.open())
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${at}/api/faults`, { method: 'PUT', headers, body: JSON.stringify(faults) })
    if (!answer.ok) throw new Error(`faults: ${answer.status} ${await answer.text()}`)
  }
  const stop = async () => {
    await tls.close()
    await child.end()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    settings: { ...outsideSettings(at, portalOrigin), NODE_EXTRA_CA_CERTS: certificate.file },
    portal: createFront({ ports: [portalPort], host: `localhost:${portalPort}`, ca: certificate.cert }),
    setFaults,
    codeOn: (phone, from, since, patience) => codeOn(at, { phone, from, since, until: Date.now() + patience }),
    stop,
  }
}

/** Two gateways, the preferred first. */
const outsideSettings = (at: string, portalOrigin: string): Settings => ({
  PORTAL_DISCOVERY_URL: `${portalOrigin}/oauth2/oidcdiscovery/.well-known/openid-configuration`,
  PORTAL_CLIENT_ID: 'motcua-account',
  PORTAL_CLIENT_SECRET: 'harness-portal-secret',
  SMS_ROUTE: 'esms,vnpt',
  ESMS_URL: `${at}/gateways/esms`,
  ESMS_API_KEY: 'harness-key',
  ESMS_SECRET_KEY: 'harness-secret',
  VNPT_URL: `${at}/gateways/vnpt`,
  VNPT_LABEL_ID: '1001',
  VNPT_CONTRACT_ID: '2002',
  VNPT_AGENT_ID: '3003',
  VNPT_API_USER: 'harness-user',
  VNPT_API_PASSWORD: 'harness-password',
  VNPT_USERNAME: 'sandbox',
  VNPT_TEMPLATE_ID_VI: '501',
  VNPT_TEMPLATE_ID_EN: '502',
  VNPT_NOTICE_TEMPLATE_ID: '503',
})

async function startProcess(settings: Settings, log: string) {
  const out = openSync(log, 'a')
  const { PATH = '', HOME = '' } = process.env
  const child = fork(join(root, 'apps/sandbox/dist/src/main.js'), [], {
    cwd: root,
    env: { PATH, HOME, ...settings },
    execArgv: [],
    stdio: ['ignore', out, out, 'ipc'],
  })
  const over = new Promise<void>((done) => child.once('exit', () => done()))
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code) =>
      reject(new Error(`the sandbox ended with ${code}:\n${readFileSync(log, 'utf8').slice(-2000)}`)),
    )
  })
  const end = async () => {
    child.kill('SIGTERM')
    await over
  }
  return { end }
}

type Certificate = { file: string; cert: string; key: string }

/** For "localhost", good for thirty days: the watch looks at its end. */
function makeCertificate(folder: string): Certificate {
  const [file, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const words = [
    'req',
    '-x509',
    ...curve,
    '-days',
    '30',
    '-subj',
    '/CN=localhost',
    '-addext',
    names,
    '-keyout',
    keyFile,
    '-out',
    file,
  ]
  execFileSync('openssl', words, { stdio: 'ignore' })
  return { file, cert: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8') }
}

/** Closed, its port really refuses connections. */
function createTls({ certificate, port, behind }: { certificate: Certificate; port: number; behind: number }) {
  const sockets = new Set<Socket>()
  const server = createServer({ cert: certificate.cert, key: certificate.key }, (client) => {
    const portal = connect(behind, '127.0.0.1')
    const end = () => {
      client.destroy()
      portal.destroy()
    }
    for (const socket of [client, portal]) socket.on('error', end).on('close', end)
    client.pipe(portal).pipe(client)
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const open = async () => {
    if (!server.listening) await new Promise<void>((done) => server.listen(port, '::', done))
  }
  const close = async () => {
    if (!server.listening) return
    const closed = new Promise((done) => server.close(done))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return { open, close }
}

type Wanted = { phone: string; from: 'ours' | 'portal'; since: number; until: number }

async function codeOn(at: string, wanted: Wanted): Promise<string | undefined> {
  for (;;) {
    const messages = (await (await fetch(`${at}/api/phones/${wanted.phone}/messages`)).json()) as Message[]
    const code = newestCode(messages, wanted)
    if (code || Date.now() >= wanted.until) return code
    await sleep(300)
  }
}

type Message = { at: string; from: string; text: string }

function newestCode(messages: readonly Message[], { from, since }: Wanted): string | undefined {
  const isPortal = ({ from: sender }: Message) => sender === 'CDVCQG'
  const fit = messages.filter((one) => isPortal(one) === (from === 'portal') && Date.parse(one.at) >= since)
  return fit.map(({ text }) => /\b(\d{6})\b/.exec(text)?.[1]).findLast((code) => code !== undefined)
}
