// The words that all pages of my account share: the menu, the roles.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  info: 'Thông tin tài khoản',
  'register-otp': 'Đăng ký OTP',
  phones: 'Số điện thoại',
  ways: 'Cách xác thực',
  password: 'Mật khẩu',
  'recovery-codes': 'Mã khôi phục',
  sessions: 'Phiên đăng nhập',
  activity: 'Hoạt động',
  approvals: 'Duyệt yêu cầu',
  readiness: 'Sẵn sàng đơn vị',
  signOut: 'Đăng xuất',
  back: 'Quay lại',
  roles: {
    officer: 'Cán bộ một cửa',
    'unit-admin': 'Quản trị đơn vị',
    citizen: 'Công dân',
    enterprise: 'Doanh nghiệp',
  },
  doors: {
    portal: 'Cổng DVCQG',
    standby: 'Cửa dự phòng',
    phone: 'Số điện thoại',
    console: 'Trang quản trị',
  },
}

const en: typeof vi = {
  info: 'Account information',
  'register-otp': 'Register for OTP',
  phones: 'Phone numbers',
  ways: 'Ways to prove it',
  password: 'Password',
  'recovery-codes': 'Recovery codes',
  sessions: 'Where you are signed in',
  activity: 'Activity',
  approvals: 'Requests to approve',
  readiness: 'My units’ readiness',
  signOut: 'Sign out',
  back: 'Back',
  roles: {
    officer: 'One-stop officer',
    'unit-admin': 'Unit administrator',
    citizen: 'Citizen',
    enterprise: 'Enterprise',
  },
  doors: {
    portal: 'National portal',
    standby: 'Standby door',
    phone: 'Phone number',
    console: 'Console',
  },
}

export const words: Record<Language, typeof vi> = { vi, en }
