// Our looks at each part of the portal: the last one, and how the hour went.
import { Chip } from '@motcua/ui/chip.tsx'
import type { Language } from '@motcua/ui/shell.ts'
import type { ProbeKind } from '../../../records/portal-watch/seen.ts'
import type { ProbeRow } from '../../../records/portal-watch/store.ts'
import { probeErrors, probeKinds } from '../../../web/messages/verdict.ts'
import { clockSeconds } from '../../../web/times.ts'
import { words } from './messages.ts'

const order: readonly ProbeKind[] = ['dns', 'tls', 'discovery', 'keys', 'authorize', 'token']

export function ProbeTable({ language, probes }: { language: Language; probes: readonly ProbeRow[] }) {
  const say = words[language]
  if (probes.length === 0) return <p>{say.noProbes}</p>
  const rows = order.flatMap((kind) => probes.filter((probe) => probe.kind === kind))
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.probe}</th>
          <th>{say.result}</th>
          <th class="num">{say.took}</th>
          <th class="num">{say.usual}</th>
          <th class="num">{say.failed}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ kind, error, ms, usual, failed, looks, at }) => (
          <tr key={kind}>
            <td>
              <b>{probeKinds[language][kind]}</b>
            </td>
            <td data-label={say.result}>
              <Chip tone={error ? 'stop' : 'ready'}>{error ? probeErrors[language][error] : say.fineResult}</Chip>{' '}
              <small>{clockSeconds(language, at)}</small>
            </td>
            <td class="num" data-label={say.took}>
              {say.ms(ms)}
            </td>
            <td class="num" data-label={say.usual}>
              {say.ms(Math.round(usual))}
            </td>
            <td class="num" data-label={say.failed}>
              {say.ofLooks(failed, looks)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
