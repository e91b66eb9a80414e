// Four big figures: of the opening while the door is open, of readiness while it is closed.
import type { Shell } from '@motcua/ui/shell.ts'
import type { ReadinessTotal } from '../../../records/readiness/store.ts'
import type { DoorFigures, Period } from '../../../records/standby/store.ts'
import { clock, day } from '../../../web/times.ts'
import { spanText } from '../span-text.ts'
import { words } from './messages.ts'

export type OpenFigures = DoorFigures & { covered: number; since: Date; now: Date }
export type ClosedFigures = { readiness: ReadinessTotal; last: Period | undefined; requests: number }

type Cell = { label: string; value: string; note: string }

function Figures({ cells }: { cells: readonly Cell[] }) {
  return (
    <div class="figures">
      {cells.map((cell) => (
        <div class="sheet" key={cell.label}>
          <small>{cell.label}</small>
          <b>{cell.value}</b>
          <small>{cell.note}</small>
        </div>
      ))}
    </div>
  )
}

const seconds = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 1000

export function WhileOpen({ shell, figures }: { shell: Shell; figures: OpenFigures }) {
  const { language } = shell
  const say = words[language]
  const { signed_in, covered, first_at, since, now, codes_sent, codes_entered } = figures
  return (
    <Figures
      cells={[
        { label: say.signedIn, value: String(signed_in), note: say.ofCovered(covered) },
        {
          label: say.firstIn,
          value: first_at ? spanText(language, seconds(since, first_at)) : '–',
          note: first_at ? say.firstInText : say.nobodyYet,
        },
        { label: say.openFor, value: spanText(language, seconds(since, now)), note: say.since(clock(language, since)) },
        {
          label: say.codes,
          value: codes_sent > 0 ? `${Math.floor((codes_entered / codes_sent) * 100)} %` : '–',
          note: codes_sent > 0 ? say.codesText(codes_entered, codes_sent) : say.noCodes,
        },
      ]}
    />
  )
}

export function WhileClosed({ shell, figures }: { shell: Shell; figures: ClosedFigures }) {
  const { language } = shell
  const say = words[language]
  const { readiness, last, requests } = figures
  return (
    <Figures
      cells={[
        { label: say.readyNow, value: String(readiness.ready), note: say.readyText(readiness.total) },
        {
          label: say.notReady,
          value: String(readiness.total - readiness.ready),
          note: say.notReadyText(readiness.agencies_short),
        },
        {
          label: say.lastOpened,
          value: last ? day(language, last.opened_at) : '–',
          note: last ? say.lastSignedIn(last.signed_in) : say.never,
        },
        { label: say.requestsWaiting, value: String(requests), note: say.requestsText },
      ]}
    />
  )
}
