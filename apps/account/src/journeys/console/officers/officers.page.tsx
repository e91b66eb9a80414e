// Officers: find them by name and agency, or by ID number; below them the console's own users.
import { Chip } from '@motcua/ui/chip.tsx'
import { Check, ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { maskIdNumber } from '@motcua/web/mask.ts'
import type { Account } from '../../../records/accounts/store.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import type { Readiness } from '../../../records/readiness/store.ts'
import { agencyOf } from '../../../web/agency-name.ts'
import { moment } from '../../../web/times.ts'
import { AgencySelect } from '../agency-select.tsx'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { type PageOfList, Pages } from '../../../web/paging.tsx'
import { words } from './messages.ts'

export type OfficersProps = {
  frame: FrameState
  agencies: readonly (Agency & { depth: number })[]
  name: string
  agency: string
  /** Only accounts that nobody used for long. */
  isIdle: boolean
  officers: readonly Account[]
  readiness: ReadonlyMap<string, Readiness>
  total: number
  /** How many of those found are idle. */
  idle: number
  consoleUsers: readonly Account[]
  paging: PageOfList
  /** Digits were typed as a name: they belong into the other field. */
  digitsInName?: boolean
  number?: string | undefined
  error?: string | undefined
}

export function Officers(props: OfficersProps) {
  const { frame, name, agency, isIdle } = props
  const { shell } = frame
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/console/officers')
  return (
    <ConsoleFrame frame={frame} current="officers" title={say.title} action={<ImportList {...props} />}>
      {props.digitsInName ? <Notice tone="info" heading={say.digitsInName} live /> : null}
      <form method="get" action={path} class="filters">
        <input type="search" name="name" value={name} placeholder={say.byName} aria-label={say.byName} maxLength={60} />
        <AgencySelect shell={shell} agencies={props.agencies} chosen={agency} />
        <Check name="idle" value="1" label={say.idleOnly(props.idle)} checked={isIdle} />
        <button class="button second small" type="submit">
          {say.search}
        </button>
      </form>
      <NumberForm {...props} />
      <div class="stack">
        <section class="sheet">
          <h2>{say.count(props.total)}</h2>
          <OfficerTable {...props} />
          <Pages
            shell={shell}
            {...props.paging}
            path={path}
            query={{ ...(name ? { name } : {}), ...(agency ? { agency } : {}), ...(isIdle ? { idle: '1' } : {}) }}
          />
        </section>
        <ConsoleUsers {...props} />
      </div>
    </ConsoleFrame>
  )
}

function ImportList({ frame }: OfficersProps) {
  const { shell, mayChange } = frame
  if (!mayChange) return null
  return (
    <a class="button" href={inLanguage(shell.language, '/console/lists/officers')}>
      {words[shell.language].importList}
    </a>
  )
}

function NumberForm({ frame, number, error }: OfficersProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/console/officers')} class="find-person">
      <ErrorSummary shell={shell} errors={{ number: error }} />
      <Field name="number" label={say.byNumber} value={number} error={error} inputmode="numeric" maxlength={20} />
      <button class="button second" type="submit">
        {say.search}
      </button>
      <small>{say.byNumberHint}</small>
    </Form>
  )
}

function OfficerTable({ frame, officers, readiness }: OfficersProps) {
  const { shell } = frame
  const say = words[shell.language]
  if (officers.length === 0) {
    return (
      <div class="empty">
        <strong>{say.empty}</strong>
        {say.emptyText}
      </div>
    )
  }
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.name}</th>
          <th>{say.agency}</th>
          <th>{say.readiness}</th>
          <th>{say.lastSignIn}</th>
        </tr>
      </thead>
      <tbody>
        {officers.map((one) => (
          <tr key={one.id}>
            <td class="who-cell">
              <a href={inLanguage(shell.language, `/console/officers/${one.id}`)}>{one.name}</a>
              <small>{maskIdNumber(one.id_number ?? '')}</small>
            </td>
            <td class="who-cell">
              {agencyOf(shell.language, one)}
              <small>{say.roles[one.role ?? 'officer']}</small>
            </td>
            <td>
              <StateChip shell={shell} account={one} ready={readiness.get(one.id)?.ready ?? false} />
            </td>
            <td data-label={say.lastSignIn}>
              <LastSignIn shell={shell} account={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** When, and whether that is so long ago that the account is told as idle. */
export function LastSignIn({ shell, account }: { shell: FrameState['shell']; account: Account }) {
  const say = words[shell.language]
  const at = account.last_sign_in_at
  return (
    <>
      <small>{at ? moment(shell.language, at) : say.never}</small>
      {account.is_idle && !account.suspended_at ? (
        <>
          {' '}
          <Chip tone="care">{say.idle}</Chip>
        </>
      ) : null}
    </>
  )
}

export function StateChip({ shell, account, ready }: { shell: FrameState['shell']; account: Account; ready: boolean }) {
  const say = words[shell.language]
  if (account.suspended_at) return <Chip tone="stop">{say.suspended}</Chip>
  if (account.held_at) return <Chip tone="stop">{say.held}</Chip>
  if (account.kind !== 'officer') return <Chip tone="ready">{say.active}</Chip>
  return <Chip tone={ready ? 'ready' : 'care'}>{ready ? say.ready : say.notReady}</Chip>
}

function ConsoleUsers({ frame, consoleUsers }: OfficersProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <section class="sheet">
      <h2>{say.consoleUsers}</h2>
      <ul class="list plain">
        {consoleUsers.map((user) => (
          <li key={user.id}>
            <span class="who-cell">
              <a href={inLanguage(shell.language, `/console/officers/${user.id}`)}>{user.name}</a>
              <small>
                {user.username} · {say.roles[user.kind]}
              </small>
            </span>
            <span>
              {user.is_idle ? (
                <>
                  <LastSignIn shell={shell} account={user} />{' '}
                </>
              ) : null}
              <StateChip shell={shell} account={user} ready />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
