// The tree of agencies: how many officers each has, and whom they call.
import { Chip } from '@motcua/ui/chip.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { ListedAgency } from '../../../records/agencies/store.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'

export type AgenciesProps = { frame: FrameState; agencies: readonly ListedAgency[] }

export function Agencies({ frame, agencies }: AgenciesProps) {
  const { shell } = frame
  const say = words[shell.language]
  const importList = (
    <a class="button" href={inLanguage(shell.language, '/console/lists/agencies')}>
      {say.importList}
    </a>
  )
  return (
    <ConsoleFrame
      frame={frame}
      current="agencies"
      title={say.title}
      action={frame.mayChange ? importList : undefined}
      scripts={['filter-rows.js']}
    >
      <section class="sheet">
        {agencies.length === 0 ? (
          <div class="empty">
            <strong>{say.empty}</strong>
            {say.emptyText}
          </div>
        ) : (
          <>
            <div class="row">
              <h2>{say.count(agencies.length)}</h2>
              <input type="search" hidden data-filter-rows="#agencies" placeholder={say.find} aria-label={say.find} />
            </div>
            <AgencyTable frame={frame} agencies={agencies} />
          </>
        )}
      </section>
    </ConsoleFrame>
  )
}

function AgencyTable({ frame, agencies }: AgenciesProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <table class="cards" id="agencies">
      <thead>
        <tr>
          <th>{say.name}</th>
          <th>{say.kind}</th>
          <th class="num">{say.officers}</th>
          <th>{say.help}</th>
        </tr>
      </thead>
      <tbody>
        {agencies.map((agency) => (
          <tr key={agency.code}>
            <td class={`who-cell under-${Math.min(agency.depth, 2)}`}>
              <a href={inLanguage(shell.language, `/console/agencies/${agency.code}`)}>
                {shell.language === 'vi' ? agency.name_vi : agency.name_en}
              </a>
              <small>{agency.code}</small>
            </td>
            <td>{agency.is_valid ? <small>{say.kinds[agency.kind]}</small> : <Chip tone="plain">{say.past}</Chip>}</td>
            <td class="num" data-label={say.officers}>
              {agency.officers}
            </td>
            <td data-label={say.help}>
              <small>{[agency.help_phone, agency.help_hours].filter(Boolean).join(' · ') || say.noHelp}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
