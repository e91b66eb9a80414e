// Delivery receipts of the gateways, each in its own shape, at an unguessable address (a named exception to "GET never writes").
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { noteFate } from '../../records/gateways/note-fate.ts'
import { findSend } from '../../records/gateways/store.ts'

type Receipt = { Params: { receipt: string } }

export function receiptRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<Receipt>('/sms/receipts/:receipt', async (request, reply) => take(request, reply, request.query))
  app.post<Receipt>('/sms/receipts/:receipt', { config: { machine: true } }, async (request, reply) =>
    take(request, reply, request.body),
  )

  /** Whatever came, the answer is the same: a stranger learns nothing. */
  async function take(request: FastifyRequest<Receipt>, reply: FastifyReply, sent: unknown) {
    const send = await findSend(deps.db, request.params.receipt)
    const gateway = deps.gateways.find(({ name }) => name === send?.gateway)
    const url = `${deps.config.ACCOUNT_ORIGIN}${request.url}`
    const signature = request.headers['x-twilio-signature']
    const receipt = { url, fields: textFields(sent), signature: typeof signature === 'string' ? signature : undefined }
    const fate = gateway?.readReceipt?.(receipt)
    if (send && fate && fate !== 'waiting') await noteFate(deps.db, send, fate)
    return reply.code(204).send()
  }
}

/** Texts, numbers and truth values by name; nested ones as "data.status". */
function textFields(sent: unknown, before = '', depth = 0): Record<string, string> {
  if (typeof sent !== 'object' || sent === null || depth > 4) return {}
  const found: Record<string, string> = {}
  for (const [name, value] of Object.entries(sent).slice(0, 100)) {
    if (typeof value === 'object') Object.assign(found, textFields(value, `${before}${name}.`, depth + 1))
    else found[`${before}${name}`] = String(value)
  }
  return found
}
