// The office hours of a working day, from the setting "07:30-11:30 13:30-17:00".

/** Minutes after midnight, local time. */
export type Span = { from: number; to: number }

export const usualHours = '07:30-11:30 13:30-17:00'

/** Throws on a setting that cannot be office hours: that stops the start, not a request. */
export function parseHours(setting: string): readonly Span[] {
  const spans = setting.trim().split(/\s+/).map(parseSpan)
  const inOrder = spans.every((span, i) => span.from < span.to && span.from >= (spans[i - 1]?.to ?? 0))
  if (!inOrder) throw new Error(`office hours "${setting}" overlap or are out of order`)
  return spans
}

function parseSpan(text: string): Span {
  const found = /^([01]\d|2[0-3]):([0-5]\d)[-–]([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (!found) throw new Error(`office hours "${text}" are not like 07:30-11:30`)
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number)
  return { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute }
}
