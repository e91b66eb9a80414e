// The words of the page after a sign-out.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  leadHeading: 'Hẹn gặp lại.',
  aliveLead: 'Một cửa, luôn mở.',
  leadText: 'Trên máy dùng chung, hãy luôn đăng xuất khi rời quầy.',
  signIn: 'Đăng nhập lại',
  onward: {
    title: 'Đang đăng xuất',
    text: 'Bạn đã đăng xuất khỏi Một cửa. Đang đăng xuất khỏi dịch vụ tài khoản…',
    button: 'Tiếp tục',
  },
  away: {
    title: 'Bạn đã đăng xuất khỏi Một cửa',
    text: 'Dịch vụ tài khoản không trả lời nên chưa đăng xuất ở đó được. Trên máy dùng chung, hãy đóng trình duyệt; lần đăng nhập tới sẽ yêu cầu xác thực lại.',
  },
  idle: {
    title: 'Phiên làm việc đã kết thúc',
    text: 'Đã 15 phút không có thao tác nên hệ thống tự đăng xuất. Bản nháp đang nhập được giữ lại.',
  },
  alive: { title: 'Bạn vẫn đang đăng nhập', text: 'Phiên làm việc còn hiệu lực ở một cửa sổ khác.', button: 'Trở lại' },
  out: { title: 'Bạn đã đăng xuất', text: 'Hãy đóng trình duyệt nếu dùng máy chung.' },
}

const en: typeof vi = {
  leadHeading: 'See you again.',
  aliveLead: 'One door, always open.',
  leadText: 'On a shared computer, always sign out when you leave the counter.',
  signIn: 'Sign in again',
  onward: {
    title: 'Signing out',
    text: 'You have signed out of the desk. Signing out of the account service…',
    button: 'Go on',
  },
  away: {
    title: 'You have signed out of the desk',
    text: 'The account service does not answer, so you could not be signed out there. On a shared computer, close the browser; the next sign-in will ask for a fresh proof.',
  },
  idle: {
    title: 'The session has ended',
    text: 'Nothing was done for 15 minutes, so you were signed out. The draft you were writing is kept.',
  },
  alive: { title: 'You are still signed in', text: 'The session goes on in another window.', button: 'Go back' },
  out: { title: 'You have signed out', text: 'Close the browser if others use this computer.' },
}

export const words: Record<Language, typeof vi> = { vi, en }
