// The words of registration with a phone number.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Đăng ký tài khoản',
  lead: {
    heading: 'Cho công dân và doanh nghiệp.',
    text: 'Cán bộ một cửa không đăng ký ở đây: hãy đăng nhập bằng CDVCQG.',
  },
  kind: 'Bạn là',
  citizen: 'Công dân',
  enterprise: 'Doanh nghiệp, tổ chức',
  name: 'Họ và tên, hoặc tên doanh nghiệp *',
  phone: 'Số điện thoại di động *',
  phoneHint: 'Dùng để đăng nhập và nhận mã. Ví dụ 0901 234 926.',
  password: 'Mật khẩu *',
  passwordNote:
    'Mật khẩu phải có ít nhất 8 đến 50 ký tự bao gồm ký tự hoa, thường, số và ký tự đặc biệt; hoặc là một cụm từ dài từ 15 ký tự.',
  again: 'Xác nhận mật khẩu *',
  submit: 'Đăng ký',
  haveAccount: 'Đã có tài khoản? Đăng nhập',
  codeTitle: 'Xác nhận số điện thoại',
  codeLead: { heading: 'Còn một bước.', text: 'Không đưa mã này cho bất kỳ ai.' },
  sent: (phone: string) => `Tin nhắn đã được gửi tới số ${phone}.`,
  sentText: 'Nếu số này đã có tài khoản, tin nhắn sẽ cho biết; khi đó hãy đăng nhập hoặc đặt lại mật khẩu.',
  code: 'Mã 6 số',
  codeExpires: 'Mã xác thực sẽ hết hạn sau',
  codeSeconds: '120 giây',
  continue: 'Tiếp tục',
  sendAgain: 'Gửi lại',
  sendAgainIn: 'sau',
  doneTitle: 'Đã tạo tài khoản',
  doneLead: { heading: 'Giữ các mã này cẩn thận.', text: 'Chúng giúp bạn lấy lại tài khoản khi quên mật khẩu.' },
  signIn: 'Đã in xong, đăng nhập',
}

const en: typeof vi = {
  title: 'Register',
  lead: {
    heading: 'For citizens and enterprises.',
    text: 'One-stop officers do not register here: sign in through the national portal.',
  },
  kind: 'You are',
  citizen: 'A citizen',
  enterprise: 'An enterprise or organisation',
  name: 'Full name, or name of the enterprise *',
  phone: 'Mobile number *',
  phoneHint: 'To sign in with and to receive codes. For example 0901 234 926.',
  password: 'Password *',
  passwordNote:
    '8 to 50 characters with upper and lower case letters, digits and special characters; or a passphrase of 15 characters or more.',
  again: 'Confirm the password *',
  submit: 'Register',
  haveAccount: 'Already registered? Sign in',
  codeTitle: 'Confirm the phone number',
  codeLead: { heading: 'One more step.', text: 'Give this code to nobody.' },
  sent: (phone) => `A message was sent to ${phone}.`,
  sentText: 'If the number has an account already, the message says so: then sign in, or reset your password.',
  code: '6-digit code',
  codeExpires: 'The code expires in',
  codeSeconds: '120 seconds',
  continue: 'Continue',
  sendAgain: 'Send again',
  sendAgainIn: 'in',
  doneTitle: 'The account was made',
  doneLead: { heading: 'Keep these codes well.', text: 'They bring your account back when you forget the password.' },
  signIn: 'Printed, sign in',
}

export const words: Record<Language, typeof vi> = { vi, en }
