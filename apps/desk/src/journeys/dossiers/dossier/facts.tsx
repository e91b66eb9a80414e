// What a dossier is: the applicant, the papers, the dates and fees.
import type { Shell } from '@motcua/ui/shell.ts'
import type { Dossier } from '../../../records/dossiers/store.ts'
import { momentSaid, moneySaid, termSaid } from '../../../web/dossier-words.ts'
import { words } from '../messages.ts'

type FactsProps = { shell: Shell; dossier: Dossier }

export function Facts({ shell, dossier }: FactsProps) {
  const { language } = shell
  const say = words[language]
  const term = { unit: dossier.term_unit, amount: dossier.term_amount }
  const rows: [string, string][] = [
    [say.applicant, dossier.applicant_name],
    [dossier.applicant_kind === 'citizen' ? say.idNumber : say.taxNumber, dossier.applicant_id_number],
    [say.phone, dossier.applicant_phone.replace(/^\+84/, '0')],
    [say.email, dossier.applicant_email],
    [say.address, dossier.applicant_address],
    [say.channel, say.channels[dossier.channel]],
    [say.receivedAt, dossier.received_at ? momentSaid(language, dossier.received_at) : ''],
    [say.term, termSaid(language, term)],
    [say.fee, dossier.fee > 0 ? moneySaid(language, dossier.fee) : say.free],
    [say.resultWay, say.ways[dossier.result_way]],
    [say.note, dossier.note],
  ]
  return (
    <section class="sheet">
      <h2>{say.facts}</h2>
      <table class="facts">
        <tbody>
          {rows
            .filter(([, text]) => text !== '')
            .map(([name, text]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{text}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}

export function Papers({ shell, dossier }: FactsProps) {
  const say = words[shell.language]
  return (
    <section class="sheet">
      <h2>{say.papers}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.paper}</th>
            <th scope="col">{say.kind}</th>
            <th scope="col" class="num">
              {say.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {dossier.papers.map((paper) => (
            <tr key={paper.vi}>
              <td>{shell.language === 'vi' ? paper.vi : paper.en}</td>
              <td>{say.kinds[paper.kind]}</td>
              <td class="num">{paper.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
