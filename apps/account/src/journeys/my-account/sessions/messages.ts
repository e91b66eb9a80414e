// The words of the page of sessions.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'PHIÊN ĐĂNG NHẬP',
  intro: 'Những nơi tài khoản này đang đăng nhập. Thấy nơi lạ, hãy đăng xuất nơi đó rồi đổi mật khẩu.',
  device: 'Thiết bị',
  unknown: 'Không rõ thiết bị',
  door: 'Cửa',
  since: 'Từ lúc',
  seen: 'Hoạt động cuối',
  address: 'Địa chỉ mạng',
  actions: 'Thao tác',
  here: 'Phiên này',
  end: 'Đăng xuất',
  endOne: (device: string) => `Đăng xuất ${device}`,
  endOthers: 'Đăng xuất mọi nơi khác',
  only: 'Không có phiên nào khác.',
  most: 'Mỗi tài khoản có nhiều nhất 3 phiên cùng lúc; đăng nhập thêm thì phiên cũ nhất kết thúc.',
  ended: 'Đã đăng xuất phiên đó',
  othersEnded: 'Đã đăng xuất mọi nơi khác',
}

const en: typeof vi = {
  title: 'Where you are signed in',
  intro:
    'The places where this account is signed in. If you see one that you do not know, sign it out and change the password.',
  device: 'Device',
  unknown: 'Unknown device',
  door: 'Door',
  since: 'Since',
  seen: 'Last active',
  address: 'Network address',
  actions: 'Actions',
  here: 'This session',
  end: 'Sign out',
  endOne: (device) => `Sign out ${device}`,
  endOthers: 'Sign out everywhere else',
  only: 'There is no other session.',
  most: 'An account has at most 3 sessions at once; one more ends the oldest.',
  ended: 'That session was signed out',
  othersEnded: 'Signed out everywhere else',
}

export const words: Record<Language, typeof vi> = { vi, en }
