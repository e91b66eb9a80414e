// Words of the authenticator's page.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Ứng dụng xác thực',
  subtitle: 'Đóng vai ứng dụng trên điện thoại của quản trị viên. Mã đổi mỗi 30 giây.',
  none: 'Chưa có mục nào',
  noneText: 'Thêm khóa bí mật mà trang đăng ký ứng dụng xác thực đưa ra.',
  seconds: (left: number) => `còn ${left} giây`,
  copy: 'Sao chép',
  copied: 'Đã sao chép',
  move: 'Chuyển sang ứng dụng thật (mã QR)',
  qr: (label: string) => `Mã QR của ${label}`,
  addTitle: 'Thêm một mục',
  label: 'Tên mục',
  labelHint: 'Ví dụ tên đăng nhập của quản trị viên',
  secret: 'Khóa bí mật',
  secretHint: 'Chữ A–Z và số 2–7, hoặc cả địa chỉ otpauth://…',
  add: 'Thêm',
  labelMissing: 'Hãy đặt tên cho mục, nhiều nhất 100 ký tự.',
  secretUnreadable: 'Khóa này chưa đúng: chỉ gồm chữ A–Z và số 2–7, từ 16 ký tự.',
}

const en: typeof vi = {
  title: 'Authenticator',
  subtitle: 'Plays the app on an administrator’s phone. Codes are new every 30 seconds.',
  none: 'No entries yet',
  noneText: 'Add the secret that the page for registering an authenticator gives.',
  seconds: (left) => `${left} seconds left`,
  copy: 'Copy',
  copied: 'Copied',
  move: 'Move to a real app (QR code)',
  qr: (label) => `QR code of ${label}`,
  addTitle: 'Add an entry',
  label: 'Name of the entry',
  labelHint: 'For example the administrator’s user name',
  secret: 'Secret',
  secretHint: 'Letters A–Z and figures 2–7, or a whole otpauth://… address',
  add: 'Add',
  labelMissing: 'Give the entry a name of at most 100 characters.',
  secretUnreadable: 'This secret is not right: only letters A–Z and figures 2–7, 16 characters at least.',
}

export const words: Record<Language, typeof vi> = { vi, en }
