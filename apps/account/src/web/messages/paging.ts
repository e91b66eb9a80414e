// The words under a list that has several pages.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  earlier: '‹ Trang trước',
  later: 'Trang sau ›',
  pages: 'Các trang',
  page: (page: number) => `Trang ${page}`,
}

const en: typeof vi = {
  earlier: '‹ Earlier page',
  later: 'Later page ›',
  pages: 'Pages',
  page: (page) => `Page ${page}`,
}

export const words: Record<Language, typeof vi> = { vi, en }
