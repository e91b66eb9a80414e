// Reminders that were sent: to whom, by whom, and what became of them.
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Language, type Shell } from '@motcua/ui/shell.ts'
import type { Campaign } from '../../../records/campaigns/store.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { words as readinessWords } from '../../../web/messages/readiness.ts'
import { clock, day } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'

type CampaignsProps = { frame: FrameState; campaigns: readonly Campaign[]; isDone: boolean }

export function Campaigns({ frame, campaigns, isDone }: CampaignsProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame
      frame={frame}
      current="campaigns"
      title={say.title}
      action={
        frame.mayChange ? (
          <a class="button small" href={inLanguage(shell.language, '/console/campaigns/new')}>
            {say.start}
          </a>
        ) : null
      }
    >
      {isDone ? (
        <Notice tone="ready" heading={say.done} live>
          <p>{say.doneText}</p>
        </Notice>
      ) : null}
      <p class="prose">{say.intro}</p>
      <section class="sheet">
        <h2>{say.past}</h2>
        {campaigns.length === 0 ? (
          <div class="empty">
            <strong>{say.empty}</strong>
            {say.emptyText}
          </div>
        ) : (
          <CampaignTable shell={shell} campaigns={campaigns} />
        )}
      </section>
    </ConsoleFrame>
  )
}

function CampaignTable({ shell, campaigns }: { shell: Shell; campaigns: readonly Campaign[] }) {
  const { language } = shell
  const say = words[language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.when}</th>
          <th>{say.forWhom}</th>
          <th>{say.about}</th>
          <th>{say.by}</th>
          <th>{say.result}</th>
        </tr>
      </thead>
      <tbody>
        {campaigns.map((campaign) => (
          <tr key={campaign.id}>
            <td>
              {day(language, campaign.sent_at)}
              <br />
              <small>{clock(language, campaign.sent_at)}</small>
            </td>
            <td>{namesOf(language, campaign) || say.everyone}</td>
            <td>{readinessWords[language].lacks[campaign.lack]}</td>
            <td>
              {say.channels[campaign.channel]}
              <br />
              <small>{campaign.sent_by_name}</small>
            </td>
            <td data-label={say.result}>
              {say.sentOf(campaign.sent, campaign.recipients)}
              {campaign.failed > 0 ? ` · ${say.failed(campaign.failed)}` : ''}
              <br />
              <small>{say.readyNow(campaign.ready_now)}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const namesOf = (language: Language, { names_vi, names_en }: Campaign) =>
  names_vi.map((name_vi, i) => nameIn(language, { name_vi, name_en: names_en[i] ?? null })).join(', ')
