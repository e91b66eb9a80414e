// What my account says by SMS: unaccented, ≤ 160 GSM-7 characters; a code names site, action and tag (security.md A11).
import type { Language } from '@motcua/ui/shell.ts'
import type { Config } from '../../config.ts'

type CodeText = (tag: string, code: string) => string
type Action = 'register' | 'confirm'

const actions: Record<Action, Record<Language, string>> = {
  register: { vi: 'de dang ky so nhan OTP tai', en: 'to register this number at' },
  confirm: { vi: 'de xac nhan thay doi tai', en: 'to confirm a change at' },
}

const host = (config: Config) => new URL(config.ACCOUNT_ORIGIN).host

export const codeText =
  (config: Config, language: Language, action: Action): CodeText =>
  (tag, code) =>
    language === 'vi'
      ? `Ma ${tag}: ${code} ${actions[action].vi} ${host(config)}. Het han sau 120 giay. Khong dua ma cho bat ky ai.`
      : `Code ${tag}: ${code} ${actions[action].en} ${host(config)}. Expires in 120 seconds. Give it to nobody.`

export type Happening =
  | 'number-changed'
  | 'number-added'
  | 'number-removed'
  | 'number-left'
  | 'password-changed'
  | 'codes-made'
  | 'reset-approved'

const happenings: Record<Happening, Record<Language, string>> = {
  'number-changed': { vi: 'So nhan OTP da doi sang so khac', en: 'Another number now receives your codes' },
  'number-added': { vi: 'Mot so dien thoai da duoc them', en: 'A phone number was added' },
  'number-removed': { vi: 'So dien thoai nay da bi xoa khoi tai khoan', en: 'This phone number was deleted' },
  'number-left': { vi: 'Mot so dien thoai da bi xoa', en: 'A phone number was deleted' },
  'password-changed': { vi: 'Mat khau da duoc doi', en: 'The password was changed' },
  'codes-made': { vi: 'Ma khoi phuc moi da duoc tao', en: 'New recovery codes were made' },
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
