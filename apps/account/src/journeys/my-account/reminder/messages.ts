// The words of the reminder.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Chuẩn bị cho ngày Cổng gặp sự cố',
  lead: { heading: 'Mất khoảng 3 phút.', text: 'Làm khi Cổng còn hoạt động. Ngày Cổng hỏng sẽ không kịp nữa.' },
  text: 'Nếu Cổng Dịch vụ công Quốc gia hỏng lúc này, bạn chưa đăng nhập trực tiếp được. Còn thiếu:',
  staleText: 'Ngày Cổng hỏng, mã gửi về số này. Hãy xác nhận số còn là của bạn:',
  stale: 'Số nhận OTP hơn 180 ngày chưa xác nhận lại',
  phone: 'Số điện thoại nhận mã OTP',
  password: 'Mật khẩu dự phòng',
  now: 'Làm ngay',
  later: 'Để sau, đến ngày mai',
}

const en: typeof vi = {
  title: 'Prepare for the day on which the portal fails',
  lead: {
    heading: 'It takes about 3 minutes.',
    text: 'Do it while the portal works. On the day it fails it is too late.',
  },
  text: 'If the National Public Service Portal failed now, you could not sign in directly. Still missing:',
  staleText: 'On the day on which the portal fails, codes go to this number. Confirm that it is still yours:',
  stale: 'Your number for codes was not confirmed for over 180 days',
  phone: 'A phone number for codes',
  password: 'A standby password',
  now: 'Do it now',
  later: 'Not before tomorrow',
}

export const words: Record<Language, typeof vi> = { vi, en }
