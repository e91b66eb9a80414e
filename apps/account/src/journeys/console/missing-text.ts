// What an officer lacks, in words: the same in the list, on the officer's page and in the CSV.
import type { Language } from '@motcua/ui/shell.ts'
import type { Readiness } from '../../records/readiness/store.ts'

const vi = {
  phone: 'chưa xác nhận số nhận OTP',
  password: 'chưa đặt mật khẩu',
  recoveryCodes: 'chưa có mã khôi phục',
  linked: 'chưa đăng nhập qua Cổng lần nào',
}

const en: typeof vi = {
  phone: 'no confirmed phone for codes',
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

export const missingOf = (language: Language, readiness: Readiness): Missing[] =>
  (['phone', 'password', 'recoveryCodes', 'linked'] as const)
    .filter((fact) => !readiness[fact])
    .map((fact) => ({ text: words[language][fact], isNeeded: isNeeded(fact, readiness) }))

/** A phone is needed only by whoever has no way without messages. */
const isNeeded = (fact: keyof typeof vi, { otherWay }: Readiness): boolean =>
  fact === 'password' || (fact === 'phone' && !otherWay)

export const missingTexts = (language: Language, readiness: Readiness): string[] =>
  missingOf(language, readiness).map((one) => one.text)
