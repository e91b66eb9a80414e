// Where the console may be used from: CONSOLE_NETWORKS, a list of addresses and CIDR ranges; none means everywhere.
import { BlockList, isIP } from 'node:net'
import { addressOf } from '@motcua/web/create-app.ts'
import { SettingsRefused } from '@motcua/web/settings.ts'
import type { FastifyInstance } from 'fastify'
import { sentence } from '../../web/messages/codes.ts'
import { OutsideNetwork } from './outside-network.page.tsx'

/** Throws `SettingsRefused` on an entry that is no network: a typing error must not shut everybody out, or let everybody in. */
export function readNetworks(entries: readonly string[]): (address: string) => boolean {
  if (entries.length === 0) return () => true
  const allowed = new BlockList()
  for (const entry of entries) addNetwork(allowed, entry)
  return (address) => {
    const family = isIP(address)
    return family !== 0 && allowed.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
}

function addNetwork(allowed: BlockList, entry: string): void {
  const [address = '', bits, more] = entry.split('/')
  const family = isIP(address)
  const most = family === 6 ? 128 : 32
  const prefix = bits === undefined ? most : Number(bits)
  if (family === 0 || more !== undefined || bits === '' || !Number.isInteger(prefix) || prefix < 0 || prefix > most)
    throw new SettingsRefused(`Motcua cannot start with these settings:\n  CONSOLE_NETWORKS: "${entry}" is no network`)
  allowed.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4')
}

/** Every route of this scope answers 403 to other networks, before anything is looked up. */
export function guardNetwork(app: FastifyInstance, entries: readonly string[]): void {
  const isAllowed = readNetworks(entries)
  app.addHook('onRequest', async (request, reply) => {
    if (isAllowed(addressOf(request))) return
    const shell = { ...reply.shell(), path: '/console/sign-in' }
    return reply.sendPage(OutsideNetwork({ shell, text: sentence(shell.language, { code: 'console-network' }) }), 403)
  })
}
