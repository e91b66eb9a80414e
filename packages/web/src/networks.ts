// Lists of addresses and networks (CIDR) of the settings: is this address in one of them?
import { BlockList, isIP } from 'node:net'
import { SettingsRefused } from './settings.ts'

/**
 * An empty list has nobody in it. Throws `SettingsRefused`, naming the setting, on an entry that is no network: a typing error must not
 * shut everybody out, or let everybody in.
 */
export function readNetworks(setting: string, entries: readonly string[]): (address: string) => boolean {
  const named = new BlockList()
  for (const entry of entries) if (!addNetwork(named, entry)) throw refusal(setting, entry)
  return (address) => {
    const family = isIP(address)
    return family !== 0 && named.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
}

const refusal = (setting: string, entry: string) =>
  new SettingsRefused(`Motcua cannot start with these settings:\n  ${setting}: "${entry}" is no network`)

function addNetwork(named: BlockList, entry: string): boolean {
  const [address = '', bits, more] = entry.split('/')
  const family = isIP(address)
  const most = family === 6 ? 128 : 32
  const prefix = bits === undefined ? most : Number(bits)
  if (family === 0 || more !== undefined || bits === '' || !Number.isInteger(prefix) || prefix < 0 || prefix > most)
    return false
  named.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4')
  return true
}
