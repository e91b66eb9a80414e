// One thing the person must know, with what to do next.
import type { ComponentChildren } from 'preact'

export type NoticeTone = 'ready' | 'care' | 'stop' | 'info'

/** `live` announces the notice to screen readers when the page opens (results and refusals). */
type NoticeProps = { tone: NoticeTone; heading: ComponentChildren; live?: boolean; children?: ComponentChildren }

export function Notice({ tone, heading, live, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={live ? (tone === 'stop' ? 'alert' : 'status') : undefined}>
      <strong>{heading}</strong>
      {children ? <div class="notice-text">{children}</div> : null}
    </div>
  )
}
