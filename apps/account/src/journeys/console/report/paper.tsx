// The form of an administrative report (Decree 30/2020/NĐ-CP): national heading, what it is about, two signatures. Printed on A4.
import type { Shell } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import { day } from '../../../web/times.ts'
import { words } from './messages.ts'

type PaperProps = { shell: Shell; about: string; madeAt: Date; children: ComponentChildren }

export function Paper({ shell: { language, site }, about, madeAt, children }: PaperProps) {
  const say = words[language]
  return (
    <article class="sheet paper">
      <header class="paper-head">
        <p>
          <span class="upper">{site.place}</span>
          <b class="underlined">{site.shortName}</b>
        </p>
        <p>
          <b>{say.state}</b>
          <b class="underlined">{say.motto}</b>
          <em>{say.made(site.place, day(language, madeAt))}</em>
        </p>
      </header>
      <h2>
        {say.heading}
        <br />
        {about}
      </h2>
      {children}
      <footer class="signatures">
        {say.makers.map((maker) => (
          <div key={maker}>
            <b>{maker}</b>
            <em>{say.sign}</em>
            <span />
          </div>
        ))}
      </footer>
    </article>
  )
}
