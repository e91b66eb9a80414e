// The words of the recovery codes' sheet.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  once: 'Các mã này chỉ hiện một lần. Hãy in hoặc chép lại ngay.',
  use: 'Mỗi mã dùng một lần, thay cho bằng chứng thứ hai khi đặt lại mật khẩu. Cất ở nơi chỉ mình bạn mở được; không chụp ảnh gửi cho ai.',
  of: 'Mã khôi phục của',
  print: 'In trang này',
}

const en: typeof vi = {
  once: 'These codes are shown only once. Print or copy them now.',
  use: 'Each works once, as the second proof when you reset your password. Keep them where only you can open; send nobody a picture.',
  of: 'Recovery codes of',
  print: 'Print this page',
}

export const words: Record<Language, typeof vi> = { vi, en }
