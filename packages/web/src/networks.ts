// Networks: is an address in one of the settings' list (CIDR), and which one do limits per address count.
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

/**
 * What limits per address count. Whoever has IPv6 has a network of 64 bits at least (RFC 6177) and takes a new address of it whenever they
 * like; an IPv4 address in IPv6 dress is itself.
 */
export function countedNetwork(address: string): string {
  if (isIP(address) !== 6) return address
  const ipv4 = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (ipv4) return ipv4
  // The URL parser writes every address in the one canonical form (RFC 5952).
  const canonical = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1)
  const [head = [], tail = []] = canonical.split('::').map((part) => part.split(':').filter(Boolean))
  const gap = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return `${[...head, ...gap, ...tail].slice(0, 4).join(':')}::/64`
}
