// Makes the whole outside world; nothing listens yet.
import { randomBytes } from 'node:crypto'
import { createLog, type Logger } from '@motcua/web/log.ts'
import type { FastifyInstance } from 'fastify'
import { buildWorldApp } from './app.ts'
import { type Authenticator, createAuthenticator, type Entry } from './authenticator/authenticator.ts'
import { type Credentials, credentialsOf } from './credentials.ts'
import { createFaults, type Faults } from './faults/faults.ts'
import { createPeople, type People } from './people/people.ts'
import { readPeople } from './people/read-people.ts'
import { createPhones, type Phones } from './phones/phones.ts'
import { sampleFile } from './place.ts'
import { buildPortalApp } from './portal/app.ts'
import { createDoor, type PortalDoor } from './portal/door.ts'
import { createKeys } from './portal/keys.ts'
import { createPortal } from './portal/portal.ts'
import { createCarrier } from './sms/carrier.ts'
import { carrierDeps } from './sms/gateway-routes.ts'
import { createMessageCentre, type MessageCentre } from './sms/smpp/message-centre.ts'
import { createTimers } from './timers.ts'

export type SandboxSettings = {
  /** The sandbox's own public origin. */
  origin: string
  portalPort: number
  portalOrigin: string
  accountOrigin: string
  /** The officers' list; samples/officers.csv where nothing is said. */
  peopleFile?: string | undefined
  authenticators?: readonly Entry[] | undefined
  credentials?: Credentials | undefined
  log?: Logger | undefined
  /** Milliseconds since 1970; tests move it. */
  now?: (() => number) | undefined
  /** Milliseconds between a message and its receipt. */
  receiptDelay?: number | undefined
}

export type BuiltSandbox = {
  app: FastifyInstance
  door: PortalDoor
  faults: Faults
  phones: Phones
  authenticator: Authenticator
  people: People
  /** The SMPP gateway; it listens where it is told to. */
  messageCentre: MessageCentre
  close: () => Promise<void>
}

/** Milliseconds for running answers to end. */
const grace = 300

export async function buildSandbox(settings: SandboxSettings): Promise<BuiltSandbox> {
  const {
    origin: sandboxOrigin,
    portalOrigin,
    accountOrigin,
    log = createLog('sandbox', 'silent'),
    now = Date.now,
    credentials = credentialsOf('sandbox'),
  } = settings
  const secret = randomBytes(32).toString('base64url')
  const timers = createTimers()
  const phones = createPhones(now)
  const faults = createFaults()
  const authenticator = createAuthenticator(now)
  for (const { label, secret: shared } of settings.authenticators ?? []) authenticator.add(label, shared)
  const people = createPeople(readPeople(settings.peopleFile ?? sampleFile('officers.csv')))
  const keys = await createKeys()
  const receiptDelay = settings.receiptDelay ?? 1000
  const smpp = carrierDeps({ phones, timers, faults, now, receiptDelay, credentials }, 'smpp')
  const messageCentre = createMessageCentre({ carrier: createCarrier(smpp), timers, fault: smpp.fault })
  const app = await buildWorldApp({
    origin: sandboxOrigin,
    accountOrigin,
    portalOrigin,
    secret,
    log,
    phones,
    faults,
    authenticator,
    timers,
    now,
    receiptDelay,
    credentials,
  })
  const portal = createPortal({
    origin: portalOrigin,
    sandboxOrigin,
    accountOrigin,
    clientSecret: credentials.portalSecret,
    people,
    phones,
    faults,
    keys,
    timers,
    now,
  })
  const portalApp = await buildPortalApp(portal, { log, secret })
  await portalApp.ready()
  const door = createDoor(portalApp.server, settings.portalPort)
  faults.onPortal(async (mode) => {
    if (mode === 'keys-rotated') await keys.rotate()
    await (mode === 'refuse' ? door.close() : door.open())
  })
  const close = async () => {
    timers.stop()
    await messageCentre.close()
    await door.close()
    const closed = Promise.all([portalApp.close(), app.close()])
    // Browsers open connections ahead of any request; Node does not count those as idle and would wait for them.
    setTimeout(() => app.server.closeAllConnections(), grace).unref()
    await closed
  }
  return { app, door, faults, phones, authenticator, people, messageCentre, close }
}
