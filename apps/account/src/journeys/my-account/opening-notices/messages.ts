// The words of the wish to be told when the standby door opens.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  heading: 'Nhắn khi cửa dự phòng mở',
  off: 'Khi Cổng gặp sự cố và cửa dự phòng mở cho đơn vị của bạn, bạn nhận một tin nhắn ở số nhận OTP.',
  on: (at: string) => `Bạn nhận tin nhắn khi cửa dự phòng mở cho đơn vị của bạn, từ ngày ${at}.`,
  ask: 'Nhắn cho tôi',
  leave: 'Thôi nhận tin',
  noPhone: 'Cần một số nhận OTP đã xác nhận.',
  register: 'Đăng ký OTP',
  done: { asked: 'Từ nay bạn được nhắn khi cửa dự phòng mở', left: 'Bạn sẽ không được nhắn nữa' },
}

const en: typeof vi = {
  heading: 'Tell me when the standby door opens',
  off: 'When the portal fails and the standby door opens for your agency, a message comes to your number for codes.',
  on: (at) => `You get a message when the standby door opens for your agency, since ${at}.`,
  ask: 'Tell me by SMS',
  leave: 'No more messages',
  noPhone: 'It needs a confirmed number for codes.',
  register: 'Register for OTP',
  done: { asked: 'You will be told when the standby door opens', left: 'You will not be told any more' },
}

export const words: Record<Language, typeof vi> = { vi, en }
