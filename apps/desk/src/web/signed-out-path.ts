// Where a page leads when its session is over; it names the page to come back to.
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { ownPage } from './own-page.ts'

export function signedOutPath(shell: Shell): string {
  const next = ownPage(inLanguage(shell.language, shell.path))
  return inLanguage(shell.language, `/signed-out${next ? `?next=${encodeURIComponent(next)}` : ''}`)
}
