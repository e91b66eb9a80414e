// The moves that this person may make now, and no others: plain ones by a button, those with words on a page of their own.
import { Form } from '@motcua/ui/form.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { type Step, stepsFor } from '../../../records/dossiers/moves.ts'
import type { Dossier } from '../../../records/dossiers/store.ts'
import type { Person } from '../../../web/person.ts'
import { words } from '../messages.ts'

type StepsProps = { shell: Shell; person: Person; dossier: Dossier }

export function NextSteps({ shell, person, dossier }: StepsProps) {
  const say = words[shell.language]
  const steps = stepsFor(person, dossier)
  return (
    <section class="sheet no-print">
      <h2>{say.actions}</h2>
      {steps.length === 0 ? <p>{say.noActions}</p> : null}
      <div class="next-steps">
        {steps.map((step, i) => (
          <NextStep key={step.move} shell={shell} dossier={dossier} step={step} isFirst={i === 0} />
        ))}
      </div>
    </section>
  )
}

type OneProps = { shell: Shell; dossier: Dossier; step: Step; isFirst: boolean }

function NextStep({ shell, dossier, step, isFirst }: OneProps) {
  const path = inLanguage(shell.language, `/dossiers/${dossier.code}/${step.move}`)
  const label = words[shell.language].moves[step.move]
  const look = step.move === 'refuse' || step.move === 'stop' ? 'button danger' : isFirst ? 'button' : 'button second'
  if (step.needsNote || step.move === 'hand-over')
    return (
      <a class={`${look} wide`} href={path}>
        {label}
      </a>
    )
  return (
    <Form shell={shell} action={path}>
      <input type="hidden" name="version" value={String(dossier.version)} />
      <button class={`${look} wide`} type="submit">
        {label}
      </button>
    </Form>
  )
}
