// A list to take in: which columns, the text, what is wrong with it or what it would do.
import { ErrorSummary, Form, TextArea } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { ProofFields } from '../proof-fields.tsx'
import { type FaultCode, faultText } from './fault-text.ts'
import { agencyColumns } from './import-agencies.ts'
import { words } from './messages.ts'
import { officerColumns } from './read-officers.ts'

export const listNames = ['officers', 'agencies'] as const
export type ListName = (typeof listNames)[number]
export type ListCounts = { added: number; renewed: number; moved: number } | { count: number }
type ListFault = { line: number; code: FaultCode; detail: string }

export type ListProps = {
  frame: FrameState
  list: ListName
  csv?: string | undefined
  /** What the list would do, or has done. */
  counts?: { of: 'check' | 'import'; counts: ListCounts } | undefined
  faults?: readonly ListFault[] | undefined
  refusal?: string | undefined
  errors?: Readonly<Record<string, string | undefined>> | undefined
}

const columnsOf = { officers: [...officerColumns, 'rights', 'birth_date', 'sex'], agencies: agencyColumns }
const faultsShown = 50

export function ListPage(props: ListProps) {
  const { frame, list, csv, errors = {} } = props
  const { shell } = frame
  const say = words[shell.language]
  const back = (
    <a class="button second" href={inLanguage(shell.language, `/console/${list}`)}>
      {say.back[list]}
    </a>
  )
  return (
    <ConsoleFrame frame={frame} current={list} title={say.titles[list]} scripts={['read-file.js']} action={back}>
      <Told {...props} />
      {props.refusal ? <Notice tone="stop" heading={props.refusal} live /> : null}
      <section class="sheet">
        <p class="prose">{say.intro[list]}</p>
        <p class="small">
          {say.columns}: <code>{columnsOf[list].join(', ')}</code>
        </p>
        <Form shell={shell} action={inLanguage(shell.language, `/console/lists/${list}`)}>
          <ErrorSummary shell={shell} errors={errors} />
          <div class="field" hidden data-read-file="csv">
            <label for="file">{say.file}</label>
            <input id="file" type="file" accept=".csv,text/csv" />
          </div>
          <TextArea name="csv" label={say.text} hint={say.textHint} value={csv} error={errors['csv']} rows={12} />
          {frame.isFresh ? null : (
            <ProofFields shell={shell} errors={{ password: errors['password'], code: errors['code'] }} />
          )}
          <div class="actions">
            <button class="button" type="submit" name="act" value="import">
              {say.take}
            </button>
            <button class="button second" type="submit" name="act" value="check">
              {say.check}
            </button>
          </div>
        </Form>
      </section>
    </ConsoleFrame>
  )
}

function Told({ frame, counts, faults = [] }: ListProps) {
  const { shell } = frame
  const say = words[shell.language]
  if (counts)
    return (
      <Notice
        tone={counts.of === 'import' ? 'ready' : 'info'}
        heading={counts.of === 'import' ? say.done : say.right}
        live
      >
        {countsText(shell, counts.counts)}
      </Notice>
    )
  if (faults.length === 0) return null
  const rest = faults.length - faultsShown
  return (
    <Notice tone="stop" heading={say.faults(faults.length)} live>
      <ul class="notice-text">
        {faults.slice(0, faultsShown).map((fault) => (
          <li key={`${fault.line} ${fault.code} ${fault.detail}`}>{faultText(shell.language, fault)}</li>
        ))}
      </ul>
      {rest > 0 ? say.more(rest) : null}
    </Notice>
  )
}

function countsText({ language }: Shell, counts: ListCounts): string {
  const say = words[language]
  return 'count' in counts ? say.agencies(counts.count) : say.officers(counts.added, counts.renewed, counts.moved)
}
