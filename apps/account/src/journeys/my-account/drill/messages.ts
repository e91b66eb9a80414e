// The words of an officer's drill.
import { counted } from '@motcua/ui/counted.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { Outcome } from '../../../records/drills/results.ts'

const vi = {
  title: 'DIỄN TẬP CỬA DỰ PHÒNG',
  running: (until: string) => `Đơn vị bạn đang diễn tập cửa dự phòng, đến ${until}`,
  runningText:
    'Đây không phải sự cố. Hãy đăng nhập như ngày Cổng hỏng: số CCCD, mật khẩu dự phòng, rồi mã gửi về điện thoại.',
  replaced: 'Không cần đăng xuất trước: phiên mới thay cho phiên này, các hệ thống đang mở chỉ cần tải lại.',
  join: 'Tham gia diễn tập',
  isIn: 'Bạn đã vào được bằng cửa dự phòng',
  isInText: 'Xong phần của bạn. Bạn làm việc tiếp như thường, không cần đăng nhập lại.',
  coming: 'Sắp tới',
  comingAt: (window: string, date: string) => `${window} ngày ${date}`,
  comingText: 'Trong giờ đó, mở trang này và bấm “Tham gia diễn tập”.',
  prepare: 'Chuẩn bị trước: xem mục “Sẵn sàng dự phòng” ở trang Thông tin cá nhân.',
  last: 'Lần gần nhất',
  none: 'Hiện không có buổi diễn tập nào cho bạn',
  noneText: 'Bạn sẽ được báo trước khi có.',
  outcomes: {
    in: 'bạn đã đăng nhập được',
    'code-not-received': 'bạn chưa nhận được mã',
    'code-wrong': 'bạn nhập sai mã',
    'not-finished': 'bạn chưa nhập mã',
    'password-wrong': 'bạn nhập sai mật khẩu',
    'no-password': 'bạn chưa đặt mật khẩu dự phòng',
    'no-way': 'bạn chưa đăng ký số nhận OTP',
    'not-tried': 'bạn không tham gia',
  } satisfies Record<Outcome, string>,
  after: (seconds: number) => `sau ${seconds} giây`,
}

const en: typeof vi = {
  title: 'Drill of the standby door',
  running: (until) => `Your agency practises at the standby door until ${until}`,
  runningText:
    'This is no outage. Sign in as on the day on which the portal fails: ID number, standby password, then the code sent to your phone.',
  replaced:
    'You need not sign out first: the new session takes the place of this one; reload the systems that are open.',
  join: 'Take part',
  isIn: 'You came in by the standby door',
  isInText: 'Your part is done. Go on working as usual; you need not sign in again.',
  coming: 'To come',
  comingAt: (window, date) => `${window} on ${date}`,
  comingText: 'During that time open this page and press “Take part”.',
  prepare: 'Prepare beforehand: see “Ready for the standby door” on your account’s first page.',
  last: 'Last time',
  none: 'There is no drill for you now',
  noneText: 'You will be told before there is one.',
  outcomes: {
    in: 'you signed in',
    'code-not-received': 'you did not get the code',
    'code-wrong': 'the code was wrong',
    'not-finished': 'you did not enter the code',
    'password-wrong': 'the password was wrong',
    'no-password': 'you had no standby password',
    'no-way': 'you had no phone for codes',
    'not-tried': 'you did not take part',
  },
  after: (seconds) => `after ${counted(seconds, 'second', 'seconds')}`,
}

export const words: Record<Language, typeof vi> = { vi, en }
