// The words of the public status page.
import type { Language } from '@motcua/ui/shell.ts'
import type { Word } from '../../records/portal-watch/seen.ts'

const vi = {
  title: 'Tình trạng các cửa',
  leadHeading: 'Cửa nào đang mở?',
  leadText: 'Trang này tự cập nhật mỗi nửa phút.',
  portal: 'Cổng Dịch vụ công Quốc gia',
  standby: 'Cửa dự phòng',
  open: (until: string) => `Mở đến ${until}`,
  closed: 'Đóng',
  since: (at: string) => `từ ${at}`,
  asOf: (at: string) => `Cập nhật lúc ${at}.`,
  signIn: 'Đăng nhập',
  history: '90 ngày qua',
  todo: {
    ok: 'Cán bộ đăng nhập bằng CDVCQG như mọi ngày.',
    degraded: 'Cán bộ vẫn đăng nhập bằng CDVCQG. Nếu chưa vào được, hãy thử lại sau ít phút.',
    'no-codes': 'Nhiều người sang Cổng chưa quay lại được.',
    down: 'Hệ thống của tỉnh không truy cập được Cổng.',
    unknown: 'Hiện chưa có thông tin về Cổng.',
  } satisfies Record<Word, string>,
  useStandby: 'Cán bộ được mở cửa dự phòng đăng nhập bằng số CCCD và mật khẩu dự phòng.',
  call: (help: string) => `Cửa dự phòng đang đóng. Cần hỗ trợ, hãy gọi ${help}.`,
  citizens: 'Công dân, doanh nghiệp đăng nhập bằng số điện thoại như thường lệ.',
}
const en: typeof vi = {
  title: 'State of the doors',
  leadHeading: 'Which door is open?',
  leadText: 'This page renews itself every half minute.',
  portal: 'National Public Service Portal',
  standby: 'Standby door',
  open: (until) => `Open until ${until}`,
  closed: 'Closed',
  since: (at) => `since ${at}`,
  asOf: (at) => `As of ${at}.`,
  signIn: 'Sign in',
  history: 'The last 90 days',
  todo: {
    ok: 'Officers sign in through the portal as every day.',
    degraded: 'Officers still sign in through the portal. If it does not work, try again in a few minutes.',
    'no-codes': 'Many people who leave for the portal do not come back.',
    down: 'The province’s system cannot reach the portal.',
    unknown: 'There is no word on the portal at the moment.',
  },
  useStandby: 'Officers for whom the standby door is open sign in with their ID number and standby password.',
  call: (help) => `The standby door is closed. For help call ${help}.`,
  citizens: 'Citizens and enterprises sign in with their phone number as usual.',
}
export const words: Record<Language, typeof vi> = { vi, en }
