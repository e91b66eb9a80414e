// What an officer lacks, in words: the same in the list, on the officer's page and in the CSV.
import type { Language } from '@motcua/ui/shell.ts'
import type { Readiness } from '../../records/readiness/store.ts'

const vi = {
  phone: 'chưa xác nhận số nhận OTP',
  otherWay: 'chưa có ứng dụng xác thực hay khóa truy cập',
  password: 'chưa đặt mật khẩu',
  recoveryCodes: 'chưa có mã khôi phục',
  linked: 'chưa đăng nhập qua Cổng lần nào',
}

const en: typeof vi = {
  phone: 'no confirmed phone for codes',
  otherWay: 'no authenticator app or passkey',
  password: 'no password',
  recoveryCodes: 'no recovery codes',
  linked: 'never came through the portal',
}

const words: Record<Language, typeof vi> = { vi, en }

export type Missing = {
  text: string
  /** Without it the standby door stays shut; the others matter around that day. */
  isNeeded: boolean
}

export function missingOf(language: Language, readiness: Readiness): Missing[] {
  const { phone, otherWay, password, ready } = readiness
  // Whoever has phone and password and is still not ready is under the hardened profile: only there a phone opens nothing.
  const isHardened = phone && password && !ready
  const facts = [
    'phone',
    ...(isHardened ? (['otherWay'] as const) : []),
    'password',
    'recoveryCodes',
    'linked',
  ] as const
  const isNeeded = { phone: !otherWay, otherWay: true, password: true, recoveryCodes: false, linked: false }
  return facts
    .filter((fact) => !readiness[fact])
    .map((fact) => ({ text: words[language][fact], isNeeded: isNeeded[fact] }))
}

export const missingTexts = (language: Language, readiness: Readiness): string[] =>
  missingOf(language, readiness).map((one) => one.text)
