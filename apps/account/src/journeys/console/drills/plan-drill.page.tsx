// The form that plans a drill: who, when, what for; with password and code where the last proof is older than 5 minutes.
import { ErrorSummary, Field, Form, TextArea } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words as shared } from '../messages.ts'
import { ProofFields } from '../proof-fields.tsx'
import { ScopeFields } from '../scope-fields.tsx'
import { words } from './messages.ts'
import type { PlanErrors, TypedPlan } from './read-plan.ts'

export type PlanDrillProps = {
  frame: FrameState
  agencies: readonly Agency[]
  typed: TypedPlan
  errors?: PlanErrors | undefined
  refusal?: string | undefined
}

export function PlanDrill(props: PlanDrillProps) {
  const { frame, refusal } = props
  const say = words[frame.shell.language]
  return (
    <ConsoleFrame frame={frame} current="drills" title={say.planTitle} scripts={['filter-list.js']}>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <div class="cols">
        <section class="sheet">
          <PlanForm {...props} />
        </section>
        <section class="sheet">
          <h2>{say.rulesHeading}</h2>
          <ul class="small">
            {say.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </section>
      </div>
    </ConsoleFrame>
  )
}

function PlanForm({ frame, agencies, typed, errors = {} }: PlanDrillProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/console/drills/new')} class="opening">
      <ErrorSummary shell={shell} errors={errors} />
      <ScopeFields shell={shell} legend={say.scope} agencies={agencies} typed={typed} errors={errors} />
      <Field name="date" type="date" label={say.date} value={typed.date} error={errors.date} />
      <div class="pair">
        <Field name="from" type="time" label={say.from} value={typed.from} error={errors.from} />
        <Field name="to" type="time" label={say.to} value={typed.to} error={errors.to} />
      </div>
      <p class="small">{say.toHint}</p>
      <TextArea
        name="reason"
        label={say.reason}
        hint={say.reasonHint}
        value={typed.reason}
        error={errors.reason}
        rows={2}
        maxlength={500}
      />
      {frame.isFresh ? null : (
        <>
          <Notice tone="info" heading={shared[shell.language].proofHeading}>
            <p>{shared[shell.language].proofText}</p>
          </Notice>
          <ProofFields shell={shell} errors={errors} />
        </>
      )}
      <div class="actions">
        <button class="button" type="submit">
          {say.submit}
        </button>
        <a class="button second" href={inLanguage(shell.language, '/console/drills')}>
          {say.back}
        </a>
      </div>
    </Form>
  )
}
