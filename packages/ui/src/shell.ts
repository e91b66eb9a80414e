// What every page of every app knows about where it stands.
export type Language = 'vi' | 'en'

export const languages: readonly Language[] = ['vi', 'en']

export type SiteNames = {
  /** Heading of the gate, e.g. "HỆ THỐNG CHÍNH QUYỀN ĐIỆN TỬ TỈNH BÌNH DƯƠNG"; a line break may stand as "\n". */
  systemName: string
  /** Short name beside the star in the side menu, e.g. "Một cửa". */
  shortName: string
  /** e.g. "tỉnh Bình Dương" */
  place: string
}

/** The names and contacts an installation shows; all are settings. */
export type Site = SiteNames & {
  /** The names on English pages, where they are other ones. */
  english?: SiteNames
  /** Whom to call, e.g. "0274 0000 000 · 07:30–17:00". */
  help: string
  /** Where the state of the service is told, with the language prefix; nothing where there is no such page. */
  statusPath?: string
}

/** `path` is the page's address without the language prefix ("/sign-in?x=1"); `token` guards its forms against forgery. */
export type Shell = { language: Language; path: string; token: string; site: Site }

/** The installation's names in the page's language; a paper that is Vietnamese always takes those of `site` itself. */
export const namesIn = ({ language, site }: Shell): SiteNames => (language === 'en' && site.english) || site

/** The same page in a language: `inLanguage('en', '/sign-in')` → "/en/sign-in". */
export const inLanguage = (language: Language, path: string) => `/${language}${path === '/' ? '' : path}`
