// The words of the page that asks for a fresh proof.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Xác thực lại',
  leadHeading: 'Chỉ để chắc chắn\nđó là bạn.',
  leadText:
    'Việc đổi số điện thoại, cách xác thực, mã khôi phục và duyệt yêu cầu cần một lần xác thực trong 5 phút gần đây.',
  what: 'Hãy xác thực lại trước khi tiếp tục.',
  portal: 'Xác thực bằng CDVCQG',
  portalText: 'Bạn sẽ đăng nhập lại ở Cổng rồi quay về đúng trang này.',
  or: 'hoặc dùng mật khẩu dự phòng',
  password: 'Mật khẩu hiện tại',
  passwordHint: (phone: string) => `Sau đó nhập mã gửi tới số ${phone}.`,
  passwordSubmit: 'Gửi mã',
  unprovenHeading: 'Cổng chưa xác nhận bạn vừa đăng nhập lại',
  unproven: (phone: string) => `Bạn có thể xác thực bằng mã gửi tới số ${phone}.`,
  codeSubmit: 'Gửi mã',
  authenticator: 'Dùng ứng dụng xác thực',
  authenticatorCode: 'Mã 6 số trong ứng dụng',
  authenticatorSubmit: 'Xác nhận',
  passkey: 'Dùng khóa truy cập (passkey)',
  passkeyText: 'Thiết bị sẽ hỏi vân tay, khuôn mặt hoặc mã PIN của bạn.',
  passkeyButton: 'Dùng khóa truy cập',
  noWay: 'Chưa có cách xác thực',
  noWayText: (help: string) => `Hãy đăng xuất rồi đăng nhập lại, hoặc gọi ${help}.`,
  otherWays: 'Cách khác',
  cancel: 'Về trang tài khoản',
}

const en: typeof vi = {
  title: 'Prove it is you',
  leadHeading: 'Only to be sure\nthat it is you.',
  leadText:
    'Changing phone numbers, ways to prove it and recovery codes, and approving requests need a proof of the last 5 minutes.',
  what: 'Prove that it is you before you go on.',
  portal: 'Prove it at the national portal',
  portalText: 'You sign in there again, then come back to this very page.',
  or: 'or use your standby password',
  password: 'Current password',
  passwordHint: (phone) => `Then enter the code sent to ${phone}.`,
  passwordSubmit: 'Send a code',
  unprovenHeading: 'The portal did not confirm that you just signed in again',
  unproven: (phone) => `You can prove it with a code sent to ${phone}.`,
  codeSubmit: 'Send a code',
  authenticator: 'Use the authenticator app',
  authenticatorCode: '6-digit code of the app',
  authenticatorSubmit: 'Confirm',
  passkey: 'Use a passkey',
  passkeyText: 'Your device will ask for your fingerprint, face or PIN.',
  passkeyButton: 'Use a passkey',
  noWay: 'There is no way to prove it',
  noWayText: (help) => `Sign out and sign in again, or call ${help}.`,
  otherWays: 'Other ways',
  cancel: 'To my account',
}

export const words: Record<Language, typeof vi> = { vi, en }
