// The words of an administrator's own ways to prove it.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Cách xác thực của tôi',
  intro:
    'Khóa truy cập (passkey) thay cả mật khẩu lẫn mã: trang giả mạo không lấy được. Nên có hai khóa trên hai thiết bị, để ngày Cổng gặp sự cố vẫn vào được.',
  passkeys: 'Khóa truy cập',
  none: 'Chưa có khóa nào',
  noneText: 'Hãy thêm một khóa trên máy này hoặc trên khóa bảo mật USB.',
  add: 'Thêm khóa',
  addedOn: (at: string) => `Thêm ngày ${at}`,
  usedOn: (at: string) => `dùng gần nhất ${at}`,
  unused: 'chưa dùng',
  remove: 'Xóa',
  removeOne: (name: string) => `Xóa khóa ${name}`,
  app: 'Mật khẩu và ứng dụng xác thực',
  appDone: (at: string) => `Ứng dụng được thiết lập ngày ${at}`,
  appNone: 'Chưa có ứng dụng xác thực',
  appText: 'Đổi ứng dụng xác thực bằng lệnh quản trị trên máy chủ.',
  done: { added: 'Đã thêm khóa truy cập', removed: 'Đã xóa khóa. Các phiên đăng nhập khác của bạn đã kết thúc' },
  newTitle: 'Thêm khóa truy cập',
  newText: 'Thiết bị phải hỏi vân tay, khuôn mặt hoặc mã PIN, vì khóa này đứng một mình.',
  name: 'Tên khóa',
  nameHint: 'Ví dụ: Máy trực, Khóa USB trong két',
  make: 'Tạo khóa',
  removeTitle: 'Xóa khóa truy cập',
  removeAsk: (name: string) => `Xóa khóa “${name}”?`,
  removeText: 'Khóa này sẽ không dùng được nữa, và các phiên đăng nhập khác của bạn sẽ kết thúc.',
  keep: 'Giữ lại',
}

const en: typeof vi = {
  title: 'My ways to prove it',
  intro:
    'A passkey stands for both password and code, and no false page can take it. Have two, on two devices, so that you get in on the day on which the portal fails.',
  passkeys: 'Passkeys',
  none: 'No passkey yet',
  noneText: 'Add one on this computer or on a security key.',
  add: 'Add a passkey',
  addedOn: (at) => `Added on ${at}`,
  usedOn: (at) => `last used ${at}`,
  unused: 'not used yet',
  remove: 'Remove',
  removeOne: (name) => `Remove the passkey ${name}`,
  app: 'Password and authenticator app',
  appDone: (at) => `The app was set up on ${at}`,
  appNone: 'No authenticator app',
  appText: 'The app is changed by command on the server.',
  done: { added: 'The passkey was added', removed: 'The passkey was removed. Your other sessions were ended' },
  newTitle: 'Add a passkey',
  newText: 'The device has to ask for a fingerprint, face or PIN, because this key stands alone.',
  name: 'Name of the key',
  nameHint: 'For example: Duty computer, Key in the safe',
  make: 'Make the passkey',
  removeTitle: 'Remove a passkey',
  removeAsk: (name) => `Remove the passkey “${name}”?`,
  removeText: 'It will no longer work, and your other sessions will end.',
  keep: 'Keep it',
}

export const words: Record<Language, typeof vi> = { vi, en }
