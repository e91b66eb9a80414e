// An agency's name where room is short: "UBND thành phố Thủ Dầu Một" → "TP. Thủ Dầu Một".
import type { Language } from '@motcua/ui/shell.ts'

const short: Readonly<Record<string, string>> = {
  'thành phố': 'TP.',
  'thị xã': 'TX.',
  huyện: 'H.',
  phường: 'P.',
  xã: 'Xã',
  'thị trấn': 'TT.',
}

type Named = { name_vi: string; name_en: string }

export function shortName(language: Language, named: Named): string {
  if (language === 'en') return named.name_en.replace(/^People['’]s Committee of /, '')
  return named.name_vi.replace(
    /^UBND (thành phố|thị xã|huyện|phường|xã|thị trấn) /,
    (_all, kind: string) => `${short[kind]} `,
  )
}
