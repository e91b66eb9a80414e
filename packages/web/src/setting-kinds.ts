// The kinds of settings that more than one app has: ports, origins, lists, secrets, and what makes one unsafe outside trial use.
import { isIP } from 'node:net'
import { z } from 'zod'
import type { Fault } from './settings.ts'

export const port = z.coerce.number().int().min(1).max(65535)

export const origin = (example: string) =>
  z.url('must be an address').refine((text) => isOrigin(text), `must be an origin like ${example}`)

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

/** Seconds between SIGTERM and the end of listening: a proxy that asks for readiness sends nobody here any more by then. */
export const drain = z.coerce.number().min(0).max(6).default(3).meta({ unit: 's' })

/** Parted by commas or spaces. */
export const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))

/** Addresses and networks (CIDR) of reverse proxies. */
export const proxies = list
  .refine((entries) => entries.every(isNetwork), 'must be addresses or networks like 10.0.0.0/8')
  .refine((entries) => !entries.some((entry) => entry.endsWith('/0')), 'must not trust every address')

function isNetwork(entry: string): boolean {
  const [address = '', bits, more] = entry.split('/')
  const family = isIP(address)
  const most = family === 6 ? 128 : 32
  return family !== 0 && more === undefined && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
}

export const secret = z.string().min(32, 'must have at least 32 characters of randomness').meta({ secret: true })

/** 32 characters of one letter are no secret. Random text of that length has more than a dozen different ones, always. */
const differentLeast = 12

/** What is wrong with a secret outside trial use; undefined where nothing is. */
export function weaknessOf(text: string): string | undefined {
  if (isSample(text)) return 'is a sample value'
  return new Set(text).size < differentLeast ? 'is too regular to be random' : undefined
}

export const isSample = (text: string): boolean =>
  /^(sandbox|trial|sample|example|changeme|change-me|secret|password)/i.test(text)

/** PostgreSQL; several hosts (a,b) may be named, of which the one that takes writes is used. */
export const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
  .meta({ secret: true })

/** The check of a database's address: no sample password in it. */
export function databaseFault(name: string, url: string | undefined): Fault[] {
  if (!url) return [[name, 'is needed: the embedded database is for trial use only']]
  const password = /^[^:]+:\/\/[^:@/]*:([^@]*)@/.exec(url)?.[1]
  return password && (isSample(password) || password === 'postgres') ? [[name, 'has a sample password']] : []
}

/** Outside trial use TLS ends at a proxy. Unless its address is known, everybody has the same address, and one person's limits are everybody's. */
export const proxyFault = (trusted: readonly string[] | undefined): Fault[] =>
  trusted?.length === 0 ? [['TRUSTED_PROXIES', 'is needed: the addresses of the reverse proxies in front']] : []

export const secretFaults = (settings: Readonly<Record<string, string | undefined>>): Fault[] =>
  Object.entries(settings).flatMap(([name, value]): Fault[] => {
    const weakness = value === undefined ? undefined : weaknessOf(value)
    return weakness ? [[name, weakness]] : []
  })

/** On every page's foot: the usual one is nobody's number. */
export const sampleContact = '0274 0000 000 · 07:30–17:00'

export const contactFault = (contact: string | undefined): Fault[] =>
  contact === sampleContact
    ? [['HELP_CONTACT', 'is needed: the usual one is a sample, and people call it on the day of an outage']]
    : []

export const insecureFaults = (addresses: Readonly<Record<string, string | undefined>>): Fault[] =>
  Object.entries(addresses).flatMap(([name, url]): Fault[] =>
    url?.startsWith('http:') ? [[name, 'must be https outside trial use']] : [],
  )
