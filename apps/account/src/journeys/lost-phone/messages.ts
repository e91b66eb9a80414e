// The words of the pages for whoever lost the phone.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Mất điện thoại?',
  leadHeading: 'Số mới, có người chứng nhận.',
  leadText: 'Không ai đổi được số nhận mã chỉ bằng một cuộc gọi hay một tin nhắn.',
  text: 'Nếu vào được Cổng, hãy đăng nhập bằng CDVCQG rồi đổi số ở mục “Số điện thoại”. Nếu không, xin đổi số tại đây: quản trị đơn vị và một người thứ hai cùng duyệt, rồi bạn xác nhận số mới bằng mã.',
  otherWays: 'Tôi còn cách xác thực khác',
  newNumber: 'Số mới của bạn',
  submit: 'Xin đổi sang số này',
  askAnother: 'Xin đổi sang số khác',
  asked: (number: string) => `Đã xin đổi sang số ${number}`,
  steps: ['Người thứ nhất duyệt', 'Người thứ hai duyệt'],
  stepsUntil: (at: string) =>
    `Gửi lúc ${at}. Hãy gặp hoặc gọi quản trị đơn vị. Yêu cầu chờ trong 24 giờ; số cũ đã được báo tin.`,
  comeBack: 'Duyệt xong, hãy đăng nhập lại bằng mật khẩu và mở trang này lần nữa.',
  approved: 'Yêu cầu đã được hai người duyệt',
  approvedText: (number: string) => `Bạn có 60 phút để xác nhận số ${number} bằng mã.`,
  send: 'Gửi mã tới số mới',
  codeTitle: 'Mã gửi tới số mới',
  back: 'Quay lại',
  doneTitle: 'Đã đổi số nhận mã',
  done: (number: string) => `Từ nay mã gửi tới số ${number}. Mọi phiên đăng nhập khác đã kết thúc.`,
  doneNote: 'Trong 24 giờ, số mới chưa dùng được để đặt lại mật khẩu. Hãy tạo lại mã khôi phục nếu đã mất.',
  signIn: 'Đăng nhập',
  citizenText: 'Công dân, doanh nghiệp: hãy gọi số hỗ trợ.',
}

const en: typeof vi = {
  title: 'Lost your phone?',
  leadHeading: 'A new number, with witnesses.',
  leadText: 'Nobody changes the number for codes with a call or a message alone.',
  text: 'If the portal works, sign in through it and change the number under “Phone numbers”. If not, ask for a new number here: your unit administrator and a second person approve it, then you confirm the new number by a code.',
  otherWays: 'I have another way to prove it',
  newNumber: 'Your new number',
  submit: 'Ask for this number',
  askAnother: 'Ask for another number',
  asked: (number) => `You asked for the number ${number}`,
  steps: ['The first person approves', 'The second person approves'],
  stepsUntil: (at) =>
    `Sent at ${at}. See or call your unit administrator. The request waits for 24 hours; the old number was told.`,
  comeBack: 'After that, sign in again with your password and open this page once more.',
  approved: 'Two people have approved the request',
  approvedText: (number) => `You have 60 minutes to confirm the number ${number} by a code.`,
  send: 'Send a code to the new number',
  codeTitle: 'The code sent to the new number',
  back: 'Back',
  doneTitle: 'The number for codes was changed',
  done: (number) => `Codes now go to ${number}. Every other session has ended.`,
  doneNote: 'For 24 hours the new number cannot be used to reset a password. Make new recovery codes if you lost them.',
  signIn: 'Sign in',
  citizenText: 'Citizens and enterprises: call the help number.',
}

export const words: Record<Language, typeof vi> = { vi, en }
