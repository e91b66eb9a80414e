// A bar for each agency: how many of its officers could work at the standby door now.
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { AgencyReadiness } from '../records/readiness/store.ts'
import { shortName } from './agency-name.ts'

/** Under this share a bar warns. */
const enough = 0.9

/** The agencies with the smallest share of ready people first. */
export const lowestFirst = (agencies: readonly AgencyReadiness[], count: number): AgencyReadiness[] =>
  [...agencies].sort((a, b) => a.ready / a.total - b.ready / b.total).slice(0, count)

type MetersProps = {
  shell: Shell
  agencies: readonly AgencyReadiness[]
  /** The page that shows one agency by ?agency=, without its language. */
  path: string
}

export function AgencyMeters({ shell, agencies, path }: MetersProps) {
  return (
    <>
      {agencies.map((agency) => (
        <div class="meter" key={agency.code}>
          <a href={inLanguage(shell.language, `${path}?agency=${agency.code}`)}>{shortName(shell.language, agency)}</a>
          <progress
            class={agency.ready / agency.total >= enough ? 'ready' : 'care'}
            max={agency.total}
            value={agency.ready}
            aria-hidden="true"
          />
          <span class="num">
            {agency.ready}/{agency.total}
          </span>
        </div>
      ))}
    </>
  )
}
