// The desk's side menu: what this person may open, with counts.
import type { MenuGroup, MenuItem } from '@motcua/ui/frame.tsx'
import { inLanguage, type Language } from '@motcua/ui/shell.ts'
import { words } from './desk-messages.ts'
import type { Person } from './person.ts'

/** Pages of the menu, without their language prefix. */
export const deskPages = {
  mine: '/dossiers',
  agency: '/dossiers?of=agency',
  receive: '/dossiers/new',
  results: '/dossiers?of=agency&view=results',
  lookUp: '/look-up',
} as const

export type DeskPage = keyof typeof deskPages
/** `results`: the agency's results that wait for their owners. */
export type DeskCounts = { mine: number; agency: number; results: number }

const needs: Partial<Record<DeskPage, string>> = { receive: 'receive', results: 'return' }
const countedBy: Partial<Record<DeskPage, keyof DeskCounts>> = {
  mine: 'mine',
  agency: 'agency',
  results: 'results',
}
const tones = { mine: 'care', agency: 'plain', results: 'ready' } as const

export function deskMenu(language: Language, person: Person, counts: DeskCounts | undefined): MenuGroup[] {
  const pages = Object.keys(deskPages) as DeskPage[]
  const mayOpen = (page: DeskPage) => person.rights.includes(needs[page] ?? '') || !needs[page]
  const item = (page: DeskPage): MenuItem => ({
    href: inLanguage(language, deskPages[page]),
    label: words[language][page],
    ...badgeOf(page, counts),
  })
  return [{ items: pages.filter(mayOpen).map(item) }]
}

function badgeOf(page: DeskPage, counts: DeskCounts | undefined): Pick<MenuItem, 'badge'> {
  const counted = countedBy[page]
  const count = counted && counts ? counts[counted] : 0
  return counted && count ? { badge: { tone: tones[counted], text: String(count) } } : {}
}
