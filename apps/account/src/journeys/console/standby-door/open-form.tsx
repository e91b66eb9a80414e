// The form that opens the door: for whom, why, for how long; with password and code where the last proof is older than 5 minutes.
import { ErrorSummary, Field, Form, Radio, TextArea } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import type { FrameState } from '../frame-state.ts'
import { words as shared } from '../messages.ts'
import { ProofFields } from '../proof-fields.tsx'
import { ScopeFields } from '../scope-fields.tsx'
import type { Door } from './doors.ts'
import { words } from './messages.ts'
import type { OpeningErrors, TypedOpening } from './read-opening.ts'

type OpenFormProps = {
  frame: FrameState
  agencies: readonly Agency[]
  /** Doors that are open while the form is shown: an opening over them is meant as their extension. */
  doors: readonly Door[]
  typed: TypedOpening
  errors?: OpeningErrors | undefined
}

export function OpenForm({ frame, agencies, doors, typed, errors = {} }: OpenFormProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/console/standby/open')} class="opening">
      <ErrorSummary shell={shell} errors={errors} />
      <input type="hidden" name="seen" value={doors.flatMap((door) => door.ids).join()} />
      <ScopeFields shell={shell} legend={say.scope} agencies={agencies} typed={typed} errors={errors}>
        <Radio
          name="scope"
          value="people"
          label={say.chosen}
          hint={say.chosenHint}
          checked={typed.scope === 'people'}
        />
        <div class="when-people">
          <TextArea
            name="people"
            label={say.peopleLabel}
            value={typed.people}
            error={errors.people}
            rows={4}
            maxlength={4000}
          />
        </div>
      </ScopeFields>
      <TermsFields
        frame={frame}
        typed={typed}
        errors={errors}
        minutesLabel={say.minutes}
        minutesHint={say.minutesHint}
      />
      <button class="button" type="submit">
        {say.open}
      </button>
    </Form>
  )
}

type TermsProps = {
  frame: FrameState
  typed: Pick<TypedOpening, 'reason' | 'minutes'>
  errors: OpeningErrors
  minutesLabel: string
  minutesHint: string
}

/** Reason, minutes and the proof: the same for an opening and an extension. */
export function TermsFields({ frame, typed, errors, minutesLabel, minutesHint }: TermsProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <>
      <TextArea
        name="reason"
        label={say.reason}
        hint={say.reasonHint}
        value={typed.reason}
        error={errors.reason}
        rows={2}
        maxlength={500}
      />
      <Field
        name="minutes"
        type="number"
        inputmode="numeric"
        label={minutesLabel}
        hint={minutesHint}
        value={typed.minutes}
        error={errors.minutes}
      />
      {frame.isFresh ? null : (
        <>
          <Notice tone="info" heading={shared[shell.language].proofHeading}>
            <p>{shared[shell.language].proofText}</p>
          </Notice>
          <ProofFields shell={shell} errors={errors} />
        </>
      )}
    </>
  )
}
