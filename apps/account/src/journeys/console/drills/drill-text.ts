// When and for whom a drill is, in a few words: the same in lists, forms and the report.
import type { Language } from '@motcua/ui/shell.ts'
import type { Drill } from '../../../records/drills/store.ts'
import { clock, day } from '../../../web/times.ts'
import { scopeText } from '../standby-door/scope-text.ts'

/** "08:00–08:30" */
export const windowText = (language: Language, { starts_at, ends_at }: Pick<Drill, 'starts_at' | 'ends_at'>): string =>
  `${clock(language, starts_at)}–${clock(language, ends_at)}`

/** "08:00–08:30 30/11/2026" */
export const whenText = (language: Language, drill: Pick<Drill, 'starts_at' | 'ends_at'>): string =>
  `${windowText(language, drill)} ${day(language, drill.starts_at)}`

/** "Cho Sở Nội vụ và các đơn vị trực thuộc" */
export function drillScopeText(language: Language, { id, scope, names_vi, names_en }: Drill): string {
  const names = names_vi.map((name_vi, index) => ({ period_id: id, name_vi, name_en: names_en[index] ?? name_vi }))
  return scopeText(language, scope, names)
}
