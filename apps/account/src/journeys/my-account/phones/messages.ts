// The words of the phone numbers' pages.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  intro: 'Mã OTP khi đăng nhập trực tiếp gửi tới số “Đang dùng”. Đổi số nhận mã ở trang Đăng ký OTP.',
  lostPhone: 'Mất điện thoại, không xác thực lại được? Xin đổi số, hai người duyệt',
  limit: 'Mỗi tài khoản có nhiều nhất 2 số và mỗi ngày đổi được 2 lần.',
  addTitle: 'THÊM SỐ ĐIỆN THOẠI',
  editTitle: 'CẬP NHẬT SỐ ĐIỆN THOẠI',
  deleteTitle: 'XÓA SỐ ĐIỆN THOẠI',
  note: 'Chú ý: Mã xác thực OTP sẽ được gửi đến',
  noteNumber: 'số điện thoại mới',
  older: 'Số hiện tại',
  hold: 'Trong 24 giờ sau khi đổi, số mới chưa dùng được để đặt lại mật khẩu. Số cũ nhận một tin báo; nếu số cũ đang nhận mã, các phiên đăng nhập ở nơi khác sẽ kết thúc.',
  save: 'Lưu lại',
  back: 'Quay lại',
  codeTitle: 'Xác thực số điện thoại mới',
  codeText: 'Nhập mã vừa gửi để xác nhận đây là số của bạn.',
  change: 'Nhập số khác',
  deleteAsk: (phone: string) => `Xóa số ${phone} khỏi tài khoản?`,
  otherWayHeading: 'Sau khi xóa, bạn không nhận mã qua tin nhắn nữa',
  otherWayText:
    'Ở cửa dự phòng, hãy dùng ứng dụng xác thực hoặc khóa truy cập của bạn. Các phiên đăng nhập ở nơi khác sẽ kết thúc.',
  lastHeading: 'Sau khi xóa, bạn không dùng được cửa dự phòng',
  lastText:
    'Đây là số duy nhất nhận mã OTP. Khi Cổng gặp sự cố, bạn sẽ không đăng nhập trực tiếp được cho đến khi đăng ký số khác.',
  heirHeading: (phone: string) => `Mã OTP sẽ gửi tới số ${phone}`,
  heirText: 'Số này đã được xác thực nên nhận mã thay cho số bị xóa. Các phiên đăng nhập ở nơi khác sẽ kết thúc.',
  plainText: 'Số này không nhận mã OTP nên việc đăng nhập không thay đổi.',
  deleteSubmit: 'Xóa số này',
  keep: 'Giữ lại',
  done: {
    added: 'Đã thêm số điện thoại',
    changed: 'Đã cập nhật số điện thoại',
    removed: 'Đã xóa số điện thoại',
  },
}

const en: typeof vi = {
  intro: 'Codes at direct sign-in go to the number “In use”. Choose another one under “Register for OTP”.',
  lostPhone: 'Lost the phone and cannot prove it is you? Ask for a new number, two people approve',
  limit: 'An account has at most 2 numbers, and they can be changed twice a day.',
  addTitle: 'Add a phone number',
  editTitle: 'Update the phone number',
  deleteTitle: 'Delete the phone number',
  note: 'Note: the OTP code will be sent to',
  noteNumber: 'the new phone number',
  older: 'Current number',
  hold: 'For 24 hours after the change the new number cannot be used to reset the password. The old number gets a message; if it received your codes, your sessions elsewhere end.',
  save: 'Save',
  back: 'Back',
  codeTitle: 'Confirm the new phone number',
  codeText: 'Enter the code that was just sent, to confirm that this number is yours.',
  change: 'Enter another number',
  deleteAsk: (phone) => `Delete ${phone} from the account?`,
  otherWayHeading: 'After that no codes come by SMS',
  otherWayText: 'At the standby door use your authenticator app or your passkey. Your sessions elsewhere end.',
  lastHeading: 'After that the standby door no longer works for you',
  lastText:
    'It is the only number that receives your codes. When the portal fails you could not sign in directly until you register another one.',
  heirHeading: (phone) => `Codes will go to ${phone}`,
  heirText: 'That number is confirmed, so it takes the place of the deleted one. Your sessions elsewhere end.',
  plainText: 'This number receives no codes, so nothing changes for signing in.',
  deleteSubmit: 'Delete this number',
  keep: 'Keep it',
  done: {
    added: 'The phone number was added',
    changed: 'The phone number was updated',
    removed: 'The phone number was deleted',
  },
}

export const words: Record<Language, typeof vi> = { vi, en }
