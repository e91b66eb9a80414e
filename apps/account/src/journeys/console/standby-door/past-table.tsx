// Earlier openings, the newest first: when, for whom, why and by whom, how it ended, how many came in.
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { CoveredName, Period } from '../../../records/standby/store.ts'
import { clock, day } from '../../../web/times.ts'
import { doerText } from './doer-text.ts'
import { words } from './messages.ts'
import { scopeText } from './scope-text.ts'

type PastProps = { shell: Shell; periods: readonly Period[]; names: readonly CoveredName[] }

export function PastTable({ shell, periods, names }: PastProps) {
  const { language } = shell
  const say = words[language]
  if (periods.length === 0) {
    return (
      <div class="empty">
        <strong>{say.pastEmpty}</strong>
        {say.pastEmptyText}
      </div>
    )
  }
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.when}</th>
          <th>{say.forWhom}</th>
          <th>{say.why}</th>
          <th>{say.ended}</th>
          <th class="num">{say.people}</th>
        </tr>
      </thead>
      <tbody>
        {periods.map((period) => (
          <tr key={period.id}>
            <td>
              <a href={inLanguage(language, `/console/standby/${period.id}/report`)}>
                {day(language, period.opened_at)}
              </a>
              <br />
              <small class="one-line">
                {clock(language, period.opened_at)}–{clock(language, endOf(period))}
              </small>
            </td>
            <td>
              {scopeText(
                language,
                period.scope,
                names.filter((name) => name.period_id === period.id),
              )}
            </td>
            <td>
              {period.reason}
              <br />
              <small>{doerText(language, { name: period.opened_by_name, policyId: period.policy_id })}</small>
            </td>
            <td data-label={say.ended}>{endText(shell, period)}</td>
            <td class="num" data-label={say.people}>
              {period.signed_in}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A lapsed one ended at its time, however late the keeper wrote it down. */
const endOf = ({ closed_at, until }: Period) => (closed_at && closed_at < until ? closed_at : until)

function endText(shell: Shell, period: Period) {
  const say = words[shell.language]
  if (period.close_reason === null || period.close_reason === 'lapsed') return say.lapsed
  return (
    <>
      {say.closedBy(doerText(shell.language, { name: period.closed_by_name, policyId: period.policy_id }))}
      <br />
      <small>{period.close_reason}</small>
    </>
  )
}
