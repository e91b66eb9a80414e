// One dossier: what it is, when it is due, what may be done with it now, and everything that was done.
import { Chip } from '@motcua/ui/chip.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { type Status, status as statuses, statusNames } from '../../../records/dossiers/status.ts'
import type { Move } from '../../../records/dossiers/moves.ts'
import { DeskFrame } from '../../../web/desk-frame.tsx'
import { dueSaid, momentSaid, statusTone } from '../../../web/dossier-words.ts'
import type { Person } from '../../../web/person.ts'
import { holderSaid } from '../holder-said.ts'
import { moveSaid, words } from '../messages.ts'
import { Facts, Papers } from './facts.tsx'
import { NextSteps } from './next-steps.tsx'
import type { OpenDossier } from './read-dossier.ts'

export type DossierProps = OpenDossier & {
  shell: Shell
  person: Person
  /** What has just been done, told once. */
  done?: 'received' | Move | undefined
  /** Why the last order was not carried out. */
  refusal?: string | undefined
}

export function DossierPage(props: DossierProps) {
  const { shell, person, dossier, counts } = props
  return (
    <DeskFrame
      shell={shell}
      person={person}
      counts={counts}
      title={dossier.code}
      subtitle={shell.language === 'vi' ? dossier.procedure_vi : dossier.procedure_en}
      current={dossier.holder_sub === person.sub ? 'mine' : 'agency'}
      action={dossier.received_at ? <PrintLink {...props} /> : undefined}
    >
      <Told {...props} />
      <div class="cols one-dossier">
        <div class="stack">
          <Facts shell={shell} dossier={dossier} />
          <Papers shell={shell} dossier={dossier} />
        </div>
        <div class="stack">
          <Standing {...props} />
          <NextSteps shell={shell} person={person} dossier={dossier} />
          <History {...props} />
        </div>
      </div>
    </DeskFrame>
  )
}

function PrintLink({ shell, dossier }: DossierProps) {
  return (
    <a class="button second" href={inLanguage(shell.language, `/dossiers/${dossier.code}/receipt`)}>
      {words[shell.language].print}
    </a>
  )
}

function Told({ shell, dossier, done, refusal }: DossierProps) {
  const say = words[shell.language]
  if (refusal) return <Notice tone="stop" heading={refusal} live />
  if (done === 'received')
    return (
      <Notice tone="ready" heading={say.received} live>
        <p>{say.receivedText(dossier.due_at ? momentSaid(shell.language, dossier.due_at) : '')}</p>
      </Notice>
    )
  if (!done) return null
  return (
    <Notice tone="ready" heading={say.moved} live>
      <p>{say.movedText(say.moves[done])}</p>
    </Notice>
  )
}

function Standing({ shell, dossier, calendar, now }: DossierProps) {
  const say = words[shell.language]
  const due = dueSaid(shell.language, calendar, dossier, now)
  return (
    <section class="sheet">
      <div class="row">
        <Chip tone={statusTone(dossier.status)}>{statusNames[shell.language][dossier.status]}</Chip>
        <Chip tone={due.tone}>{due.text}</Chip>
      </div>
      <dl class="standing">
        <dt>{say.dueAt}</dt>
        <dd>{dossier.due_at ? momentSaid(shell.language, dossier.due_at) : say.dueNever}</dd>
        <dt>{say.holder}</dt>
        <dd>{holderSaid(shell.language, dossier)}</dd>
      </dl>
      {dossier.paused_at && dossier.status === statuses.supplement ? (
        <p class="small">{say.pausedSince(momentSaid(shell.language, dossier.paused_at))}</p>
      ) : null}
      {dossier.supplements > 1 ? <Chip tone="stop">{say.countsAsOverdue}</Chip> : null}
    </section>
  )
}

function History({ shell, history }: DossierProps) {
  const say = words[shell.language]
  return (
    <section class="sheet">
      <h2>{say.history}</h2>
      <ol class="timeline">
        {history.map((row) => (
          <li key={row.version}>
            <b>{moveSaid(shell.language, row.move)}</b>{' '}
            {row.from_status === row.to_status ? null : <StatusName shell={shell} status={row.to_status} />}
            <small>
              {momentSaid(shell.language, row.at)} · {say.by(row.by_name, say.doors[row.door])}
            </small>
            {row.to_name ? <small>{say.to(row.to_name)}</small> : null}
            {row.note ? <p class="said">{row.note}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}

function StatusName({ shell, status }: { shell: Shell; status: Status }) {
  return <Chip tone={statusTone(status)}>{statusNames[shell.language][status]}</Chip>
}
