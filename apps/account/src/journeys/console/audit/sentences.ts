// What each audited event says, in both languages; the compiler refuses an event without its sentence.
import type { Language } from '@motcua/ui/shell.ts'
import type { AuditEvent } from '../../../records/audit/events.ts'
import type { AuditEntry } from '../../../records/audit/read-audit.ts'

const vi: Record<AuditEvent, string> = {
  'password-wrong': 'Nhập sai mật khẩu',
  'password-locked': 'Bị tạm khóa vì nhập sai mật khẩu nhiều lần',
  'password-set': 'Đặt mật khẩu mới',
  'password-changed': 'Đổi mật khẩu',
  'code-sent': 'Gửi mã xác thực',
  'code-wrong': 'Nhập sai mã xác thực',
  'code-right': 'Nhập đúng mã xác thực',
  'code-refused': 'Không gửi mã vì đã hết lượt',
  'sign-in': 'Đăng nhập',
  'sign-in-refused': 'Bị từ chối đăng nhập',
  'sign-out': 'Đăng xuất',
  'session-ended': 'Phiên đăng nhập kết thúc',
  'portal-left': 'Sang Cổng Dịch vụ công Quốc gia',
  'portal-returned': 'Từ Cổng trở về',
  'portal-linked': 'Liên kết với tài khoản Cổng',
  'portal-refused': 'Tài khoản Cổng bị từ chối',
  'phone-added': 'Thêm số điện thoại',
  'phone-confirmed': 'Xác nhận số điện thoại',
  'phone-changed': 'Đổi số điện thoại',
  'phone-removed': 'Xóa số điện thoại',
  'otp-registered': 'Đăng ký OTP',
  'recovery-codes-made': 'Tạo mã khôi phục',
  'recovery-code-used': 'Dùng một mã khôi phục',
  'reset-started': 'Bắt đầu đặt lại mật khẩu',
  'reset-done': 'Đặt lại mật khẩu xong',
  'reset-refused': 'Không đặt lại được mật khẩu',
  'reset-requested': 'Xin duyệt đặt lại mật khẩu',
  'reset-approved': 'Duyệt yêu cầu đặt lại mật khẩu',
  'reset-declined': 'Từ chối yêu cầu đặt lại mật khẩu',
  'standby-opened': 'Mở cửa dự phòng',
  'standby-closed': 'Đóng cửa dự phòng',
  'standby-expired': 'Cửa dự phòng hết giờ',
  'account-registered': 'Tạo tài khoản',
  'account-suspended': 'Tạm khóa tài khoản',
  'account-restored': 'Mở lại tài khoản',
  'officers-imported': 'Nhập danh sách cán bộ',
  'agencies-imported': 'Nhập danh sách đơn vị',
  'administrator-added': 'Thêm quản trị viên',
  'break-glass': 'Dùng lệnh khẩn cấp trên máy chủ',
  'fresh-proof': 'Xác thực lại',
  'captcha-refused': 'Xác nhận “không phải người máy” không đạt',
}

const en: Record<AuditEvent, string> = {
  'password-wrong': 'Typed a wrong password',
  'password-locked': 'Was locked after many wrong passwords',
  'password-set': 'Set a new password',
  'password-changed': 'Changed the password',
  'code-sent': 'A code was sent',
  'code-wrong': 'Typed a wrong code',
  'code-right': 'Typed the right code',
  'code-refused': 'No code was sent: the limit was reached',
  'sign-in': 'Signed in',
  'sign-in-refused': 'Was refused at sign-in',
  'sign-out': 'Signed out',
  'session-ended': 'A session ended',
  'portal-left': 'Left for the national portal',
  'portal-returned': 'Came back from the portal',
  'portal-linked': 'Was linked to a portal account',
  'portal-refused': 'The portal account was refused',
  'phone-added': 'Added a phone number',
  'phone-confirmed': 'Confirmed a phone number',
  'phone-changed': 'Changed a phone number',
  'phone-removed': 'Removed a phone number',
  'otp-registered': 'Registered for codes',
  'recovery-codes-made': 'Made recovery codes',
  'recovery-code-used': 'Used a recovery code',
  'reset-started': 'Began a password reset',
  'reset-done': 'Completed a password reset',
  'reset-refused': 'A password reset was refused',
  'reset-requested': 'Asked for the approval of a reset',
  'reset-approved': 'A reset was approved',
  'reset-declined': 'A reset was declined',
  'standby-opened': 'Opened the standby door',
  'standby-closed': 'Closed the standby door',
  'standby-expired': 'The standby door’s time was over',
  'account-registered': 'Made an account',
  'account-suspended': 'The account was suspended',
  'account-restored': 'The account was restored',
  'officers-imported': 'Imported the list of officers',
  'agencies-imported': 'Imported the list of agencies',
  'administrator-added': 'Added an administrator',
  'break-glass': 'Used the emergency command on the server',
  'fresh-proof': 'Gave a fresh proof',
  'captcha-refused': 'Failed the “not a robot” check',
}

export const eventNames: Record<Language, Record<AuditEvent, string>> = { vi, en }

const minutesText = { vi: (count: number) => `${count} phút`, en: (count: number) => `${count} min` }
const reasons: Record<Language, Readonly<Record<string, string>>> = {
  vi: {
    'sign-out': 'tự đăng xuất',
    replaced: 'đăng nhập lại trên cùng trình duyệt',
    'too-many': 'quá 3 phiên cùng lúc',
    suspended: 'tài khoản bị tạm khóa',
    administrator: 'quản trị viên kết thúc',
    'period-closed': 'cửa dự phòng đóng',
    'no-second-factor': 'chưa đăng ký số nhận OTP',
  },
  en: {
    'sign-out': 'signed out',
    replaced: 'signed in again in the same browser',
    'too-many': 'more than 3 sessions at once',
    suspended: 'the account was suspended',
    administrator: 'ended by an administrator',
    'period-closed': 'the standby door closed',
    'no-second-factor': 'no phone for codes',
  },
}

/** "Mở cửa dự phòng, 60 phút: Cổng không gửi được mã" */
export function auditSentence(language: Language, entry: Pick<AuditEntry, 'event' | 'detail'>): string {
  const { reason, why, minutes } = entry.detail
  const length = typeof minutes === 'number' ? `, ${minutesText[language](minutes)}` : ''
  const cause = reason ?? why
  const text = typeof cause === 'string' ? `: ${reasons[language][cause] ?? cause}` : ''
  return `${eventNames[language][entry.event] ?? entry.event}${length}${text}`
}
