// A finding as pages show it: the result in a chip, the text, who recorded it and when.
import { Chip, type ChipTone } from '@motcua/ui/chip.tsx'
import type { Language } from '@motcua/ui/shell.ts'
import type { Outcome, Review, StandingRow } from '../../../records/reconciliation/standings.ts'
import { moment } from '../../../web/times.ts'
import { words } from './messages.ts'

const toneOf: Record<Outcome, ChipTone> = { own: 'ready', foreign: 'stop', unclear: 'care' }

/** The finding on how the officer stands now; on how they stood last, where nothing is in doubt any more. */
export const findingOf = ({ is_doubtful, standing, reviews }: StandingRow): Review | undefined =>
  reviews.find((review) => !is_doubtful || review.standing === standing)

export function Finding({ language, review }: { language: Language; review: Review }) {
  const say = words[language]
  return (
    <>
      <Chip tone={toneOf[review.outcome]}>{say.outcomes[review.outcome]}</Chip>
      <div class="as-typed">{review.finding}</div>
      <small>{say.foundBy(review.by, moment(language, new Date(review.reviewed_at)))}</small>
    </>
  )
}
