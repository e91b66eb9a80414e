// What each audited event says: its name, how long, and why.
import type { Language } from '@motcua/ui/shell.ts'
import { outcomes } from '../../../records/reconciliation/standings.ts'
import type { AuditEntry } from '../../../records/audit/read-audit.ts'
import { codes, sentence } from '../../../web/messages/codes.ts'
import { words as reconciliation } from '../reconciliation/messages.ts'
import { eventNames } from '../../../web/messages/events.ts'

const minutesText = { vi: (count: number) => `${count} phút`, en: (count: number) => `${count} min` }
const reasons: Record<Language, Readonly<Record<string, string>>> = {
  vi: {
    'sign-out': 'tự đăng xuất',
    replaced: 'đăng nhập lại trên cùng trình duyệt',
    'too-many': 'quá 3 phiên cùng lúc',
    'own-choice': 'tự kết thúc từ nơi khác',
    'password-changed': 'mật khẩu đã đổi',
    'password-reset': 'mật khẩu được đặt lại',
    suspended: 'tài khoản bị tạm khóa',
    held: 'báo “không phải tôi”',
    'number-changed': 'số nhận mã đã đổi',
    'phone-lost': 'mất điện thoại',
    administrator: 'quản trị viên kết thúc',
    'period-closed': 'cửa dự phòng đóng',
    restored: 'khôi phục từ bản sao lưu',
    'no-second-factor': 'chưa có cách xác thực thứ hai',
    'way-removed': 'một cách xác thực bị xóa',
    'hundred-wrong': 'sai 100 lần liên tiếp',
    'another TechID': 'số định danh này đã liên kết với tài khoản Cổng khác',
  },
  en: {
    'sign-out': 'signed out',
    replaced: 'signed in again in the same browser',
    'too-many': 'more than 3 sessions at once',
    'own-choice': 'ended by its owner from elsewhere',
    'password-changed': 'the password was changed',
    'password-reset': 'the password was reset',
    suspended: 'the account was suspended',
    held: '“it was not me”',
    'number-changed': 'the number for codes changed',
    'phone-lost': 'the phone was lost',
    administrator: 'ended by an administrator',
    'period-closed': 'the standby door closed',
    restored: 'restored from a backup',
    'no-second-factor': 'no second way to prove it',
    'way-removed': 'a way to prove it was removed',
    'hundred-wrong': 'wrong 100 times in a row',
    'another TechID': 'this ID number is linked to another portal account',
  },
}

/** In its own words, or in those of the refusal that the person read; what an administrator wrote stays as it is. */
function reasonText(language: Language, cause: string): string {
  const known = reasons[language][cause]
  const code = codes.find((one) => one === cause)
  if (known ?? !code) return known ?? cause
  return sentence(language, { code }).split(/\.(?: |$)/)[0] ?? cause
}

const outcomeText = (language: Language, { detail: { outcome } }: Pick<AuditEntry, 'detail'>): string =>
  reconciliation[language].outcomes[outcomes.find((one) => one === outcome) ?? 'unclear']

/** "Mở cửa dự phòng, 60 phút: Cổng không gửi được mã" */
export function auditSentence(language: Language, entry: Pick<AuditEntry, 'event' | 'detail'>): string {
  const { reason, why, minutes, finding } = entry.detail
  const length = typeof minutes === 'number' ? `, ${minutesText[language](minutes)}` : ''
  const cause = reason ?? why
  const text = typeof cause === 'string' && cause !== entry.event ? `: ${reasonText(language, cause)}` : ''
  const found = typeof finding === 'string' ? `: ${outcomeText(language, entry)}. ${finding}` : ''
  return `${eventNames[language][entry.event] ?? entry.event}${length}${text}${found}`
}
