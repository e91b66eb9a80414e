// The authenticator: each entry's code of the moment, and a form to add one.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { inLanguage, type Language } from '@motcua/ui/shell.ts'
import { type World, WorldFrame } from '../pages/world-frame.tsx'
import type { Code } from './authenticator.ts'
import { words } from './messages.ts'
import { QrCode } from '@motcua/ui/qr-code.tsx'

export type Shown = Code & { address: string }
type Props = {
  world: World
  entries: readonly Shown[]
  label?: string
  errors?: { label?: string | undefined; secret?: string | undefined }
}

export function AuthenticatorPage({ world, entries, label, errors = {} }: Props) {
  const { shell } = world
  const say = words[shell.language]
  return (
    <WorldFrame
      world={world}
      here="/authenticator"
      title={say.title}
      subtitle={say.subtitle}
      scripts={['live.js', 'authenticator.js']}
      // Without JavaScript the page comes anew with the next code, which also leaves time to fill in the form.
      refreshSeconds={entries[0]?.seconds}
    >
      <div class="cols">
        <div class="stack">
          {entries.map((entry) => (
            <EntryCard key={entry.label} language={shell.language} entry={entry} />
          ))}
          {entries.length === 0 ? (
            <div class="sheet empty">
              <strong>{say.none}</strong>
              {say.noneText}
            </div>
          ) : null}
        </div>
        <section class="sheet">
          <h2>{say.addTitle}</h2>
          <Form shell={shell} action={inLanguage(shell.language, '/authenticator')}>
            <ErrorSummary shell={shell} errors={errors} />
            <Field
              name="label"
              label={say.label}
              hint={say.labelHint}
              value={label}
              error={errors.label}
              maxlength={100}
            />
            <Field name="secret" label={say.secret} hint={say.secretHint} error={errors.secret} maxlength={400} />
            <button class="button" type="submit">
              {say.add}
            </button>
          </Form>
        </section>
      </div>
    </WorldFrame>
  )
}

function EntryCard({ language, entry }: { language: Language; entry: Shown }) {
  const say = words[language]
  return (
    <section class="sheet entry" data-entry={entry.label}>
      <div class="row">
        <h2>{entry.label}</h2>
        <span class="small" data-left={say.seconds(0)}>
          {say.seconds(entry.seconds)}
        </span>
      </div>
      <progress max={30} value={entry.seconds} aria-hidden="true" />
      <div class="row bubble-code">
        <b data-code>{entry.code}</b>
        <button class="button second small" type="button" data-copy={entry.code} data-copied={say.copied} hidden>
          {say.copy}
        </button>
      </div>
      <details>
        <summary class="small">{say.move}</summary>
        <QrCode text={entry.address} label={say.qr(entry.label)} />
      </details>
    </section>
  )
}
