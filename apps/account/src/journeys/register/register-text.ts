// The two messages of a registration: the code, or the word that the number has an account. Unaccented, ≤ 160 GSM-7 characters.
import type { Config } from '../../config.ts'

const host = (config: Config) => new URL(config.ACCOUNT_ORIGIN).host

export const registerText =
  (config: Config, language: 'vi' | 'en') =>
  (tag: string, code: string): string =>
    language === 'vi'
      ? `Ma ${tag}: ${code} de dang ky tai khoan ${host(config)}. Het han sau 120 giay. Khong dua ma cho bat ky ai.`
      : `Code ${tag}: ${code} to register at ${host(config)}. Expires in 120 seconds. Give it to nobody.`

export const takenText = (config: Config, language: 'vi' | 'en'): string =>
  language === 'vi'
    ? `So dien thoai nay da co tai khoan tai ${host(config)}. Hay dang nhap, hoac chon Quen mat khau.`
    : `This number has an account at ${host(config)} already. Sign in, or choose Forgot password.`
