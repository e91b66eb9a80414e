// The words of the password's page.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'ĐỔI MẬT KHẨU',
  since: (at: string) => `Mật khẩu hiện tại đặt ngày ${at}.`,
  current: 'Mật khẩu hiện tại *',
  next: 'Mật khẩu mới *',
  again: 'Xác nhận mật khẩu *',
  note: 'Chú ý: mật khẩu phải có ít nhất 8 đến 50 ký tự bao gồm ký tự hoa, thường, số và ký tự đặc biệt; hoặc là một cụm từ dài từ 15 ký tự.',
  submit: 'Đồng ý',
  forgot: 'Quên mật khẩu?',
  others: 'Sau khi đổi, các phiên đăng nhập ở nơi khác sẽ kết thúc.',
  none: 'Chưa đặt mật khẩu',
  noneText:
    'Mật khẩu dùng để đăng nhập trực tiếp khi Cổng gặp sự cố. Hãy đặt mật khẩu bằng mã gửi tới số đã đăng ký OTP.',
  needsPhone:
    'Mật khẩu dùng để đăng nhập trực tiếp khi Cổng gặp sự cố. Hãy đăng ký số nhận OTP trước: mật khẩu được đặt bằng mã gửi tới số đó.',
  registerOtp: 'Đăng ký OTP',
  set: 'Đặt mật khẩu',
  done: 'Đã đổi mật khẩu',
  doneText: 'Các phiên đăng nhập ở nơi khác đã kết thúc.',
}

const en: typeof vi = {
  title: 'Change the password',
  since: (at) => `The current password was set on ${at}.`,
  current: 'Current password *',
  next: 'New password *',
  again: 'Confirm the password *',
  note: 'Note: the password must have at least 8 to 50 characters with upper and lower case letters, digits and special characters; or be a long passphrase of 15 characters or more.',
  submit: 'OK',
  forgot: 'Forgot password?',
  others: 'After the change your sessions elsewhere end.',
  none: 'No password is set',
  noneText:
    'The password is for direct sign-in when the portal fails. Set it with a code to the number registered for OTP.',
  needsPhone:
    'The password is for direct sign-in when the portal fails. Register a number for OTP first: the password is set with a code to it.',
  registerOtp: 'Register for OTP',
  set: 'Set a password',
  done: 'The password was changed',
  doneText: 'Your sessions elsewhere have ended.',
}

export const words: Record<Language, typeof vi> = { vi, en }
