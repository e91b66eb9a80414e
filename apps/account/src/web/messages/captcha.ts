// The words of the captcha's part of a form.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  label: 'Tôi không phải là người máy',
  without: 'Không dùng được ô này?',
  wait: 'Đợi 30 giây ở trang khác',
}

const en: typeof vi = {
  label: 'I am not a robot',
  without: 'The box does not work?',
  wait: 'Wait 30 seconds on another page',
}

export const words: Record<Language, typeof vi> = { vi, en }
