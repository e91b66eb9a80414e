// The words of the sign-out page.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Đăng xuất',
  text: 'Bạn có muốn đăng xuất khỏi mọi ứng dụng của tỉnh trên trình duyệt này không?',
  submit: 'Đăng xuất',
  stay: 'Ở lại',
  leaving: 'Đang đăng xuất khỏi Cổng Dịch vụ công Quốc gia…',
  onward: 'Tiếp tục',
  leadHeading: 'Hẹn gặp lại.',
  leadText: 'Trên máy dùng chung, hãy luôn đăng xuất khi rời quầy.',
}

const en: typeof vi = {
  title: 'Sign out',
  text: 'Do you want to sign out of all of the province’s systems in this browser?',
  submit: 'Sign out',
  stay: 'Stay',
  leaving: 'Signing out of the National Public Service Portal…',
  onward: 'Continue',
  leadHeading: 'See you again.',
  leadText: 'On a shared computer, always sign out when you leave the counter.',
}

export const words: Record<Language, typeof vi> = { vi, en }
