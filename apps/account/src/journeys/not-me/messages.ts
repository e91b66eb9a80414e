// The words of the page behind a security notice's link.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Không phải bạn?',
  leadHeading: 'Chặn ngay, hỏi sau.',
  leadText: 'Tài khoản bị giữ thì không ai vào được, cho tới khi chính bạn xác thực lại.',
  happened: (at: string) => `Báo lúc ${at}`,
  ask: 'Nếu việc này không phải do bạn làm, hãy bấm nút dưới đây. Nếu chính bạn làm thì không cần làm gì, hãy đóng trang này.',
  effects: [
    'Mọi phiên đăng nhập của tài khoản kết thúc ngay.',
    'Mật khẩu hiện tại không dùng được nữa.',
    'Tài khoản bị giữ cho tới khi bạn xác thực lại.',
  ],
  submit: 'Không phải tôi, giữ tài khoản',
  doneTitle: 'Tài khoản đã được giữ',
  done: 'Mọi phiên đăng nhập đã kết thúc. Không ai vào được tài khoản này.',
  next: 'Để mở lại:',
  nextOfficer: [
    'Cán bộ: đăng nhập bằng CDVCQG và nhập lại mật khẩu của Cổng; hoặc gặp quản trị đơn vị, người đó cần thêm một người thứ hai cùng duyệt.',
    'Công dân, doanh nghiệp: vào “Quên mật khẩu?” và dùng một mã khôi phục; không còn mã thì gọi số hỗ trợ.',
    'Sau đó đặt mật khẩu mới, rồi xem lại mục “Cách xác thực” và “Hoạt động”.',
  ],
  toSignIn: 'Tới trang đăng nhập',
  overTitle: 'Liên kết không còn hiệu lực',
  over: 'Liên kết trong tin báo dùng được một lần, trong 3 ngày. Nếu vẫn lo, hãy gọi số hỗ trợ để tạm khóa tài khoản.',
}

const en: typeof vi = {
  title: 'Not you?',
  leadHeading: 'Stop it first.',
  leadText: 'A held account lets nobody in until you have proved again who you are.',
  happened: (at) => `Told at ${at}`,
  ask: 'If you did not do this, press the button below. If you did it yourself, there is nothing to do: close this page.',
  effects: [
    'Every session of the account ends at once.',
    'The present password no longer works.',
    'The account is held until you have proved again who you are.',
  ],
  submit: 'It was not me, hold the account',
  doneTitle: 'The account is held',
  done: 'Every session has ended. Nobody can sign in to this account.',
  next: 'To open it again:',
  nextOfficer: [
    'Officers: sign in through the national portal and type its password again; or see your unit administrator, who needs a second person to agree.',
    'Citizens and enterprises: go to “Forgot password?” and use a recovery code; without one, call the help number.',
    'Then set a new password, and look through “Ways to prove it” and “Activity”.',
  ],
  toSignIn: 'To the sign-in page',
  overTitle: 'The link is over',
  over: 'The link in a notice works once, for 3 days. If you are still worried, call the help number and have the account suspended.',
}

export const words: Record<Language, typeof vi> = { vi, en }
