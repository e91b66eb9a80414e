// The words around a code: unaccented, ≤ 160 GSM-7 characters, naming site, action and tag (limits.md; security.md A11).
import type { Config } from '../../config.ts'

/** The site's host, so that the message says where the code belongs. */
const host = (config: Config) => new URL(config.ACCOUNT_ORIGIN).host

export const signInText =
  (config: Config, language: 'vi' | 'en') =>
  (tag: string, code: string): string =>
    language === 'vi'
      ? `Ma ${tag}: ${code} de dang nhap ${host(config)}. Het han sau 120 giay. Khong dua ma cho bat ky ai.`
      : `Code ${tag}: ${code} to sign in at ${host(config)}. Expires in 120 seconds. Give it to nobody.`
