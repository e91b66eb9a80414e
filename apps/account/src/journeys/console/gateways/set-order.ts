// An administrator puts a gateway first, on every node, from the next message on.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { orderInForce } from '../../../records/gateways/order.ts'
import { findOrder, insertOrder, lockOrder } from '../../../records/gateways/store.ts'
import { type Result, refuse } from '../../../result.ts'

/** `seen`: the order that the page showed, so that of two people who choose at once only one is obeyed. */
export type SetOrder = { first: string; seen: string; actorId: string; address: string }

export async function setOrder(deps: Pick<Deps, 'db' | 'gateways'>, input: SetOrder): Promise<Result> {
  const configured = deps.gateways.map(({ name }) => name)
  const first = configured.find((name) => name === input.first)
  if (!first) return refuse('choice-missing')
  return inTransaction(deps.db, async (tx): Promise<Result> => {
    await lockOrder(tx)
    const order = orderInForce(configured, (await findOrder(tx))?.gateways)
    // Pressed twice, or wished by two: it is as wished.
    if (order[0] === first) return { ok: true }
    if (order.join(',') !== input.seen) return refuse('order-changed')
    const gateways = [first, ...order.filter((name) => name !== first)]
    await insertOrder(tx, { gateways, setBy: input.actorId })
    const detail = { gateways: gateways.join(', ') }
    await writeAudit(tx, {
      event: 'gateway-order',
      actorId: input.actorId,
      door: 'console',
      address: input.address,
      detail,
    })
    return { ok: true }
  })
}
