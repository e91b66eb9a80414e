// My account: who I am to the province, my numbers, and whether I could work if the portal failed now.
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { maskIdNumber } from '@motcua/web/mask.ts'
import { agencyOf } from '../../../web/agency-name.ts'
import { OwnDrillNotice } from '../drill/own-drill.tsx'
import type { FrameState } from '../frame-state.ts'
import { words as shared } from '../messages.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words as openingWords } from '../opening-notices/messages.ts'
import { OpeningNotices } from '../opening-notices/opening-notices.tsx'
import { PhoneTable } from '../phone-table.tsx'
import { words as phoneWords } from '../phone-words.ts'
import { words } from './messages.ts'
import { PersonalFacts } from './personal-facts.tsx'
import { Protection } from './protection.tsx'
import type { Overview } from './show-overview.ts'

export type Done = 'registered' | 'kept' | 'confirmed' | 'asked' | 'left'
type InfoProps = { frame: FrameState; overview: Overview; done?: Done | undefined }

export function Info({ frame, overview, done }: InfoProps) {
  const { shell, person } = frame
  return (
    <MyAccountFrame frame={frame} current="info" title={person.account.name} subtitle={whoIs(frame)}>
      {done ? <DoneNotice frame={frame} done={done} /> : null}
      {overview.drill ? <OwnDrillNotice shell={shell} drill={overview.drill} /> : null}
      <div class="cols aside-first">
        <Protection frame={frame} overview={overview} />
        <div class="stack">
          <section class="sheet">
            <div class="row">
              <h2>{phoneWords[shell.language].number}</h2>
              <a class="button second" href={inLanguage(shell.language, '/my-account/phones/new')}>
                {phoneWords[shell.language].add}
              </a>
            </div>
            <PhoneTable shell={shell} phones={overview.phones} />
          </section>
          {person.account.kind === 'officer' ? (
            <OpeningNotices
              shell={shell}
              from={overview.openingsFrom}
              hasPhone={overview.phones.some((phone) => phone.codes_from)}
            />
          ) : null}
          <PersonalFacts frame={frame} />
        </div>
      </div>
    </MyAccountFrame>
  )
}

function DoneNotice({ frame, done }: { frame: FrameState; done: Done }) {
  const { language } = frame.shell
  const say = words[language]
  if (done === 'asked' || done === 'left')
    return <Notice tone="ready" heading={openingWords[language].done[done]} live />
  return (
    <Notice tone="ready" heading={say.done[done]} live>
      <p>{say.doneText[done]}</p>
    </Notice>
  )
}

/** "Cán bộ một cửa · UBND phường Phú Cường · 074•••••1234" */
function whoIs({ shell: { language }, person: { account } }: FrameState): string {
  const role = account.kind === 'officer' ? (account.role ?? 'officer') : account.kind
  const agency = agencyOf(language, account)
  const roles: Record<string, string> = shared[language].roles
  return [roles[role], agency, account.id_number ? maskIdNumber(account.id_number) : null].filter(Boolean).join(' · ')
}
