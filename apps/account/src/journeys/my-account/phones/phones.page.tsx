// The memo's page "SỐ ĐIỆN THOẠI".
import { Icon } from '@motcua/ui/icon.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { limits } from '../../../limits.ts'
import type { Phone } from '../../../records/phones/store.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { PhoneTable } from '../phone-table.tsx'
import { words as phoneWords } from '../phone-words.ts'
import { words } from './messages.ts'

export type Done = 'added' | 'changed' | 'removed'

type PhonesProps = {
  frame: FrameState
  phones: readonly Phone[]
  done?: Done | undefined
  refusal?: string | undefined
}

export function Phones({ frame, phones, done, refusal }: PhonesProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <MyAccountFrame
      frame={frame}
      current="phones"
      title={phoneWords[shell.language].title}
      action={
        phones.length < limits.phones.most ? (
          <a class="button" href={inLanguage(shell.language, '/my-account/phones/new')}>
            <Icon name="plus" /> {phoneWords[shell.language].add}
          </a>
        ) : null
      }
    >
      {done ? <Notice tone="ready" heading={say.done[done]} live /> : null}
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <section class="sheet">
        <PhoneTable shell={shell} phones={phones} />
      </section>
      <p class="small after">{say.intro}</p>
      <p class="small">{say.limit}</p>
      {frame.person.account.kind === 'officer' ? (
        <p class="small">
          <a href={inLanguage(shell.language, '/lost-phone')}>{say.lostPhone}</a>
        </p>
      ) : null}
    </MyAccountFrame>
  )
}
