// "Cho toàn tỉnh", "Cho Sở Nội vụ và các đơn vị trực thuộc": for whom a period is, in a few words.
import type { Language } from '@motcua/ui/shell.ts'
import type { CoveredName, Period } from '../../../records/standby/store.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { words } from './messages.ts'

const shown = 3

export function scopeText(language: Language, scope: Period['scope'], names: readonly CoveredName[]): string {
  const say = words[language]
  if (scope === 'everyone') return say.forEveryone
  if (scope === 'people') return say.forPeople(names.length)
  const first = names.slice(0, shown).map((name) => nameIn(language, name))
  const rest = names.length - first.length
  return say.forAgencies(rest > 0 ? `${first.join(', ')} ${say.andMore(rest)}` : first.join(', '))
}
