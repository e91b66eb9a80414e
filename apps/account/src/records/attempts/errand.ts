// Why somebody came to the sign-in page: for a relying party (an OpenID interaction) or for a page of ours.
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import { z } from 'zod'

const errand = z.object({
  /** The OpenID interaction to answer. */
  interaction: z.string().optional(),
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
  /** The browser that it was made in; another one cannot use it. */
  browser: z.string(),
})

export type Errand = z.infer<typeof errand>

/** A relative address of ours: nothing else is ever followed (ASVS 3.7.2). */
export const ownPage = (path: unknown): string | undefined =>
  typeof path === 'string' && /^\/(my-account|console)(\/[a-z0-9-]+)*$/.test(path) ? path : undefined

export const sealErrand = (secret: string, made: Errand): string => seal(secret, 'errand', made)

/** The errand of a sealed text made in this browser; otherwise the plain one: my own account. */
export function openErrand(secret: string, sealed: unknown, browser: string): Errand {
  const read = errand.safeParse(typeof sealed === 'string' ? unseal(secret, 'errand', sealed) : null)
  return read.success && read.data.browser === browser ? read.data : { browser, next: '/my-account/info' }
}
