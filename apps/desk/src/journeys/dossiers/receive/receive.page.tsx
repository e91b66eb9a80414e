// The reception form: procedure first, then applicant, papers, and how the result is to be had. One page, one form.
import { ErrorSummary, Field, Form, Radio, TextArea } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Counts } from '../../../records/dossiers/worklist.ts'
import type { Procedure } from '../../../records/procedures/store.ts'
import { DeskFrame } from '../../../web/desk-frame.tsx'
import { momentSaid, moneySaid, termSaid } from '../../../web/dossier-words.ts'
import type { Person } from '../../../web/person.ts'
import type { Fields } from './fields.ts'
import { type FieldErrors, words } from './messages.ts'
import { PaperRows } from './paper-rows.tsx'

export type ReceiveProps = {
  shell: Shell
  person: Person
  counts: Counts
  formId: string
  fields: Fields
  procedures: readonly Procedure[]
  /** The one that was chosen. */
  procedure?: Procedure | undefined
  /** When the result would be due if it were received now. */
  dueIfNow?: Date | undefined
  /** When the draft shown was saved. */
  savedAt?: Date | undefined
  errors?: FieldErrors
  /** A sentence for the form as a whole. */
  refusal?: string | undefined
}

export function ReceivePage(props: ReceiveProps) {
  const { shell, person, procedure, errors = {}, refusal, savedAt } = props
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/dossiers/new')
  return (
    <DeskFrame
      shell={shell}
      person={person}
      counts={props.counts}
      title={say.title}
      subtitle={person.agencyName[shell.language]}
      current="receive"
      scripts={['reception-draft.js']}
    >
      <ErrorSummary shell={shell} errors={errors} />
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      {savedAt ? (
        <Notice tone="info" heading={say.restored(momentSaid(shell.language, savedAt))} live>
          <p>{say.restoredText}</p>
        </Notice>
      ) : null}
      <Form shell={shell} action={path} id="reception" class="reception">
        <input type="hidden" name="form_id" value={props.formId} />
        <div class="stack">
          <ProcedureSheet {...props} />
          {procedure ? <Rest {...props} procedure={procedure} /> : null}
        </div>
        {procedure ? (
          <div class="actions after">
            <button class="button" type="submit">
              {say.submit}
            </button>
            <button
              class="button quiet"
              type="submit"
              formaction={inLanguage(shell.language, '/dossiers/draft')}
              name="do"
              value="discard"
            >
              {say.discard}
            </button>
            <span class="small" data-draft-state={say.saved} role="status" />
          </div>
        ) : null}
      </Form>
    </DeskFrame>
  )
}

function ProcedureSheet(props: ReceiveProps) {
  const { shell, fields, procedures, errors = {} } = props
  const say = words[shell.language]
  const inOwn = (one: Procedure) => (shell.language === 'vi' ? one.name_vi : one.name_en)
  return (
    <section class="sheet">
      {/* The first button of a form is the one that Enter presses: it must be the form's own. */}
      {props.procedure ? <button class="visually-hidden" type="submit" tabIndex={-1} aria-hidden="true" /> : null}
      <div class={errors.procedure ? 'field bad' : 'field'}>
        <label for="procedure">{say.procedure}</label>
        <select id="procedure" name="procedure" aria-describedby={errors.procedure ? 'procedure-error' : undefined}>
          <option value="">{say.procedureChoose}</option>
          {procedures.map((one) => (
            <option key={one.code} value={one.code} selected={one.code === fields['procedure']}>
              {one.code} · {inOwn(one)}
            </option>
          ))}
        </select>
        {errors.procedure ? (
          <span class="error" id="procedure-error">
            {errors.procedure}
          </span>
        ) : null}
      </div>
      <button
        class="button second small"
        type="submit"
        formaction={inLanguage(shell.language, '/dossiers/draft')}
        data-choose
      >
        {say.procedureButton}
      </button>
      {props.procedure ? (
        <ProcedureFacts {...props} procedure={props.procedure} />
      ) : (
        <p class="small after">{say.procedureFirst}</p>
      )}
    </section>
  )
}

function ProcedureFacts({ shell, procedure, dueIfNow }: ReceiveProps & { procedure: Procedure }) {
  const say = words[shell.language]
  const note = shell.language === 'vi' ? procedure.fee_note_vi : procedure.fee_note_en
  const fee = note || (procedure.fee > 0 ? moneySaid(shell.language, procedure.fee) : say.free)
  return (
    <p class="small after">
      {say.term}: <b>{termSaid(shell.language, { unit: procedure.term_unit, amount: procedure.term_amount })}</b> ·{' '}
      {say.fee}: <b>{fee}</b>
      {dueIfNow ? (
        <>
          <br />
          {say.dueIfNow(momentSaid(shell.language, dueIfNow))}
        </>
      ) : null}
    </p>
  )
}

function Rest(props: ReceiveProps & { procedure: Procedure }) {
  return (
    <>
      <ApplicantSheet {...props} />
      <PaperRows shell={props.shell} fields={props.fields} procedure={props.procedure} error={props.errors?.papers} />
      <ResultSheet {...props} />
    </>
  )
}

function ApplicantSheet({ shell, fields, errors = {} }: ReceiveProps) {
  const say = words[shell.language]
  const field = (name: keyof FieldErrors) => ({ name, value: fields[name], error: errors[name] })
  const kind = fields['applicant_kind'] ?? 'citizen'
  return (
    <section class="sheet">
      <h2>{say.applicant}</h2>
      <fieldset id="applicant_kind">
        <legend>{say.kindLegend}</legend>
        <div class="two">
          {(['citizen', 'organisation'] as const).map((value) => (
            <Radio key={value} name="applicant_kind" value={value} label={say[value]} checked={kind === value} />
          ))}
        </div>
      </fieldset>
      <div class="two">
        <Field {...field('applicant_name')} label={say.name} maxlength={200} />
        <Field
          {...field('applicant_id_number')}
          label={say.idNumber}
          hint={say.idNumberHint}
          inputmode="numeric"
          maxlength={20}
        />
        <Field {...field('applicant_phone')} label={say.phone} type="tel" inputmode="tel" maxlength={20} />
        <Field {...field('applicant_email')} label={say.email} type="email" inputmode="email" maxlength={200} />
      </div>
      <Field {...field('applicant_address')} label={say.address} maxlength={300} />
    </section>
  )
}

function ResultSheet({ shell, fields, errors = {} }: ReceiveProps) {
  const say = words[shell.language]
  return (
    <section class="sheet">
      <div class="two">
        <Choice
          name="result_way"
          legend={say.wayLegend}
          options={say.ways}
          chosen={fields['result_way'] ?? 'counter'}
          error={errors.result_way}
        />
        <Choice
          name="channel"
          legend={say.channelLegend}
          options={say.channels}
          chosen={fields['channel'] ?? '1'}
          error={errors.channel}
        />
      </div>
      <Field
        name="sets"
        label={say.sets}
        type="number"
        inputmode="numeric"
        value={fields['sets'] ?? '1'}
        error={errors.sets}
        class="short"
      />
      <TextArea name="note" label={say.note} value={fields['note']} maxlength={1000} rows={2} />
    </section>
  )
}

type ChoiceProps = {
  name: string
  legend: string
  options: Record<string, string>
  chosen: string
  error?: string | undefined
}

function Choice({ name, legend, options, chosen, error }: ChoiceProps) {
  return (
    <fieldset id={name}>
      <legend>{legend}</legend>
      {error ? <p class="field error-text">{error}</p> : null}
      {Object.entries(options).map(([value, label]) => (
        <Radio key={value} name={name} value={value} label={label} checked={chosen === value} />
      ))}
    </fieldset>
  )
}
