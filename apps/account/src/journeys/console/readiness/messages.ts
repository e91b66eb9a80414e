// The words of the readiness page.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Sẵn sàng',
  forecast: (short: number, total: number, agencies: number) =>
    `Nếu Cổng hỏng lúc này: ${short} trên ${total} cán bộ không làm việc được, ở ${agencies} đơn vị.`,
  allReady: (total: number) => `Nếu Cổng hỏng lúc này: cả ${total} cán bộ vẫn làm việc được.`,
  nobody: 'Chưa có cán bộ nào trong danh sách.',
  ready: 'Vào được cửa dự phòng',
  noPhone: 'Chưa xác nhận số nhận OTP',
  noPassword: 'Chưa đặt mật khẩu',
  noCodes: 'Chưa có mã khôi phục',
  ofTotal: (total: number) => `trên ${total} cán bộ`,
  oftenBoth: 'một người có thể thiếu nhiều thứ',
  codesNote: 'vẫn vào được; cần khi quên mật khẩu',
  byAgency: 'Theo đơn vị',
  belowNone: 'Đơn vị này không có đơn vị trực thuộc.',
  list: 'Người chưa sẵn sàng',
  name: 'Họ và tên',
  agency: 'Đơn vị',
  missing: 'Còn thiếu',
  code: 'Mã đơn vị',
  idNumber: 'Số CMND/CCCD (đã che)',
  empty: 'Ai cũng đã sẵn sàng',
  emptyText: 'Mọi cán bộ của đơn vị này vào được cửa dự phòng.',
}

const en: typeof vi = {
  title: 'Readiness',
  forecast: (short, total, agencies) =>
    `If the portal failed now, ${short} of ${total} officers in ${agencies} ${agencies === 1 ? 'agency' : 'agencies'} could not work.`,
  allReady: (total) => `If the portal failed now, all ${total} officers could go on working.`,
  nobody: 'There is no officer on the list yet.',
  ready: 'Could use the standby door',
  noPhone: 'No confirmed phone for codes',
  noPassword: 'No password',
  noCodes: 'No recovery codes',
  ofTotal: (total) => `of ${total} officers`,
  oftenBoth: 'a person may lack several',
  codesNote: 'they still get in; needed for a forgotten password',
  byAgency: 'By agency',
  belowNone: 'There is no agency below this one.',
  list: 'Who is not ready',
  name: 'Name',
  agency: 'Agency',
  missing: 'Still missing',
  code: 'Agency code',
  idNumber: 'ID number (masked)',
  empty: 'Everybody is ready',
  emptyText: 'All officers of this agency could use the standby door.',
}

export const words: Record<Language, typeof vi> = { vi, en }
