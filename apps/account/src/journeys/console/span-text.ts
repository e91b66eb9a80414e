// A length of time in two units at most: "31 s", "1 ph 04 s", "2 giờ 05 ph".
import type { Language } from '@motcua/ui/shell.ts'

const units: Record<Language, { minute: string; hour: string }> = {
  vi: { minute: 'ph', hour: 'giờ' },
  en: { minute: 'min', hour: 'h' },
}

const two = (value: number) => String(value).padStart(2, '0')

/** `seconds` is rounded down; less than nothing counts as nothing. */
export function spanText(language: Language, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const { minute, hour } = units[language]
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} ${minute} ${two(whole % 60)} s`
  return `${Math.floor(whole / 3600)} ${hour} ${two(Math.floor((whole % 3600) / 60))} ${minute}`
}
