// Every refusal of a sign-in has one sentence in every language; the compiler refuses a code without its text.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  'account-away': 'Dịch vụ tài khoản hiện không trả lời, nên chưa thể đăng nhập.',
  'sign-in-late': 'Lượt đăng nhập này đã hết hạn, đã dùng rồi, hoặc bắt đầu từ trình duyệt khác. Hãy bắt đầu lại.',
  'sign-in-cancelled': 'Bạn đã dừng đăng nhập. Hãy bắt đầu lại khi sẵn sàng.',
  'sign-in-error': 'Đăng nhập chưa xong. Chưa có gì thay đổi; hãy bắt đầu lại.',
  'sign-in-old': 'Phiên đăng nhập ở dịch vụ tài khoản đã quá lâu. Hãy đăng nhập lại để tiếp tục.',
  'not-officer': 'Một cửa chỉ dành cho cán bộ. Tài khoản vừa đăng nhập không phải tài khoản cán bộ.',
}

export type Code = keyof typeof vi
export const codes = Object.keys(vi) as Code[]

const en: Record<Code, string> = {
  'account-away': 'The account service does not answer, so nobody can sign in right now.',
  'sign-in-late': 'This sign-in has expired, was used already, or began in another browser. Start again.',
  'sign-in-cancelled': 'You stopped the sign-in. Start again when you are ready.',
  'sign-in-error': 'The sign-in was not completed. Nothing was changed; start again.',
  'sign-in-old': 'The sign-in at the account service is too long ago. Sign in again to go on.',
  'not-officer': 'The one-stop desk is for officers. The account that signed in is not an officer’s.',
}

const texts: Record<Language, Record<Code, string>> = { vi, en }

export const sentence = (language: Language, code: Code): string => texts[language][code]

const statuses: Record<Code, number> = {
  'account-away': 503,
  'sign-in-late': 400,
  'sign-in-cancelled': 403,
  'sign-in-error': 502,
  'sign-in-old': 403,
  'not-officer': 403,
}

export const statusOf = (code: Code): number => statuses[code]
