// Where the console may be used from: CONSOLE_NETWORKS, a list of addresses and CIDR ranges; none means everywhere.
import { addressOf } from '@motcua/web/create-app.ts'
import { readNetworks } from '@motcua/web/networks.ts'
import type { FastifyInstance } from 'fastify'
import { sentence } from '../../web/messages/codes.ts'
import { OutsideNetwork } from './outside-network.page.tsx'

/** Every route of this scope answers 403 to other networks, before anything is looked up. */
export function guardNetwork(app: FastifyInstance, entries: readonly string[]): void {
  const isAllowed = entries.length > 0 ? readNetworks('CONSOLE_NETWORKS', entries) : () => true
  app.addHook('onRequest', async (request, reply) => {
    if (isAllowed(addressOf(request))) return
    const shell = { ...reply.shell(), path: '/console/sign-in' }
    return reply.sendPage(OutsideNetwork({ shell, text: sentence(shell.language, { code: 'console-network' }) }), 403)
  })
}
