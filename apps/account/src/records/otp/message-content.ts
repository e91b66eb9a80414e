// What a queued message holds, sealed: the pieces of a code's text, or a notice. The words come from the gateway's template.
import type { Language } from '@motcua/ui/shell.ts'
import { z } from 'zod'
import type { Purpose } from './store.ts'

export type MessageContent =
  | { kind: 'code'; language: Language; purpose: Purpose; tag: string; code: string }
  | { kind: 'notice'; language: Language; text: string }

const shape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('code'),
    language: z.enum(['vi', 'en']),
    purpose: z.string().transform((text) => text as Purpose),
    tag: z.string(),
    code: z.string(),
  }),
  z.object({ kind: z.literal('notice'), language: z.enum(['vi', 'en']), text: z.string() }),
])

/** Undefined for what was sealed with another key or in another shape. */
export const readContent = (value: unknown): MessageContent | undefined => shape.safeParse(value).data
