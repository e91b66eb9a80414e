// The words of readiness: at the console, and for unit administrators.
import { counted } from '@motcua/ui/counted.ts'
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  forecast: (short: number, total: number, agencies: number) =>
    `Nếu Cổng hỏng lúc này: ${short} trên ${total} cán bộ không làm việc được, ở ${agencies} đơn vị.`,
  allReady: (total: number) =>
    `Nếu Cổng hỏng lúc này: ${total === 1 ? 'cán bộ duy nhất trong danh sách' : `cả ${total} cán bộ`} vẫn làm việc được.`,
  nobody: 'Chưa có cán bộ nào trong danh sách.',
  ready: 'Vào được cửa dự phòng',
  noPhone: 'Chưa xác nhận số nhận OTP',
  noPassword: 'Chưa đặt mật khẩu',
  stalePhone: 'Số lâu chưa xác nhận lại',
  stalePhoneNote: 'hơn 180 ngày; vẫn vào được nếu số còn dùng',
  unpractised: 'Chưa diễn tập trong một năm',
  unpractisedNote: 'chưa vào cửa dự phòng, kể cả diễn tập',
  lastStandby: 'Vào cửa dự phòng gần nhất',
  never: 'chưa lần nào',
  lack: 'Danh sách',
  lacks: { ready: 'Chưa vào được', phone: 'Số lâu chưa xác nhận lại', practice: 'Chưa diễn tập trong một năm' },
  noCodes: 'Chưa có mã khôi phục',
  ofTotal: (total: number) => `trên ${total} cán bộ`,
  oftenBoth: 'một người có thể thiếu nhiều thứ',
  codesNote: 'vẫn vào được; cần khi quên mật khẩu',
  byAgency: 'Theo đơn vị',
  belowNone: 'Đơn vị này không có đơn vị trực thuộc.',
  name: 'Họ và tên',
  agency: 'Đơn vị',
  missing: 'Còn thiếu',
  code: 'Mã đơn vị',
  idNumber: 'Số CMND/CCCD (đã che)',
  empty: 'Không có ai trong danh sách này',
  emptyText: 'Mọi cán bộ của đơn vị này đã xong phần đó.',
  units: 'Đơn vị của tôi',
  download: 'Tải CSV',
  show: 'Xem',
}

const en: typeof vi = {
  forecast: (short, total, agencies) =>
    `If the portal failed now, ${short} of ${counted(total, 'officer', 'officers')} in ${counted(agencies, 'agency', 'agencies')} could not work.`,
  allReady: (total) =>
    `If the portal failed now, ${total === 1 ? 'the one officer on the list' : `all ${total} officers`} could go on working.`,
  nobody: 'There is no officer on the list yet.',
  ready: 'Could use the standby door',
  noPhone: 'No confirmed phone for codes',
  noPassword: 'No password',
  stalePhone: 'Number long unconfirmed',
  stalePhoneNote: 'over 180 days; they get in if it is still theirs',
  unpractised: 'Not practised within a year',
  unpractisedNote: 'not through the standby door, drills included',
  lastStandby: 'Last through the standby door',
  never: 'never',
  lack: 'List',
  lacks: {
    ready: 'Could not get in',
    phone: 'Number long unconfirmed',
    practice: 'Not practised within a year',
  },
  noCodes: 'No recovery codes',
  ofTotal: (total) => `of ${counted(total, 'officer', 'officers')}`,
  oftenBoth: 'a person may lack several',
  codesNote: 'they still get in; needed for a forgotten password',
  byAgency: 'By agency',
  belowNone: 'There is no agency below this one.',
  name: 'Name',
  agency: 'Agency',
  missing: 'Still missing',
  code: 'Agency code',
  idNumber: 'ID number (masked)',
  empty: 'Nobody is on this list',
  emptyText: 'All officers of this agency are done with it.',
  units: 'My units',
  download: 'Download CSV',
  show: 'Show',
}

export const words: Record<Language, typeof vi> = { vi, en }
