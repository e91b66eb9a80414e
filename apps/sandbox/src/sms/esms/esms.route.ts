// The gateway's two addresses, as eSMS.vn has them under https://rest.esms.vn.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { jsonApi } from '../../api/json-api.ts'
import type { Fault, SmsMode } from '../../faults/faults.ts'
import type { Timers } from '../../timers.ts'
import type { EsmsGateway } from './gateway.ts'
import { type EsmsKeys, hasKeys, readEsmsRequest } from './read-request.ts'

type Deps = { gateway: EsmsGateway; timers: Timers; fault: () => Fault<SmsMode>; keys: EsmsKeys }

const base = '/gateways/esms/MainService.svc/json'
const query = z.object({ RefId: z.string(), ApiKey: z.string(), SecretKey: z.string() })

export function esmsRoutes(app: FastifyInstance, deps: Deps): void {
  for (const path of [`${base}/SendMultipleMessage_V4_post_json/`, `${base}/SendMultipleMessage_V4_post_json`])
    app.post(path, jsonApi, async (request, reply) => {
      const { mode, seconds } = deps.fault()
      if (mode === 'refuse') return reply.code(503).send('The gateway takes nothing at the moment.')
      const answer = take(deps, request.body)
      if (mode === 'slow') await deps.timers.wait(seconds * 1000)
      return reply.send(answer)
    })
  for (const path of [`${base}/GetSendStatus`, `${base}/GetSendStatus/`])
    app.get(path, async (request, reply) => reply.send(stateAnswer(deps, request.query)))
}

function take({ gateway, keys }: Deps, body: unknown) {
  const read = readEsmsRequest(body, keys)
  if (!read.ok) return { CodeResult: read.code, CountRegenerate: 0, ErrorMessage: read.error }
  const taken = gateway.take(read.message)
  if (!taken) return { CodeResult: '124', CountRegenerate: 0, ErrorMessage: 'RequestId was used in the last 24 hours' }
  return { CodeResult: '100', CountRegenerate: 0, SMSID: taken.smsId }
}

function stateAnswer({ gateway, keys }: Deps, sent: unknown) {
  const read = query.safeParse(sent)
  if (!read.success || !hasKeys(keys, read.data))
    return { CodeResponse: '101', ErrorMessage: 'ApiKey or SecretKey is wrong' }
  const state = gateway.stateOf(read.data.RefId)
  if (!state) return { CodeResponse: '99', ErrorMessage: 'RefId is unknown' }
  const isSent = state.status === '5'
  return {
    CodeResponse: '100',
    SMSID: state.smsId,
    SendFailed: 0,
    SendStatus: Number(state.status),
    SendSuccess: isSent ? 1 : 0,
    TotalPrice: 0,
    TotalReceiver: 1,
    TotalSent: isSent ? 1 : 0,
  }
}
