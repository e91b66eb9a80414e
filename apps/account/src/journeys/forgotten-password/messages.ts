// The words of the two pages of a forgotten password.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  askTitle: 'Quên mật khẩu',
  askLead: { heading: 'Đặt mật khẩu dự phòng.', text: 'Chuẩn bị hôm nay, để ngày Cổng gặp sự cố quầy vẫn làm việc.' },
  account: 'Tài khoản *',
  accountHint: 'Cán bộ: số CMND/CCCD đúng như trên tài khoản Cổng DVCQG. Công dân, doanh nghiệp: số điện thoại.',
  continue: 'Tiếp tục',
  back: 'Quay lại',
  resetTitle: 'Đặt lại mật khẩu',
  resetLead: {
    heading: 'Chỉ mình bạn biết.',
    text: 'Không đưa mã hay mật khẩu cho bất kỳ ai, kể cả người tự xưng là cán bộ kỹ thuật.',
  },
  sent: 'Mã xác thực đã được gửi, nếu tài khoản này có số điện thoại đã đăng ký OTP.',
  sentText:
    'Chưa thấy mã? Mỗi số chỉ nhận được vài mã trong 15 phút, kể cả mã do người khác yêu cầu: hãy đợi rồi làm lại. Chưa đăng ký OTP? Hãy đăng nhập bằng CDVCQG rồi vào mục “Đăng ký OTP” trước.',
  codeKnown: 'Mã xác thực đã đúng, không cần nhập lại.',
  code: 'Mã xác thực *',
  codeExpires: 'Mã xác thực sẽ hết hạn sau',
  codeSeconds: '120 giây',
  sendAgain: 'Gửi lại',
  sendAgainIn: 'sau',
  sentAgain: 'Mã mới đã được gửi, nếu số này còn được nhận mã. Hãy dùng mã đến sau cùng.',
  password: 'Mật khẩu mới *',
  passwordNote:
    'Chú ý: mật khẩu phải có ít nhất 8 đến 50 ký tự bao gồm ký tự hoa, thường, số và ký tự đặc biệt; hoặc là một cụm từ dài từ 15 ký tự.',
  again: 'Xác nhận mật khẩu *',
  proofTitle: 'Bằng chứng thứ hai',
  proofDone: 'Bạn vừa đăng nhập bằng CDVCQG trên trình duyệt này, nên không cần gì thêm.',
  proofText: 'Nhập một mã khôi phục đã in khi đăng ký OTP. Để trống nếu quản trị đơn vị đã duyệt yêu cầu của bạn.',
  recovery: 'Mã khôi phục',
  submit: 'Đồng ý',
  noProof: 'Không có mã khôi phục?',
  noProofPortal: 'Đăng nhập bằng CDVCQG trên trình duyệt này, đăng xuất, rồi làm lại trong 30 phút; hoặc',
  ask: 'Nhờ quản trị đơn vị duyệt',
  askedTitle: 'Đã gửi yêu cầu',
  asked:
    'Nếu tài khoản này thuộc một đơn vị, quản trị đơn vị sẽ thấy yêu cầu của bạn. Khi được duyệt, hãy bắt đầu lại trong 60 phút.',
  signIn: 'Về trang đăng nhập',
  spentTitle: 'Đã đặt mật khẩu mới',
  spentText:
    'Mã khôi phục vừa dùng không còn giá trị. Đây là mã thay thế, chỉ hiện một lần; hãy ghi vào bản in của bạn.',
}

const en: typeof vi = {
  askTitle: 'Forgot password',
  askLead: {
    heading: 'Set a standby password.',
    text: 'Prepare today, so that the counter goes on when the portal fails.',
  },
  account: 'Account *',
  accountHint:
    'Officers: the CMND/CCCD number, exactly as on your portal account. Citizens and enterprises: the phone number.',
  continue: 'Continue',
  back: 'Back',
  resetTitle: 'Reset the password',
  resetLead: {
    heading: 'For you alone.',
    text: 'Give the code and the password to nobody, not even to people who say that they are technicians.',
  },
  sent: 'A code was sent, if this account has a phone registered for codes.',
  sentText:
    'No code? A number gets only a few within 15 minutes, those that others ask for included: wait, then begin again. Not registered yet? Sign in through the national portal first and choose “Register for OTP”.',
  codeKnown: 'The code was right; it need not be entered again.',
  code: 'Code *',
  codeExpires: 'The code expires in',
  codeSeconds: '120 seconds',
  sendAgain: 'Send again',
  sendAgainIn: 'in',
  sentAgain: 'A new code was sent, if this number may have one more. Use the one that came last.',
  password: 'New password *',
  passwordNote:
    'Note: 8 to 50 characters with upper and lower case letters, digits and special characters; or a passphrase of 15 characters or more.',
  again: 'Confirm the password *',
  proofTitle: 'Second proof',
  proofDone: 'You signed in through the portal in this browser just now, so nothing more is needed.',
  proofText:
    'Enter a recovery code that you printed when you registered for OTP. Leave it empty if your unit administrator approved your request.',
  recovery: 'Recovery code',
  submit: 'Agree',
  noProof: 'No recovery code?',
  noProofPortal: 'Sign in through the portal in this browser, sign out, and do this again within 30 minutes; or',
  ask: 'Ask the unit administrator to approve',
  askedTitle: 'The request was sent',
  asked:
    'If this account belongs to an agency, its administrator will see your request. Once it is approved, start again within 60 minutes.',
  signIn: 'To the sign-in page',
  spentTitle: 'The new password is set',
  spentText:
    'The recovery code you used is void. This one takes its place and is shown only once: write it on your printed page.',
}

export const words: Record<Language, typeof vi> = { vi, en }
