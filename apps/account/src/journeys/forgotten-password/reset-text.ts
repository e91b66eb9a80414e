// The SMS of a reset: unaccented, ≤ 160 GSM-7 characters, naming site, action and tag.
import type { Config } from '../../config.ts'

const host = (config: Config) => new URL(config.ACCOUNT_ORIGIN).host

export const resetText =
  (config: Config, language: 'vi' | 'en') =>
  (tag: string, code: string): string =>
    language === 'vi'
      ? `Ma ${tag}: ${code} de dat lai mat khau ${host(config)}. Het han sau 120 giay. Khong dua ma cho bat ky ai.`
      : `Code ${tag}: ${code} to reset your password at ${host(config)}. Expires in 120 seconds. Give it to nobody.`

export const passwordSetNotice = (config: Config): string =>
  `Mat khau tai khoan ${host(config)} cua ban vua duoc dat lai. Neu khong phai ban, goi ho tro ngay: ${phoneOf(config.HELP_CONTACT)}`

const phoneOf = (contact: string): string => contact.split('·')[0]?.trim() ?? ''
