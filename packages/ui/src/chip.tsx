// A state in one or two words; colour never says it alone.
import type { ComponentChildren } from 'preact'

export type ChipTone = 'ready' | 'care' | 'stop' | 'info' | 'plain'

export function Chip({ tone, dot, children }: { tone: ChipTone; dot?: boolean; children: ComponentChildren }) {
  return (
    <span class={`chip ${tone}`}>
      {dot ? <span class="dot" /> : null}
      {children}
    </span>
  )
}
