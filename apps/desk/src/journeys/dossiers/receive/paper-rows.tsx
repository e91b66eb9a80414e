// The papers of a procedure: ticked when received, with kind and count.
import { Field } from '@motcua/ui/form.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import type { Paper, Procedure } from '../../../records/procedures/store.ts'
import type { Fields } from './fields.ts'
import { words } from './messages.ts'

type PapersProps = { shell: Shell; fields: Fields; procedure: Procedure; error?: string | undefined }

export function PaperRows({ shell, fields, procedure, error }: PapersProps) {
  const say = words[shell.language]
  return (
    <section class={error ? 'sheet papers bad' : 'sheet papers'} aria-labelledby="papers">
      <h2 id="papers" tabIndex={-1}>
        {say.papers}
      </h2>
      <p class="small">{say.papersHint}</p>
      {error ? (
        <p class="field">
          <span class="error">{error}</span>
        </p>
      ) : null}
      {procedure.papers.map((paper, i) => (
        <PaperRow key={paper.vi} shell={shell} fields={fields} paper={paper} i={i} />
      ))}
      <Field name="other_paper" label={say.otherPaper} value={fields['other_paper']} maxlength={200} />
    </section>
  )
}

type RowProps = { shell: Shell; fields: Fields; paper: Paper; i: number }

function PaperRow({ shell, fields, paper, i }: RowProps) {
  const say = words[shell.language]
  const name = shell.language === 'vi' ? paper.vi : paper.en
  const kind = fields[`paper-${i}-kind`] ?? paper.kind
  return (
    <div class="paper-row">
      <label class="check">
        <input type="checkbox" name={`paper-${i}`} value="yes" checked={Boolean(fields[`paper-${i}`])} /> {name}
      </label>
      <span class="paper-facts">
        <select name={`paper-${i}-kind`} aria-label={say.paperKind(name)}>
          {Object.entries(say.kinds).map(([value, label]) => (
            <option key={value} value={value} selected={value === kind}>
              {label}
            </option>
          ))}
        </select>
        <input
          type="number"
          name={`paper-${i}-count`}
          value={fields[`paper-${i}-count`] ?? String(paper.count)}
          min={1}
          max={99}
          inputMode="numeric"
          aria-label={say.paperCount(name)}
        />
      </span>
    </div>
  )
}
