// The notice after a reset: unaccented, ≤ 160 GSM-7 characters.
import type { Config } from '../../config.ts'

const host = (config: Config) => new URL(config.ACCOUNT_ORIGIN).host

export const passwordSetNotice = (config: Config): string =>
  `Mat khau tai khoan ${host(config)} cua ban vua duoc dat lai. Neu khong phai ban, goi ho tro ngay: ${phoneOf(config.HELP_CONTACT)}`

const phoneOf = (contact: string): string => contact.split('·')[0]?.trim() ?? ''
