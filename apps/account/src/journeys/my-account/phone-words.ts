// The words of the table of phone numbers.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'SỐ ĐIỆN THOẠI',
  order: 'STT.',
  number: 'Số điện thoại',
  receives: 'Nhận OTP',
  actions: 'Thao tác',
  edit: 'Cập nhật',
  remove: 'Xóa',
  add: 'Thêm mới',
  inUse: 'Đang dùng',
  confirmed: 'Đã xác thực',
  unconfirmed: 'Chưa xác thực',
  none: 'Chưa có số điện thoại',
  noneText: 'Thêm số di động của bạn để nhận mã xác thực.',
}

const en: typeof vi = {
  title: 'Phone numbers',
  order: 'No.',
  number: 'Phone number',
  receives: 'Receives OTP',
  actions: 'Actions',
  edit: 'Update',
  remove: 'Delete',
  add: 'Add',
  inUse: 'In use',
  confirmed: 'Confirmed',
  unconfirmed: 'Not confirmed',
  none: 'No phone number yet',
  noneText: 'Add your mobile number to receive codes.',
}

export const words: Record<Language, typeof vi> = { vi, en }
