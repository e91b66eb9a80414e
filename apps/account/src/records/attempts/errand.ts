// Why somebody came to the sign-in page: for a relying party (an OpenID interaction) or for a page of ours.
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import { z } from 'zod'

const errand = z.object({
  /** The OpenID interaction to answer, and until when (epoch seconds). */
  interaction: z.string().optional(),
  until: z.number().optional(),
  /** The provider's session that was not enough for it: it ends when somebody signs in. */
  before: z.string().optional(),
  /** The relying party's name in both languages, shown on the form. */
  clientVi: z.string().optional(),
  clientEn: z.string().optional(),
  /** The relying party's origin: the form's redirects end there. */
  target: z.string().optional(),
  /** The relying party wants a fresh proof (prompt=login). */
  fresh: z.boolean().optional(),
  /** The relying party takes a proof of at most so many seconds (max_age). */
  maxAge: z.number().optional(),
  /** Our own page to go to, e.g. "/my-account/info". */
  next: z.string().optional(),
  /** When the form was first opened, by the database's clock in milliseconds: a drill measures from there. */
  openedAt: z.number().optional(),
  /** The browser that it was made in; another one cannot use it. */
  browser: z.string(),
})

export type Errand = z.infer<typeof errand>

/** What a relying party asked for, before it is known in which browser. */
export type Asked = Omit<Errand, 'browser'> & { interaction: string }

/** A relative address of ours: nothing else is ever followed (ASVS 3.7.2). */
export const ownPage = (path: unknown): string | undefined =>
  typeof path === 'string' && /^\/(my-account|console)(\/[a-z0-9-]+)*$/.test(path) ? path : undefined

export const sealErrand = (secret: string, made: Errand): string => seal(secret, 'errand', made)

export const sealAsked = (secret: string, made: Asked): string => seal(secret, 'asked', made)

/** What was asked under this interaction, as this browser's errand; undefined for anything else. */
export function openAsked(secret: string, sealed: string | undefined, own: { interaction: string; browser: string }) {
  const read = errand.omit({ browser: true }).safeParse(unseal(secret, 'asked', sealed))
  return read.success && read.data.interaction === own.interaction ? { ...read.data, browser: own.browser } : undefined
}

/** The errand of a sealed text made in this browser; otherwise the plain one: my own account. */
export function openErrand(secret: string, sealed: unknown, browser: string): Errand {
  const read = errand.safeParse(typeof sealed === 'string' ? unseal(secret, 'errand', sealed) : null)
  return read.success && read.data.browser === browser ? read.data : { browser, next: '/my-account/info' }
}
