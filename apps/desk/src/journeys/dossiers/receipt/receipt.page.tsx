// "Giấy tiếp nhận hồ sơ và hẹn trả kết quả": form 01 on A4, with the QR code of the public look-up.
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import type { Dossier } from '../../../records/dossiers/store.ts'
import type { Counts } from '../../../records/dossiers/worklist.ts'
import { DeskFrame } from '../../../web/desk-frame.tsx'
import { moneySaid, termSaid } from '../../../web/dossier-words.ts'
import type { Person } from '../../../web/person.ts'
import { words } from '../messages.ts'
import { QrCode } from '@motcua/ui/qr-code.tsx'
import { idLabel, longDate, longMoment, placeOf, receiptWords as say } from './receipt-words.ts'

export type ReceiptProps = {
  shell: Shell
  person: Person
  counts: Counts
  dossier: Dossier & { received_at: Date; due_at: Date }
  agency: Agency
  /** Who received it at the counter. */
  receivedBy: string
  lookUp: string
}

export function ReceiptPage(props: ReceiptProps) {
  const { shell, person, counts, dossier } = props
  const ui = words[shell.language]
  return (
    <DeskFrame
      shell={shell}
      person={person}
      counts={counts}
      title={ui.receiptTitle}
      subtitle={dossier.code}
      current={dossier.holder_sub === person.sub ? 'mine' : 'agency'}
      scripts={['print.js']}
      action={
        <span class="actions">
          <button class="button" type="button" data-print hidden>
            {ui.print}
          </button>
          <a class="button second" href={inLanguage(shell.language, `/dossiers/${dossier.code}`)}>
            {ui.back}
          </a>
        </span>
      }
    >
      <article class="sheet receipt paper" lang="vi">
        <Heading {...props} />
        <Body {...props} />
        <Signatures {...props} />
      </article>
    </DeskFrame>
  )
}

function Heading({ shell, dossier, agency, lookUp }: ReceiptProps) {
  return (
    <>
      <header class="paper-head">
        <p>
          <span class="upper">{agency.name_vi}</span>
          <b class="underlined">{say.desk}</b>
        </p>
        <p>
          <b>{say.state}</b>
          <b class="underlined">{say.motto}</b>
          <em>
            {placeOf(shell.site.place)}, {longDate(dossier.received_at)}
          </em>
        </p>
      </header>
      <div class="receipt-title">
        <QrCode text={lookUp} label={`${say.lookUp} ${lookUp}`} />
        <div>
          <h2>{say.title}</h2>
          <p>
            {say.code}: <b>{dossier.code}</b>
          </p>
        </div>
      </div>
    </>
  )
}

function Body({ dossier, agency }: ReceiptProps) {
  const term = { unit: dossier.term_unit, amount: dossier.term_amount }
  return (
    <>
      <p>
        {say.from}: <b>{dossier.applicant_name}</b>
      </p>
      <p>
        {idLabel(dossier)}: {dossier.applicant_id_number}
      </p>
      <p>
        {say.address}: {dossier.applicant_address}
      </p>
      <p>
        {say.phone}: {dossier.applicant_phone.replace(/^\+84/, '0')}
        {dossier.applicant_email ? ` · ${say.email}: ${dossier.applicant_email}` : ''}
      </p>
      <p>
        {say.procedure}:{' '}
        <b>
          {dossier.procedure_vi} ({dossier.procedure_code})
        </b>
      </p>
      <p>{say.papers}:</p>
      <PaperTable dossier={dossier} />
      <p>{say.sets(dossier.sets)}</p>
      <p>
        {say.term}: {termSaid('vi', term)}
      </p>
      <p>
        {say.received}: {longMoment(dossier.received_at)}
      </p>
      <p>
        {say.due}: <b>{longMoment(dossier.due_at)}</b>
      </p>
      <p>
        {say.way}: {say.ways[dossier.result_way](agency.name_vi)}
      </p>
      <p>
        {say.fee}: {dossier.fee > 0 ? moneySaid('vi', dossier.fee) : say.free}
      </p>
    </>
  )
}

function PaperTable({ dossier }: Pick<ReceiptProps, 'dossier'>) {
  return (
    <table>
      <thead>
        <tr>
          {[say.number, say.paper, say.kind, say.count].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {dossier.papers.map((paper, i) => (
          <tr key={paper.vi}>
            <td>{i + 1}</td>
            <td>{paper.vi}</td>
            <td>{say.kinds[paper.kind]}</td>
            <td>{paper.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Signatures({ dossier, receivedBy, lookUp }: ReceiptProps) {
  return (
    <>
      <p class="small">
        {say.lookUp} <b>{lookUp.split('?')[0]}</b>
        {say.lookUpEnd}
      </p>
      <div class="signatures">
        <p>
          <b>{say.applicantSigns}</b>
          <em>{say.sign}</em>
          <span>{dossier.applicant_kind === 'citizen' ? dossier.applicant_name : ''}</span>
        </p>
        <p>
          <b>{say.officerSigns}</b>
          <em>{say.sign}</em>
          <span>{receivedBy}</span>
        </p>
      </div>
    </>
  )
}
