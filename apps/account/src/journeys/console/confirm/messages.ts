// The words of the page that asks for a fresh proof.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Xác thực lại',
  leadHeading: 'Chỉ để chắc chắn\nđó là bạn.',
  leadText: 'Việc mở cửa, đổi quyền và duyệt yêu cầu cần một lần xác thực trong 5 phút gần đây.',
  submit: 'Xác nhận',
  or: 'hoặc',
  passkey: 'Dùng khóa truy cập (passkey)',
  cancel: 'Quay lại',
}

const en: typeof vi = {
  title: 'Prove it is you',
  leadHeading: 'Only to be sure\nthat it is you.',
  leadText: 'Opening the door, changing rights and approving requests need a proof of the last 5 minutes.',
  submit: 'Confirm',
  or: 'or',
  passkey: 'Use a passkey',
  cancel: 'Back',
}

export const words: Record<Language, typeof vi> = { vi, en }
