// The words of the console's own sign-in.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Quản trị hệ thống',
  leadHeading: 'Nơi mở cửa\nkhi Cổng gặp sự cố.',
  leadText:
    'Quản trị viên đăng nhập bằng mật khẩu và mã của ứng dụng xác thực, hoặc bằng khóa truy cập; không qua Cổng, không qua tin nhắn.',
  intro: 'Dành cho quản trị viên và kiểm toán viên. Phiên kết thúc sau 5 phút không thao tác, hoặc sau 1 giờ.',
  username: 'Tên đăng nhập',
  password: 'Mật khẩu',
  code: 'Mã 6 số trong ứng dụng xác thực',
  codeHint: 'Mỗi mã dùng được một lần. Nếu vừa dùng, hãy chờ mã kế tiếp.',
  submit: 'Đăng nhập',
  or: 'hoặc',
  passkey: 'Đăng nhập bằng khóa truy cập (passkey)',
  ordinary: 'Đăng nhập dành cho cán bộ, công dân',
  outsideText: 'Hãy dùng mạng của cơ quan, hoặc nhờ người trực máy chủ dùng lệnh mở cửa.',
}

const en: typeof vi = {
  title: 'System administration',
  leadHeading: 'Where the door is opened\nwhen the portal fails.',
  leadText:
    'Administrators sign in with a password and a code of an authenticator app, or with a passkey; never through the portal or by SMS.',
  intro: 'For administrators and auditors. A session ends after 5 idle minutes, or after one hour.',
  username: 'User name',
  password: 'Password',
  code: '6-digit code of your authenticator app',
  codeHint: 'A code works once. If you have just used it, wait for the next one.',
  submit: 'Sign in',
  or: 'or',
  passkey: 'Sign in with a passkey',
  ordinary: 'Sign-in for officers and citizens',
  outsideText: 'Use the network of your office, or ask the person at the server to open the door by command.',
}

export const words: Record<Language, typeof vi> = { vi, en }
