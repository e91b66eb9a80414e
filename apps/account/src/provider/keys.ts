// The provider's signing keys: from the settings; on trial made once and kept in the data folder.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { JWKS } from 'oidc-provider'
import type { Config } from '../config.ts'

/** A fresh ES256 key with its thumbprint as key id. */
export async function makeSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = await exportJWK(privateKey)
  return { ...key, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(key) }
}

export async function readSigningKeys(config: Config): Promise<JWKS> {
  if (config.OIDC_KEYS) return JSON.parse(config.OIDC_KEYS) as JWKS
  const file = join(config.DATA_FOLDER, 'oidc-keys.json')
  if (!existsSync(file)) {
    mkdirSync(config.DATA_FOLDER, { recursive: true })
    writeFileSync(file, JSON.stringify({ keys: [await makeSigningKey()] }), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as JWKS
}
