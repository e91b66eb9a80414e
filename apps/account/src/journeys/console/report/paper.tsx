// The form of an administrative report (decree 30/2020/NĐ-CP, appendix I): national heading, who issues it, what it is about; recipients
// and signature. Printing leaves nothing but the sheet.
import type { Language } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import type { Issuer } from '../../../report-settings.ts'
import { longDay } from '../../../web/times.ts'
import { words } from './messages.ts'

type PaperProps = { language: Language; issuer: Issuer; about: string; madeAt: Date; children: ComponentChildren }

export function Paper({ about, children, ...heading }: PaperProps) {
  const { language, issuer } = heading
  return (
    <article class="sheet paper">
      <PaperHead {...heading} />
      <h2>{words[language].heading}</h2>
      <p class="about underlined">{about}</p>
      {children}
      <PaperFoot language={language} issuer={issuer} />
    </article>
  )
}

function PaperHead({ language, issuer, madeAt }: Omit<PaperProps, 'about' | 'children'>) {
  const say = words[language]
  return (
    <header class="paper-head">
      <div>
        <p>{issuer.above}</p>
        <p class="underlined">
          <b>{issuer.name}</b>
        </p>
        <p>{say.number(issuer.symbol)}</p>
      </div>
      <div>
        <p>
          <b>{say.state}</b>
        </p>
        <p class="underlined wide">
          <b>{say.motto}</b>
        </p>
        <p>
          <em>{say.made(issuer.place, longDay(language, madeAt))}</em>
        </p>
      </div>
    </header>
  )
}

function PaperFoot({ language, issuer }: Pick<PaperProps, 'language' | 'issuer'>) {
  const say = words[language]
  return (
    <footer class="paper-foot">
      <div class="recipients">
        <b>
          <em>{say.recipients}</em>
        </b>
        {issuer.recipients.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </div>
      <div>
        <b>{issuer.signer}</b>
        <em>{say.signed}</em>
      </div>
    </footer>
  )
}
