// Form parts: label above, hint below, the error in the field's place and in a summary.
import type { ComponentChildren } from 'preact'
import type { Shell } from './shell.ts'
import { words } from './words.ts'

type FormProps = { shell: Shell; action: string; class?: string; id?: string; children: ComponentChildren }

/** A POST form with the token that proves it came from our page. */
export function Form({ shell, action, children, ...rest }: FormProps) {
  return (
    <form method="post" action={action} noValidate {...rest}>
      <input type="hidden" name="_token" value={shell.token} />
      {children}
    </form>
  )
}

export type FieldProps = {
  name: string
  label: string
  hint?: ComponentChildren
  error?: string | undefined
  value?: string | undefined
  type?: 'text' | 'password' | 'tel' | 'email' | 'number' | 'search' | 'date' | 'time' | 'datetime-local'
  autocomplete?: string
  inputmode?: 'numeric' | 'tel' | 'text' | 'email' | 'search'
  maxlength?: number
  required?: boolean
  placeholder?: string
  /** "code" shows six large, spaced figures. */
  class?: string
  /** Typing may begin at once. A refused field takes the focus in any case; of several, the browser takes the first. */
  autofocus?: boolean
}

export function Field({ name, label, hint, error, class: extra, ...input }: FieldProps) {
  const { value, type = 'text', autocomplete, inputmode, maxlength, required, placeholder, autofocus } = input
  return (
    <div class={['field', extra ?? '', error ? 'bad' : ''].filter(Boolean).join(' ')}>
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        // preact's types part inputs by a literal type; any of ours takes the same attributes as 'text'.
        type={type as 'text'}
        value={value}
        autocomplete={autocomplete ?? 'off'}
        inputMode={inputmode}
        maxLength={maxlength}
        required={required}
        placeholder={placeholder}
        autofocus={autofocus || Boolean(error)}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(name, error, hint)}
      />
      <FieldNotes name={name} error={error} hint={hint} />
    </div>
  )
}

type Option = { value: string; label: string }
type SelectProps = Pick<FieldProps, 'name' | 'label' | 'hint' | 'error' | 'value' | 'required'> & {
  options: readonly Option[]
}

export function Select({ name, label, hint, error, value, required, options }: SelectProps) {
  return (
    <div class={error ? 'field bad' : 'field'}>
      <label for={name}>{label}</label>
      <select
        id={name}
        name={name}
        required={required}
        autofocus={Boolean(error)}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(name, error, hint)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldNotes name={name} error={error} hint={hint} />
    </div>
  )
}

type TextAreaProps = Pick<FieldProps, 'name' | 'label' | 'hint' | 'error' | 'value' | 'required' | 'maxlength'> & {
  rows?: number
}

export function TextArea({ name, label, hint, error, value, required, maxlength, rows = 3 }: TextAreaProps) {
  return (
    <div class={error ? 'field bad' : 'field'}>
      <label for={name}>{label}</label>
      <textarea
        id={name}
        name={name}
        rows={rows}
        required={required}
        maxLength={maxlength}
        autofocus={Boolean(error)}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(name, error, hint)}
      >
        {value}
      </textarea>
      <FieldNotes name={name} error={error} hint={hint} />
    </div>
  )
}

type CheckProps = { name: string; label: ComponentChildren; value?: string; checked?: boolean }

export function Check({ name, label, value = 'yes', checked }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} checked={checked} /> {label}
    </label>
  )
}

type RadioProps = { name: string; value: string; label: ComponentChildren; hint?: ComponentChildren; checked?: boolean }

/** One choice of several, a card wide enough for a thumb. */
export function Radio({ name, value, label, hint, checked }: RadioProps) {
  return (
    <label class="radio">
      <input type="radio" name={name} value={value} checked={checked} />
      <span>
        {label}
        {hint ? <small>{hint}</small> : null}
      </span>
    </label>
  )
}

/** All errors of a form in one place, each a link to its field. Shows nothing where there is none. */
export function ErrorSummary({
  shell,
  errors,
}: {
  shell: Shell
  errors: Readonly<Record<string, string | undefined>>
}) {
  const found = Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== undefined)
  if (found.length === 0) return null
  return (
    <div class="notice stop" role="alert">
      <strong>{words[shell.language].summary}</strong>
      <ul class="notice-text">
        {found.map(([field, text]) => (
          <li key={field}>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const describedBy = (name: string, error: unknown, hint: unknown) =>
  [error ? `${name}-error` : '', hint ? `${name}-hint` : ''].filter(Boolean).join(' ') || undefined

function FieldNotes({ name, error, hint }: { name: string; error: string | undefined; hint: ComponentChildren }) {
  return (
    <>
      {error ? (
        <span class="error" id={`${name}-error`}>
          {error}
        </span>
      ) : null}
      {hint ? (
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      ) : null}
    </>
  )
}
