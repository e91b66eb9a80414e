// The public look-up: two fields; then how the dossier stands, without personal data beyond a masked name.
import { assetUrl } from '@motcua/ui/assets.ts'
import { Chip } from '@motcua/ui/chip.tsx'
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Language, type Shell } from '@motcua/ui/shell.ts'
import { isOverdue, type Status, status, statusNames, wasLate } from '../../records/dossiers/status.ts'
import type { HistoryRow } from '../../records/dossiers/store.ts'
import { momentSaid, momentTold, statusTone } from '../../web/dossier-words.ts'
import type { Found } from './look-up.ts'
import { maskName } from './mask-name.ts'
import { words } from './messages.ts'

export type LookUpProps = {
  shell: Shell
  code?: string | undefined
  errors?: { code?: string | undefined; figures?: string | undefined }
  refusal?: string | undefined
  /** An officer came from their worklist. */
  atWork?: boolean
}

export function LookUpPage({ shell, code, errors = {}, refusal, atWork }: LookUpProps) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.title} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.title}</h1>
      <ErrorSummary shell={shell} errors={errors} />
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <Form shell={shell} action={inLanguage(shell.language, '/look-up')}>
        <Field name="code" label={say.code} hint={say.codeHint} value={code} error={errors.code} maxlength={40} />
        <Field name="figures" label={say.figures} error={errors.figures} inputmode="numeric" maxlength={4} />
        <button class="button wide" type="submit">
          {say.submit}
        </button>
      </Form>
      {atWork ? <BackToWork shell={shell} /> : null}
    </Gate>
  )
}

function BackToWork({ shell }: { shell: Shell }) {
  return (
    <p class="after">
      <a href={inLanguage(shell.language, '/dossiers')}>{words[shell.language].backToWork}</a>
    </p>
  )
}

type FoundProps = { shell: Shell; dossier: Found; history: readonly HistoryRow[]; atWork: boolean }

export function FoundPage({ shell, dossier, history, atWork }: FoundProps) {
  const { language } = shell
  const say = words[language]
  const late = isOverdue(dossier, dossier.now)
  const inOwn = (vi: string, en: string) => (language === 'en' && en ? en : vi)
  const rows: [string, string][] = [
    [say.procedure, inOwn(dossier.procedure_vi, dossier.procedure_en)],
    [say.applicant, maskName(dossier.applicant_name)],
    [say.agency, inOwn(dossier.agency_vi, dossier.agency_en)],
    [say.received, dossier.received_at ? momentSaid(language, dossier.received_at) : ''],
    [say.due, dueOf(language, dossier)],
    [
      say.finished,
      dossier.finished_at && wasLate(dossier) ? say.finishedLate(momentSaid(language, dossier.finished_at)) : '',
    ],
  ]
  return (
    <Gate shell={shell} title={say.title} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <link rel="stylesheet" href={assetUrl('desk.css')} />
      <h1 class="pin">{dossier.code}</h1>
      <p>
        <Chip tone={statusTone(dossier.status)}>{statusNames[language][dossier.status]}</Chip>
      </p>
      {late ? <Overdue shell={shell} dossier={dossier} /> : null}
      <dl class="standing">
        {rows
          .filter(([, text]) => text !== '')
          .flatMap(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={text}>{text}</dd>])}
      </dl>
      <h2 class="after">{say.steps}</h2>
      <ol class="timeline">
        {statusChanges(history).map((row) => (
          <li key={row.at.getTime()}>
            {statusNames[language][row.status]}
            <small>{momentSaid(language, row.at)}</small>
          </li>
        ))}
      </ol>
      {dossier.help_phone && !late ? <p class="small">{say.ask(contactOf(dossier))}</p> : null}
      <a class="button second wide" href={inLanguage(language, '/look-up')}>
        {say.again}
      </a>
      {atWork ? <BackToWork shell={shell} /> : null}
    </Gate>
  )
}

/** Nothing where no result will come any more. */
function dueOf(language: Language, { status: now, due_at: due }: Found): string {
  const say = words[language]
  if (now === status.supplement) return say.paused
  if (now === status.refused || now === status.withdrawal || now === status.stopped) return ''
  return due ? momentSaid(language, due) : say.dueNone
}

function Overdue({ shell: { language }, dossier }: { shell: Shell; dossier: Found }) {
  const say = words[language]
  const due = dossier.due_at ? momentTold(language, dossier.due_at) : ''
  return (
    <Notice tone="stop" heading={say.overdue}>
      <p>{dossier.status === status.payment ? say.unpaidText(due) : say.overdueText(due)}</p>
      <p>{dossier.help_phone ? say.callOrGo(contactOf(dossier)) : say.goThere}</p>
    </Notice>
  )
}

/** "0274 0000 024 (07:30–17:00)" */
const contactOf = ({ help_phone: phone, help_hours: hours }: Found) => (hours ? `${phone} (${hours})` : phone)

/** Only when which status was reached: who did it, and what officers wrote to each other, is not the public's. */
const statusChanges = (history: readonly HistoryRow[]): { status: Status; at: Date }[] =>
  history.filter((row) => row.from_status !== row.to_status).map((row) => ({ status: row.to_status, at: row.at }))
