// The words of the field of a phone number.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  number: 'Số điện thoại',
  country: 'Mã nước',
  example: 'Ví dụ 0901 234 926. Chỉ dùng được số di động Việt Nam.',
}

const en: typeof vi = {
  number: 'Phone number',
  country: 'Country code',
  example: 'Such as 0901 234 926. Vietnamese mobile numbers only.',
}

export const words: Record<Language, typeof vi> = { vi, en }
