// "Cách khác": the ways that this person has, then the portal and whom to call.
import { Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { Ways } from '../../../records/factors/ways.ts'
import { words } from '../messages.ts'
import { pageOfWay } from './door-ways.ts'
import { DrillNotice } from './drill-notice.tsx'
import { WaysWithoutMessage } from './ways-without-message.tsx'

type OtherWaysProps = {
  shell: Shell
  /** Only after a proven password; undefined for whoever merely opened the address. */
  ways: Ways | undefined
  /** A code was sent for this sign-in. */
  hasCode: boolean
  isDrill: boolean
  /** At the standby door: whoever lost the phone may ask for a new number. */
  isOfficer: boolean
  refusal?: string | undefined
}

export function OtherWays({ shell, ways, hasCode, isDrill, isOfficer, refusal }: OtherWaysProps) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.otherWaysTitle} lead={{ heading: say.codeLeadHeading, text: say.codeLeadText }}>
      <h1>{say.otherWaysTitle}</h1>
      <DrillNotice shell={shell} isDrill={isDrill} />
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <p>{ways ? say.chooseText : say.otherWaysText}</p>
      {ways ? <OwnWays shell={shell} ways={ways} hasCode={hasCode} /> : null}
      <ul class="after">
        {isOfficer ? (
          <li>
            <a href={inLanguage(shell.language, '/lost-phone')}>{say.lostPhone}</a>
          </li>
        ) : null}
        <li>
          <a href={inLanguage(shell.language, '/sign-in')}>{say.wayPortal}</a>
        </li>
        <li>{say.wayCall(shell.site.help)}</li>
      </ul>
    </Gate>
  )
}

function OwnWays({ shell, ways, hasCode }: { shell: Shell; ways: Ways; hasCode: boolean }) {
  const { usable, phone } = ways
  return (
    <div class="stack">
      {usable.includes('sms') && phone ? <SmsWay shell={shell} phone={phone.number} hasCode={hasCode} /> : null}
      <WaysWithoutMessage shell={shell} usable={usable} />
    </div>
  )
}

/** A code that is on its way is only entered; the first one is sent when it is asked for. */
function SmsWay({ shell, phone, hasCode }: { shell: Shell; phone: string; hasCode: boolean }) {
  const say = words[shell.language]
  if (hasCode)
    return (
      <a class="button second wide" href={inLanguage(shell.language, pageOfWay.sms)}>
        {say.wayCode(maskPhone(phone))}
      </a>
    )
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/sign-in/code/send-again')}>
      <button class="button second wide" type="submit">
        {say.waySend(maskPhone(phone))}
      </button>
    </Form>
  )
}
