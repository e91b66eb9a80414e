// The words of "Đăng ký OTP".
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'ĐĂNG KÝ OTP',
  what: 'Chọn số điện thoại nhận mã OTP khi đăng nhập trực tiếp.',
  choose: 'Số điện thoại nhận OTP',
  sources: { list: 'Theo danh sách cán bộ', portal: 'Theo tài khoản Cổng DVCQG', own: 'Bạn đã thêm' },
  current: 'Đang nhận mã',
  other: 'Số khác',
  full: 'Đã đủ 2 số. Muốn dùng số khác, hãy cập nhật hoặc xóa một số ở trang Số điện thoại.',
  fullLink: 'Mở trang Số điện thoại',
  submit: 'Đăng ký',
  registered: (phone: string) => `Số ${phone} đang nhận mã`,
  registeredText: 'Muốn nhận mã ở số khác, hãy xác thực lại rồi chọn số.',
  confirm: 'Xác thực lại để đổi số',
  codeTitle: 'Xác thực số điện thoại',
  codeText: 'Nhập mã vừa gửi để xác nhận đây là số của bạn.',
  change: 'Chọn số khác',
}

const en: typeof vi = {
  title: 'Register for OTP',
  what: 'Choose the phone number that receives codes when you sign in directly.',
  choose: 'Phone number for codes',
  sources: { list: 'From the list of officers', portal: 'From your national portal account', own: 'Added by you' },
  current: 'Receives codes',
  other: 'Another number',
  full: 'There are 2 numbers already. To use another one, update or delete one on the page of phone numbers.',
  fullLink: 'Open phone numbers',
  submit: 'Register',
  registered: (phone) => `${phone} receives your codes`,
  registeredText: 'To receive codes at another number, prove that it is you, then choose one.',
  confirm: 'Prove it is you to change it',
  codeTitle: 'Confirm the phone number',
  codeText: 'Enter the code that was just sent, to confirm that this number is yours.',
  change: 'Choose another number',
}

export const words: Record<Language, typeof vi> = { vi, en }
