// Pages of a long list, in the address: ?page=2.
import type { Shell } from '@motcua/ui/shell.ts'
import { words } from './messages/paging.ts'

export type PageOfList = {
  /** From 1. */
  page: number
  hasMore: boolean
}

/** The page's number from a query: a whole number from 1, at most 1000. */
export function pageNumber(asked: unknown): number {
  const number = typeof asked === 'string' && /^\d{1,4}$/.test(asked) ? Number(asked) : 1
  return Math.min(Math.max(number, 1), 1000)
}

/** One row more than a page was asked for: its presence says that there is another page. */
export const cutPage = <T,>(rows: readonly T[], count: number): { shown: T[]; hasMore: boolean } => ({
  shown: rows.slice(0, count),
  hasMore: rows.length > count,
})

type PagesProps = PageOfList & { shell: Shell; path: string; query: Readonly<Record<string, string>> }

/** `path` with its language prefix. Shows nothing where everything fits on one page. */
export function Pages({ shell, page, hasMore, path, query }: PagesProps) {
  const say = words[shell.language]
  if (page === 1 && !hasMore) return null
  const at = (number: number) => `${path}?${new URLSearchParams({ ...query, page: String(number) })}`
  return (
    <nav class="pages" aria-label={say.pages}>
      {page > 1 ? <a href={at(page - 1)}>{say.earlier}</a> : <span />}
      <small>{say.page(page)}</small>
      {hasMore ? <a href={at(page + 1)}>{say.later}</a> : <span />}
    </nav>
  )
}
