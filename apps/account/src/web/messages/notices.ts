// What a person is told of their account by SMS, where each word counts (unaccented, ≤ 160 GSM-7 characters with the link), and by mail.
import type { Language } from '@motcua/ui/shell.ts'
import type { Happening } from '../../records/notices/store.ts'
import { unaccented } from '../unaccented.ts'

const sms: Record<Happening, Record<Language, string>> = {
  'number-changed': { vi: 'So nhan OTP da doi sang so khac', en: 'Another number now gets your codes' },
  'number-added': { vi: 'Mot so dien thoai da duoc them', en: 'A phone number was added' },
  'number-removed': { vi: 'So nay da bi xoa khoi tai khoan', en: 'This phone number was deleted' },
  'number-asked': { vi: 'Co nguoi bao mat may va xin doi so', en: 'A new number was asked for: phone lost' },
  'number-left': { vi: 'Mot so dien thoai da bi xoa', en: 'A phone number was deleted' },
  'password-changed': { vi: 'Mat khau da duoc doi', en: 'The password was changed' },
  'password-set': { vi: 'Mat khau vua duoc dat lai', en: 'The password was set anew' },
  'codes-made': { vi: 'Ma khoi phuc moi da duoc tao', en: 'New recovery codes were made' },
  'authenticator-added': { vi: 'Mot ung dung xac thuc da duoc them', en: 'An authenticator app was added' },
  'authenticator-removed': { vi: 'Ung dung xac thuc da bi xoa', en: 'The authenticator app was removed' },
  'passkey-added': { vi: 'Mot khoa truy cap (passkey) da duoc them', en: 'A passkey was added' },
  'passkey-removed': { vi: 'Mot khoa truy cap (passkey) da bi xoa', en: 'A passkey was removed' },
  'reset-approved': { vi: 'Don vi da duyet dat lai mat khau, 60 phut', en: 'A password reset was approved, 60 min' },
  'new-device': { vi: 'Dang nhap tu mot trinh duyet moi', en: 'Sign-in from a new browser' },
  'long-away': { vi: 'Dang nhap lan dau sau hon 30 ngay', en: 'First sign-in in over 30 days' },
  'wrong-passwords': { vi: 'Nhap sai mat khau nhieu lan', en: 'Many wrong passwords' },
  'wrong-codes': { vi: 'Dung mat khau nhung sai ma nhieu lan', en: 'Right password, many wrong codes' },
}

const ask = { vi: 'Khong phai ban?', en: 'Not you?' }

/** "Mat khau da duoc doi. Khong phai ban? https://…" */
export const noticeSms = (language: Language, what: Happening, link: string): string =>
  `${sms[what][language]}. ${ask[language]} ${link}`

type Words = Record<Happening, string> & { subject: string; ask: string }

const vi: Words = {
  'number-changed': 'Số nhận mã OTP đã đổi sang số khác',
  'number-added': 'Một số điện thoại đã được thêm',
  'number-removed': 'Một số điện thoại đã bị xóa khỏi tài khoản',
  'number-asked': 'Có người báo mất điện thoại và xin đổi số nhận mã',
  'number-left': 'Một số điện thoại đã bị xóa khỏi tài khoản',
  'password-changed': 'Mật khẩu đã được đổi',
  'password-set': 'Mật khẩu vừa được đặt lại',
  'codes-made': 'Mã khôi phục mới đã được tạo',
  'authenticator-added': 'Một ứng dụng xác thực đã được thêm',
  'authenticator-removed': 'Ứng dụng xác thực đã bị xóa',
  'passkey-added': 'Một khóa truy cập (passkey) đã được thêm',
  'passkey-removed': 'Một khóa truy cập (passkey) đã bị xóa',
  'reset-approved': 'Đơn vị đã duyệt yêu cầu đặt lại mật khẩu, có hiệu lực 60 phút',
  'new-device': 'Tài khoản được đăng nhập từ một trình duyệt mới',
  'long-away': 'Tài khoản được đăng nhập lần đầu sau hơn 30 ngày',
  'wrong-passwords': 'Mật khẩu bị nhập sai nhiều lần',
  'wrong-codes': 'Có người nhập đúng mật khẩu nhưng sai mã nhiều lần',
  subject: 'Có thay đổi với tài khoản của bạn',
  ask: 'Nếu không phải bạn, hãy mở liên kết này trong 3 ngày và bấm nút ở đó:',
}

const en: typeof vi = {
  'number-changed': 'Another number now receives your codes',
  'number-added': 'A phone number was added',
  'number-removed': 'A phone number was deleted from the account',
  'number-asked': 'Somebody said the phone is lost and asked for a new number',
  'number-left': 'A phone number was deleted from the account',
  'password-changed': 'The password was changed',
  'password-set': 'The password was set anew',
  'codes-made': 'New recovery codes were made',
  'authenticator-added': 'An authenticator app was added',
  'authenticator-removed': 'The authenticator app was removed',
  'passkey-added': 'A passkey was added',
  'passkey-removed': 'A passkey was removed',
  'reset-approved': 'Your unit approved a password reset, for 60 minutes',
  'new-device': 'The account was used from a new browser',
  'long-away': 'The account was used for the first time in over 30 days',
  'wrong-passwords': 'The password was typed wrongly many times',
  'wrong-codes': 'Somebody typed the right password and many wrong codes',
  subject: 'Something changed in your account',
  ask: 'If it was not you, open this link within 3 days and press the button there:',
}

const words: Record<Language, Words> = { vi, en }

/** In whole sentences, with accents: for mails and for the page behind the link. */
export const happeningText = (language: Language, what: Happening): string => words[language][what]

export function noticeMail(what: Happening, link: Record<Language, string>): { subject: string; text: string } {
  const part = (language: Language) => `${words[language][what]}.\n${words[language].ask}\n${link[language]}\n`
  return { subject: `[Motcua] ${vi.subject}`, text: `${part('vi')}\n— ${part('en')}` }
}

/** To the unit administrator: unaccented, ≤ 160 GSM-7 characters. */
export const heldSms = (name: string, site: string): string =>
  `${unaccented(name).slice(0, 40)} bao "khong phai toi" (${site}). Tai khoan dang bi giu. Xem muc Duyet yeu cau.`

/** To the unit administrator, of a lost phone. */
export const lostPhoneSms = (name: string, site: string): string =>
  `${unaccented(name).slice(0, 40)} bao mat dien thoai (${site}). Gap hoac goi lai truoc khi duyet, o muc Duyet yeu cau.`
