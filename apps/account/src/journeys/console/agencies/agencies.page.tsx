// The agencies: the province with those right below it, or those that a search finds.
import { inLanguage } from '@motcua/ui/shell.ts'
import type { ListedAgency } from '../../../records/agencies/store.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { AgencyTable } from './agency-table.tsx'
import { words } from './messages.ts'

export type AgenciesProps = { frame: FrameState; name: string; shown: readonly ListedAgency[]; total: number }

export function Agencies({ frame, name, shown, total }: AgenciesProps) {
  const { shell } = frame
  const say = words[shell.language]
  const importList = (
    <a class="button" href={inLanguage(shell.language, '/console/lists/agencies')}>
      {say.importList}
    </a>
  )
  return (
    <ConsoleFrame frame={frame} current="agencies" title={say.title} action={frame.mayChange ? importList : undefined}>
      <form method="get" action={inLanguage(shell.language, '/console/agencies')} class="filters">
        <input type="search" name="name" value={name} placeholder={say.find} aria-label={say.find} maxLength={60} />
        <button class="button second small" type="submit">
          {say.search}
        </button>
      </form>
      <section class="sheet">
        <h2>{say.count(name ? shown.length : total)}</h2>
        {shown.length > 0 ? (
          <AgencyTable shell={shell} agencies={shown} />
        ) : (
          <div class="empty">
            <strong>{name ? say.notFound : say.empty}</strong>
            {name ? say.notFoundText : say.emptyText}
          </div>
        )}
      </section>
    </ConsoleFrame>
  )
}
