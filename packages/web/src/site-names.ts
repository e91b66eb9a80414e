// The names that an installation shows, in both languages, from its settings.
import type { SiteNames } from '@motcua/ui/shell.ts'
import { z } from 'zod'

export const englishName = (name: string) =>
  z.string().optional().describe(`${name} on English pages; where a name of your own has none, it stays as it is`)

type NameSettings = Record<'SYSTEM_NAME' | 'SHORT_NAME' | 'PLACE_NAME', string> &
  Partial<Record<'SYSTEM_NAME_EN' | 'SHORT_NAME_EN' | 'PLACE_NAME_EN', string | undefined>>

/** The usual names in English; a province's own is not translated for it. */
const usual: Readonly<Record<string, string>> = {
  'HỆ THỐNG CHÍNH QUYỀN ĐIỆN TỬ\nTỈNH BÌNH DƯƠNG': 'E-GOVERNMENT SYSTEM\nBÌNH DƯƠNG PROVINCE',
  'HỆ THỐNG MỘT CỬA ĐIỆN TỬ\nTỈNH BÌNH DƯƠNG': 'ELECTRONIC ONE-STOP SYSTEM\nBÌNH DƯƠNG PROVINCE',
  'Một cửa': 'One-stop',
  'tỉnh Bình Dương': 'Bình Dương Province',
}

const inEnglish = (name: string, set: string | undefined): string => set || usual[name] || name

export const siteNames = (settings: NameSettings): SiteNames & { english: SiteNames } => ({
  systemName: settings.SYSTEM_NAME,
  shortName: settings.SHORT_NAME,
  place: settings.PLACE_NAME,
  english: {
    systemName: inEnglish(settings.SYSTEM_NAME, settings.SYSTEM_NAME_EN),
    shortName: inEnglish(settings.SHORT_NAME, settings.SHORT_NAME_EN),
    place: inEnglish(settings.PLACE_NAME, settings.PLACE_NAME_EN),
  },
})
