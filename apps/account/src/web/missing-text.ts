// What an officer lacks, in words: the same in the list, on the officer's page and in the CSV.
import type { Language } from '@motcua/ui/shell.ts'
import type { Readiness } from '../records/readiness/store.ts'

const vi = {
  phone: 'chưa xác nhận số nhận OTP',
  phoneFresh: 'số nhận OTP hơn 180 ngày chưa xác nhận lại',
  otherWay: 'chưa có ứng dụng xác thực hay khóa truy cập',
  password: 'chưa đặt mật khẩu',
  recoveryCodes: 'chưa có mã khôi phục',
  linked: 'chưa đăng nhập qua Cổng lần nào',
  lastStandbyAt: 'chưa vào cửa dự phòng lần nào',
}

const en: typeof vi = {
  phone: 'no confirmed phone for codes',
  phoneFresh: 'phone not confirmed for 180 days',
  otherWay: 'no authenticator app or passkey',
  password: 'no password',
  recoveryCodes: 'no recovery codes',
  linked: 'never came through the portal',
  lastStandbyAt: 'never used the standby door',
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
    'phoneFresh',
    ...(isHardened ? (['otherWay'] as const) : []),
    'password',
    'recoveryCodes',
    'linked',
    'lastStandbyAt',
  ] as const
  const isNeeded: Partial<Record<keyof Readiness, boolean>> = { phone: !otherWay, otherWay: true, password: true }
  return facts
    .filter((fact) => !readiness[fact])
    .map((fact) => ({ text: words[language][fact], isNeeded: isNeeded[fact] ?? false }))
}

export const missingTexts = (language: Language, readiness: Readiness): string[] =>
  missingOf(language, readiness).map((one) => one.text)
