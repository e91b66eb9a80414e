// Hands queued messages to the gateways, after the commit that queued them. Slow ones do not hold up the others.
import { randomToken } from '@motcua/web/keyed-hash.ts'
import { unseal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../deps.ts'
import type { Gateway, GatewayName, SmsResult } from '../outside/sms/gateway.ts'
import { fitsOneMessage, partsOf } from '../outside/sms/gsm7.ts'
import { chooseRoute } from '../outside/sms/route.ts'
import { failoverOf, priceOf, templatesOf } from '../outside/sms/settings.ts'
import { compose } from '../outside/sms/templates.ts'
import { type BreakerStates, mayTry, noteFailure } from '../records/gateways/breakers.ts'
import { orderInForce } from '../records/gateways/order.ts'
import { type ClaimedMessage, claimMessages, noteTaken, type Standing } from '../records/gateways/outbox.ts'
import { insertSend, noteSendRefused } from '../records/gateways/store.ts'
import { type MessageContent, readContent } from '../records/otp/message-content.ts'
import { noteRefused } from '../records/otp/store.ts'

/** Messages on their way at the same time, on one node. */
export const mostFlights = 60
const triesMost = 4

/** Messages on their way: a gateway that is silent for its three seconds holds up nobody else. */
export type Flights = Set<Promise<void>>

/** Starts what is due; gives how many messages. Two nodes never take the same one. */
export async function startMessages(deps: Deps, flights: Flights): Promise<number> {
  const room = mostFlights - flights.size
  const claimed = room > 0 ? await claimMessages(deps.db, room, deps.config) : undefined
  if (!claimed) return 0
  const round = roundOf(deps, claimed.standing)
  for (const message of claimed.due) {
    const flight = sendOne(deps, message, round)
      .catch((error: unknown) => deps.log.error({ event: 'sms-broken', error }, 'sms-broken'))
      .finally(() => flights.delete(flight))
    flights.add(flight)
  }
  return claimed.due.length
}

/** The same, and waits for all of them. */
export async function sendMessages(deps: Deps): Promise<number> {
  const flights: Flights = new Set()
  const count = await startMessages(deps, flights)
  await Promise.all(flights)
  return count
}

function roundOf({ gateways }: Deps, { order, ...standing }: Standing): Round {
  const configured = gateways.map(({ name }) => name)
  return { ...standing, order: orderInForce(configured, order ?? undefined) }
}

type Round = { breakers: BreakerStates; order: GatewayName[]; isOver: boolean }

async function sendOne(deps: Deps, message: ClaimedMessage, round: Round): Promise<void> {
  const content = readContent(unseal(deps.secret, 'message', message.text))
  if (!content) return fail(deps, message, { gateway: null, error: 'unreadable' })
  // An administrator's own test is limited by itself and may be what finds the fault; an alarm may be about this very ceiling.
  if (round.isOver && message.kind !== 'test' && message.kind !== 'alarm')
    return fail(deps, message, { gateway: null, error: 'budget' })
  let last: { gateway: string | null; error: string } = { gateway: null, error: 'no gateway' }
  let isFinal = true
  for await (const gateway of inTurn(deps, message, round)) {
    const result = await tryGateway(deps, { message, content, gateway, breakers: round.breakers })
    if (result.ok) return
    last = { gateway: gateway.name, error: result.error }
    if (result.failure === 'permanent') return fail(deps, message, last)
    if (result.failure !== 'unfit') isFinal = false
  }
  if (isFinal || message.tries >= triesMost || message.only_gateway) return fail(deps, message, last)
  await noteRefused(deps.db, { id: message.id, ...last, final: false })
}

/** One after the other; a half-open one where no other message is trying it. Where all are busy being tried, the first all the same. */
async function* inTurn(deps: Deps, message: ClaimedMessage, round: Round): AsyncGenerator<Gateway> {
  const gateways = gatewaysFor(deps, message, round)
  let isAnyTried = false
  for (const gateway of gateways) {
    if (!message.only_gateway && !(await mayTry(deps.db, gateway.name, round.breakers))) continue
    isAnyTried = true
    yield gateway
  }
  if (!isAnyTried && gateways[0]) yield gateways[0]
}

async function fail(
  deps: Deps,
  message: ClaimedMessage,
  why: { gateway: string | null; error: string },
): Promise<void> {
  deps.log.warn({ event: 'sms-failed', kind: message.kind, ...why, tries: message.tries }, 'sms-failed')
  await noteRefused(deps.db, { id: message.id, ...why, final: true })
}

function gatewaysFor(deps: Deps, message: ClaimedMessage, { order, breakers }: Round): Gateway[] {
  const names = message.only_gateway
    ? [message.only_gateway]
    : chooseRoute({
        order,
        breakers,
        silent: order.filter((name) => message.silent.includes(name)),
        failover: failoverOf(deps.config),
      })
  return names.flatMap((name) => deps.gateways.filter((gateway) => gateway.name === name))
}

type Try = { message: ClaimedMessage; content: MessageContent; gateway: Gateway; breakers: BreakerStates }

/** The same code at every gateway of one send; the words are those registered with each. */
async function tryGateway(deps: Deps, { message, content, gateway, breakers }: Try): Promise<SmsResult> {
  const { config, db } = deps
  const composed = compose(templatesOf(config, gateway.name), new URL(config.ACCOUNT_ORIGIN).host, content)
  if (!fitsOneMessage(composed.text)) return { ok: false, failure: 'permanent', error: 'text too long' }
  const receipt = randomToken()
  const send = await insertSend(db, { messageId: message.id, gateway: gateway.name, receipt })
  const sms = {
    ...composed,
    phone: message.phone,
    requestId: message.id,
    callbackUrl: `${config.ACCOUNT_ORIGIN}/sms/receipts/${receipt}`,
  }
  const result = await gateway.send(sms, AbortSignal.timeout(config.SMS_TIMEOUT * 1000))
  if (result.ok) {
    const isWell = breakers[gateway.name] !== undefined
    const cost = partsOf(composed.text) * priceOf(config, gateway.name)
    await noteTaken(db, { id: message.id, sendId: send.id, gateway: gateway.name, ref: result.ref, isWell, cost })
    return result
  }
  const { failure, error } = result
  deps.log.warn(
    { event: 'sms-refused', gateway: gateway.name, failure, why: error, tries: message.tries },
    'sms-refused',
  )
  await noteSendRefused(db, { id: send.id, failure, error })
  if (failure !== 'permanent' && (await noteFailure(db, gateway.name)))
    deps.log.error({ event: 'breaker-opened', gateway: gateway.name }, 'breaker-opened')
  return result
}
