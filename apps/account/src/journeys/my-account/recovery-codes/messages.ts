// The words of the recovery codes' pages.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'MÃ KHÔI PHỤC',
  what: 'Mã khôi phục giúp bạn đặt lại mật khẩu khi không qua được Cổng. Mỗi mã dùng được một lần.',
  left: (count: number) => `Còn ${count} mã`,
  none: 'Chưa có mã khôi phục',
  noneText: 'Hãy tạo và in mã khi Cổng vẫn hoạt động.',
  fewText: 'Sắp hết mã. Hãy tạo bộ mã mới.',
  leftText: (at: string) => `Bộ mã tạo ngày ${at}. Mã chỉ hiện một lần nên không xem lại được.`,
  make: 'Tạo bộ mã mới',
  makeFirst: 'Tạo mã khôi phục',
  makeText: 'Bộ mã mới thay thế bộ cũ: các mã đã in trước đây sẽ không dùng được nữa.',
  needsPhone: 'Hãy đăng ký số nhận OTP trước',
  needsPhoneText: 'Mã khôi phục đi cùng số điện thoại nhận OTP.',
  registerOtp: 'Đăng ký OTP',
  shownTitle: 'In mã khôi phục',
  kept: 'Tôi đã in/lưu',
}

const en: typeof vi = {
  title: 'Recovery codes',
  what: 'With a recovery code you can reset the password when the portal cannot be used. Each code works once.',
  left: (count) => (count === 1 ? '1 code left' : `${count} codes left`),
  none: 'No recovery codes yet',
  noneText: 'Make and print them while the portal still works.',
  fewText: 'Few are left. Make new ones.',
  leftText: (at) => `Made on ${at}. They are shown once only and cannot be seen again.`,
  make: 'Make new codes',
  makeFirst: 'Make recovery codes',
  makeText: 'New codes take the place of the old ones: codes printed earlier will no longer work.',
  needsPhone: 'Register a number for codes first',
  needsPhoneText: 'Recovery codes go with the phone number that receives codes.',
  registerOtp: 'Register for OTP',
  shownTitle: 'Print the recovery codes',
  kept: 'I have printed or saved them',
}

export const words: Record<Language, typeof vi> = { vi, en }
