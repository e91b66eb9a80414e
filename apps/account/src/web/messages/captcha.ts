// The words of the captcha's part of a form.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  label: 'Tôi không phải là người máy',
  foreign: (vendor: string) => `Phần kiểm tra này do ${vendor} cung cấp.`,
  own: 'Dùng ô kiểm tra khác',
  without: 'Không dùng được ô này?',
  wait: 'Đợi 30 giây ở trang khác',
}

const en: typeof vi = {
  label: 'I am not a robot',
  foreign: (vendor) => `This check is provided by ${vendor}.`,
  own: 'Use another check',
  without: 'The box does not work?',
  wait: 'Wait 30 seconds on another page',
}

export const words: Record<Language, typeof vi> = { vi, en }
