// One move with its words: the reason, or the colleague who is to go on.
import { ErrorSummary, Form, Select, TextArea } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Step } from '../../../records/dossiers/moves.ts'
import { DeskFrame } from '../../../web/desk-frame.tsx'
import type { Person } from '../../../web/person.ts'
import { words } from '../messages.ts'
import type { OpenDossier } from './read-dossier.ts'

export type MoveProps = OpenDossier & {
  shell: Shell
  person: Person
  step: Step
  /** What was typed, kept after a refusal. */
  typed?: { note: string; to: string }
  errors?: { note?: string | undefined; to?: string | undefined }
}

export function MovePage(props: MoveProps) {
  const { shell, person, dossier, step, counts, errors = {}, typed } = props
  const say = words[shell.language]
  const back = inLanguage(shell.language, `/dossiers/${dossier.code}`)
  return (
    <DeskFrame
      shell={shell}
      person={person}
      counts={counts}
      title={say.moves[step.move]}
      subtitle={`${dossier.code} · ${shell.language === 'vi' ? dossier.procedure_vi : dossier.procedure_en} · ${dossier.applicant_name}`}
      current={dossier.holder_sub === person.sub ? 'mine' : 'agency'}
    >
      <ErrorSummary shell={shell} errors={errors} />
      {step.move === 'ask-supplement' && dossier.supplements > 0 ? (
        <Notice tone="care" heading={say.secondSupplement}>
          <p>{say.secondSupplementText}</p>
        </Notice>
      ) : null}
      <section class="sheet narrow">
        <Form shell={shell} action={`${back}/${step.move}`}>
          <input type="hidden" name="version" value={String(dossier.version)} />
          {step.move === 'hand-over' ? <Colleagues {...props} /> : null}
          <TextArea
            name="note"
            label={say.noteLabels[step.move] ?? say.noteOptional}
            value={typed?.note}
            error={errors.note}
            maxlength={1000}
            required={step.needsNote ?? false}
            rows={4}
          />
          <div class="actions">
            <button class={step.move === 'stop' || step.move === 'refuse' ? 'button danger' : 'button'} type="submit">
              {say.moves[step.move]}
            </button>
            <a class="button second" href={back}>
              {say.back}
            </a>
          </div>
        </Form>
      </section>
    </DeskFrame>
  )
}

function Colleagues({ shell, person, dossier, processors, typed, errors }: MoveProps) {
  const say = words[shell.language]
  const others = processors.filter((one) => one.sub !== dossier.holder_sub)
  const options = [
    { value: '', label: say.toQueue },
    ...others.map((one) => ({ value: one.sub, label: one.sub === person.sub ? say.myself(one.name) : one.name })),
  ]
  return <Select name="to" label={say.toWhom} options={options} value={typed?.to ?? ''} error={errors?.to} />
}
