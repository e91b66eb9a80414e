// One officer's sign-ins of one opening: what is known, what they touched, and the finding, or the form for it.
import { Chip } from '@motcua/ui/chip.tsx'
import { ErrorSummary, Form, Radio, TextArea } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { maskIdNumber } from '@motcua/web/mask.ts'
import { limits } from '../../../limits.ts'
import { outcomes, type SignIn, type StandingRow } from '../../../records/reconciliation/standings.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words as shared } from '../messages.ts'
import { ProofFields } from '../proof-fields.tsx'
import { Finding, findingOf } from './finding.tsx'
import { words } from './messages.ts'
import { toneOf } from './reconciliation.page.tsx'
import { Records } from './records.tsx'

export type TypedReview = { outcome: string; finding: string }
export type ReviewErrors = Partial<Record<'outcome' | 'finding' | 'password' | 'code', string>>

type ReviewProps = {
  frame: FrameState
  row: StandingRow
  signIns: readonly SignIn[]
  typed: TypedReview
  errors: ReviewErrors
  refusal?: string | undefined
}

export function ReviewPage(props: ReviewProps) {
  const { frame, row, refusal } = props
  const { language } = frame.shell
  const say = words[language]
  const back = (
    <a class="button second" href={inLanguage(language, '/console/reconciliation')}>
      {say.backToList}
    </a>
  )
  return (
    <ConsoleFrame frame={frame} current="reconciliation" title={say.caseTitle(row.name)} action={back}>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <div class="cols">
        <div class="stack">
          <section class="sheet">
            <h2>{say.facts}</h2>
            <Facts {...props} />
          </section>
          <section class="sheet">
            <h2>{say.signIns}</h2>
            <SignIns {...props} />
          </section>
        </div>
        <section class="sheet">
          <h2>{say.finding}</h2>
          <Findings {...props} />
        </section>
      </div>
    </ConsoleFrame>
  )
}

function Facts({ frame, row }: ReviewProps) {
  const { language } = frame.shell
  const say = words[language]
  const facts = [
    { label: say.officer, value: <a href={inLanguage(language, `/console/officers/${row.account_id}`)}>{row.name}</a> },
    { label: say.idNumber, value: maskIdNumber(row.id_number ?? '') },
    { label: say.agency, value: nameIn(language, { name_vi: row.agency_vi, name_en: row.agency_en }) },
    { label: say.period, value: <PeriodLink language={language} row={row} /> },
    { label: say.why, value: <Chip tone={toneOf[row.standing]}>{say.standings[row.standing]}</Chip> },
    { label: say.due, value: moment(language, row.due_at) },
    { label: say.records, value: <Records language={language} asked={row.asked} isWhole /> },
    {
      label: say.audit,
      value: <a href={inLanguage(language, `/console/audit?person=${row.account_id}`)}>{say.auditOf}</a>,
    },
  ]
  return (
    <table class="facts">
      <tbody>
        {facts.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PeriodLink({ language, row }: { language: 'vi' | 'en'; row: StandingRow }) {
  const say = words[language]
  return (
    <>
      <a href={inLanguage(language, `/console/standby/${row.period_id}/report`)}>{moment(language, row.opened_at)}</a>
      {row.kind === 'drill' ? <small> · {say.drill}</small> : null}
    </>
  )
}

function SignIns({ frame, signIns }: ReviewProps) {
  const { language } = frame.shell
  const say = words[language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.signInAt}</th>
          <th>{say.device}</th>
          <th>{say.address}</th>
        </tr>
      </thead>
      <tbody>
        {signIns.map(({ id, created_at, device, address, confirmed_at, mismatched_at }) => (
          <tr key={id}>
            <td class="who-cell">
              {moment(language, created_at)}
              {mismatched_at ? <small>{say.mismatchedAt(moment(language, mismatched_at))}</small> : null}
              {confirmed_at ? <small>{say.confirmedAt(moment(language, confirmed_at))}</small> : null}
            </td>
            <td data-label={say.device}>{device}</td>
            <td data-label={say.address}>{address}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The finding on how the officer stands now, then those on how they stood before. */
function Findings(props: ReviewProps) {
  const { frame, row } = props
  const { language } = frame.shell
  const now = findingOf(row)
  const before = row.reviews.filter((review) => review !== now)
  return (
    <>
      {now ? <Finding language={language} review={now} /> : <Open {...props} />}
      {before.length > 0 ? <h3>{words[language].before}</h3> : null}
      {before.map((review) => (
        <div key={review.standing}>
          <p class="small">{words[language].standings[review.standing]}</p>
          <Finding language={language} review={review} />
        </div>
      ))}
    </>
  )
}

function Open(props: ReviewProps) {
  const { frame, row } = props
  const { language } = frame.shell
  const say = words[language]
  if (!row.is_doubtful) return <p>{row.standing === 'confirmed' ? say.settled : say.standings[row.standing]}</p>
  if (!row.is_over || row.is_live) {
    return (
      <Notice tone="info" heading={say.early}>
        <p>{say.earlyText}</p>
      </Notice>
    )
  }
  if (frame.mayChange) return <ReviewForm {...props} />
  return (
    <Notice tone="care" heading={say.open}>
      <p>{say.openText}</p>
    </Notice>
  )
}

function ReviewForm({ frame, row, typed, errors }: ReviewProps) {
  const { shell } = frame
  const { language } = shell
  const say = words[language]
  return (
    <Form shell={shell} action={inLanguage(language, `/console/reconciliation/${row.period_id}/${row.account_id}`)}>
      <ErrorSummary shell={shell} errors={errors} />
      <input type="hidden" name="seen" value={row.standing} />
      <fieldset id="outcome">
        <legend>{say.outcome}</legend>
        {errors.outcome ? (
          <p class="field">
            <span class="error">{errors.outcome}</span>
          </p>
        ) : null}
        {outcomes.map((one) => (
          <Radio
            key={one}
            name="outcome"
            value={one}
            label={say.outcomes[one]}
            hint={say.outcomeHint[one]}
            checked={typed.outcome === one}
          />
        ))}
      </fieldset>
      <TextArea
        name="finding"
        label={say.findingLabel}
        hint={say.findingHint}
        value={typed.finding}
        error={errors.finding}
        rows={5}
        maxlength={limits.reconciliation.findingMost}
      />
      {frame.isFresh ? null : (
        <>
          <Notice tone="info" heading={shared[language].proofHeading}>
            <p>{shared[language].proofText}</p>
          </Notice>
          <ProofFields shell={shell} errors={errors} />
        </>
      )}
      <button class="button" type="submit">
        {say.record}
      </button>
    </Form>
  )
}
