// An agency's name in the page's language; and where room is short: "UBND thành phố Thủ Dầu Một" → "TP. Thủ Dầu Một".
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
type MayBeNamed = { name_vi: string | null; name_en: string | null }

/** The Vietnamese name where the English one is missing; empty where there is no agency. */
export const nameIn = (language: Language, { name_vi, name_en }: MayBeNamed): string =>
  (language === 'en' && name_en ? name_en : name_vi) ?? ''

/** The agency of a person's row. */
export const agencyOf = (
  language: Language,
  { agency_name: name_vi, agency_name_en: name_en }: { agency_name: string | null; agency_name_en: string | null },
): string => nameIn(language, { name_vi, name_en })

export function shortName(language: Language, named: Named): string {
  if (language === 'en' && named.name_en) return named.name_en.replace(/^People['’]s Committee of /, '')
  return named.name_vi.replace(
    /^UBND (thành phố|thị xã|huyện|phường|xã|thị trấn) /,
    (_all, kind: string) => `${short[kind]} `,
  )
}
