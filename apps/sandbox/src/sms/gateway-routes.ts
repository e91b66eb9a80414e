// Every gateway of this world at its address, each with its own carrier and switch.
import type { FastifyInstance } from 'fastify'
import type { Credentials } from '../credentials.ts'
import type { Faults, Gateway } from '../faults/faults.ts'
import type { Phones } from '../phones/phones.ts'
import type { Timers } from '../timers.ts'
import { type CarrierDeps, createCarrier } from './carrier.ts'
import { createEsmsGateway } from './esms/gateway.ts'
import { esmsRoutes } from './esms/esms.route.ts'
import { fptRoutes } from './fpt/fpt.route.ts'
import type { GatewayDeps } from './gateway-deps.ts'
import { httpRoutes } from './http/http.route.ts'
import { speedsmsRoutes } from './speedsms/speedsms.route.ts'
import { twilioRoutes } from './twilio/twilio.route.ts'
import { viettelRoutes } from './viettel/viettel.route.ts'
import { vnptRoutes } from './vnpt/vnpt.route.ts'

/** `receiptDelay`: milliseconds between a message and its receipt. */
export type SmsWorld = {
  phones: Phones
  timers: Timers
  faults: Faults
  now: () => number
  receiptDelay: number
  credentials: Credentials
}

export function carrierDeps(world: SmsWorld, gateway: Gateway): CarrierDeps {
  return { ...world, fault: () => world.faults.read().sms[gateway] }
}

export function gatewayRoutes(app: FastifyInstance, world: SmsWorld): void {
  const { timers, now, credentials } = world
  const depsOf = (gateway: Gateway): GatewayDeps => {
    const deps = carrierDeps(world, gateway)
    return { carrier: createCarrier(deps), timers, fault: deps.fault }
  }
  const esms = carrierDeps(world, 'esms')
  esmsRoutes(app, { gateway: createEsmsGateway(esms), timers, fault: esms.fault, keys: credentials.esms })
  speedsmsRoutes(app, depsOf('speedsms'))
  vnptRoutes(app, { ...depsOf('vnpt'), keys: credentials.vnpt })
  viettelRoutes(app, depsOf('viettel'))
  fptRoutes(app, { ...depsOf('fpt'), now })
  twilioRoutes(app, depsOf('twilio'))
  httpRoutes(app, depsOf('http'))
}
