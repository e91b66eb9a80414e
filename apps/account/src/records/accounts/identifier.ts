// What a person typed into the one field: CMND (9 digits), CCCD (12), or a phone number (contracts.md §1).
import parsePhoneNumber from 'libphonenumber-js/mobile'

export type Identifier =
  | { kind: 'id-number'; value: string }
  | { kind: 'phone'; value: string }
  | { kind: 'unreadable' }

const vietnameseMobile = /^\+84(3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}$/

/** Spaces, dots and hyphens are ignored. A phone comes back as E.164 ("+84901234926"). */
export function readIdentifier(typed: string): Identifier {
  const text = typed.replace(/[\s.\-()]/g, '')
  if (/^(\d{9}|\d{12})$/.test(text)) return { kind: 'id-number', value: text }
  const phone = readPhone(text)
  return phone ? { kind: 'phone', value: phone } : { kind: 'unreadable' }
}

/** A Vietnamese mobile number in any usual spelling → E.164; null for anything else (landlines and foreign numbers too). */
export function readPhone(typed: string): string | null {
  const text = typed.replace(/[\s.\-()]/g, '').replace(/^0084/, '+84')
  const withPlus = /^84\d{9}$/.test(text) ? `+${text}` : text
  if (!/^(\+84\d{9}|0\d{9})$/.test(withPlus)) return null
  const parsed = parsePhoneNumber(withPlus, 'VN')
  return parsed?.isValid() && vietnameseMobile.test(parsed.number) ? parsed.number : null
}
