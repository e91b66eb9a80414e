// What my account says by SMS beside codes: unaccented, ≤ 160 GSM-7 characters.
import type { Language } from '@motcua/ui/shell.ts'
import type { Config } from '../../config.ts'

const host = (config: Config) => new URL(config.ACCOUNT_ORIGIN).host

export type Happening =
  | 'number-changed'
  | 'number-added'
  | 'number-removed'
  | 'number-left'
  | 'password-changed'
  | 'codes-made'
  | 'authenticator-added'
  | 'authenticator-removed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'reset-approved'

const happenings: Record<Happening, Record<Language, string>> = {
  'number-changed': { vi: 'So nhan OTP da doi sang so khac', en: 'Another number now receives your codes' },
  'number-added': { vi: 'Mot so dien thoai da duoc them', en: 'A phone number was added' },
  'number-removed': { vi: 'So dien thoai nay da bi xoa khoi tai khoan', en: 'This phone number was deleted' },
  'number-left': { vi: 'Mot so dien thoai da bi xoa', en: 'A phone number was deleted' },
  'password-changed': { vi: 'Mat khau da duoc doi', en: 'The password was changed' },
  'codes-made': { vi: 'Ma khoi phuc moi da duoc tao', en: 'New recovery codes were made' },
  'authenticator-added': { vi: 'Mot ung dung xac thuc da duoc them', en: 'An authenticator app was added' },
  'authenticator-removed': { vi: 'Ung dung xac thuc da bi xoa', en: 'The authenticator app was removed' },
  'passkey-added': { vi: 'Mot khoa truy cap (passkey) da duoc them', en: 'A passkey was added' },
  'passkey-removed': { vi: 'Mot khoa truy cap (passkey) da bi xoa', en: 'A passkey was removed' },
  'reset-approved': {
    vi: 'Yeu cau dat lai mat khau da duoc duyet, co hieu luc 60 phut',
    en: 'Your password reset was approved for 60 minutes',
  },
}

export function noticeText(config: Config, language: Language, what: Happening): string {
  const help = plain(config.HELP_CONTACT.split('·')[0] ?? '')
  const said = happenings[what][language]
  return language === 'vi'
    ? `${said} (${host(config)}). Neu khong phai ban, hay goi ${help}.`
    : `${said} (${host(config)}). If it was not you, call ${help}.`
}

/** Letters that every phone shows and that count once. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .replace(/[^\x20-\x7e]/g, '-')
    .trim()
