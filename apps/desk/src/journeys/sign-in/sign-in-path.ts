// The address of a fresh start.
import { inLanguage, type Language } from '@motcua/ui/shell.ts'

export function signInPath(language: Language, next: string, extra: 'anyway' | 'fresh' | null = null): string {
  const query = new URLSearchParams({ ...(next === '/' ? {} : { next }), ...(extra ? { [extra]: '1' } : {}) })
  return inLanguage(language, `/sign-in${query.size ? `?${query}` : ''}`)
}
