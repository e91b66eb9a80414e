// For officers and citizens: which door works now, what to do, and how the last 90 days went.
import { Chip, type ChipTone } from '@motcua/ui/chip.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Word } from '../../records/portal-watch/seen.ts'
import type { DayRow } from '../../records/portal-watch/store.ts'
import { DayStrip } from '../../web/day-strip.tsx'
import { portalWords } from '../../web/messages/verdict.ts'
import { clock, moment } from '../../web/times.ts'
import type { DoorsNow } from './doors.ts'
import { words } from './messages.ts'

const toneOf: Record<Word, ChipTone> = {
  ok: 'ready',
  degraded: 'care',
  'no-codes': 'stop',
  down: 'stop',
  unknown: 'plain',
}
const refresh = 30

export function StatusPage({ shell, doors, days }: { shell: Shell; doors: DoorsNow; days: readonly DayRow[] }) {
  const { language } = shell
  const say = words[language]
  const { portal, since, until, at } = doors
  return (
    <Gate
      shell={shell}
      title={say.title}
      lead={{ heading: say.leadHeading, text: say.leadText }}
      refreshAlways={refresh}
    >
      <h1>{say.title}</h1>
      <table class="facts">
        <tbody>
          <tr>
            <th scope="row">{say.portal}</th>
            <td>
              <Chip tone={toneOf[portal]} dot>
                {portalWords[language][portal]}
              </Chip>{' '}
              {since ? <small>{say.since(moment(language, since))}</small> : null}
            </td>
          </tr>
          <tr>
            <th scope="row">{say.standby}</th>
            <td>
              <Chip tone={until ? 'ready' : 'plain'} dot>
                {until ? say.open(clock(language, until)) : say.closed}
              </Chip>
            </td>
          </tr>
        </tbody>
      </table>
      <p>
        {say.todo[portal]} {adviceOf(shell, doors)}
      </p>
      <p>{say.citizens}</p>
      <a class="button second wide" href={inLanguage(language, '/sign-in')}>
        {say.signIn}
      </a>
      <h2 class="after">{say.history}</h2>
      <DayStrip language={language} days={days} now={portal} />
      <p class="small">{say.asOf(moment(language, at))}</p>
    </Gate>
  )
}

function adviceOf({ language, site }: Shell, { portal, until }: DoorsNow): string {
  const say = words[language]
  if (portal === 'ok' || portal === 'degraded') return ''
  return until ? say.useStandby : say.call(site.help)
}
