// Instead of a code: the word that the number has an account. Unaccented, ≤ 160 GSM-7 characters.
import type { Config } from '../../config.ts'

const host = (config: Config) => new URL(config.ACCOUNT_ORIGIN).host

export const takenText = (config: Config, language: 'vi' | 'en'): string =>
  language === 'vi'
    ? `So dien thoai nay da co tai khoan tai ${host(config)}. Hay dang nhap, hoac chon Quen mat khau.`
    : `This number has an account at ${host(config)} already. Sign in, or choose Forgot password.`
