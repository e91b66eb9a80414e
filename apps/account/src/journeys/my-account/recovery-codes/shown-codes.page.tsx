// The ten codes, once, on a sheet to print; then "Tôi đã in/lưu".
import { Form } from '@motcua/ui/form.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { RecoverySheet } from '../../../web/recovery-sheet.tsx'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'
import type { ShownCodes } from './shown-once.ts'

type ShownCodesProps = { frame: FrameState; shown: ShownCodes }

export function ShownCodesPage({ frame, shown }: ShownCodesProps) {
  const { shell, person } = frame
  const say = words[shell.language]
  return (
    <MyAccountFrame frame={frame} current="recovery-codes" title={say.shownTitle} scripts={['print.js']}>
      <div class="sheet narrow">
        <RecoverySheet shell={shell} codes={shown.codes} name={person.account.name} now={shown.madeAt} />
        <Form shell={shell} action={inLanguage(shell.language, '/my-account/recovery-codes')} class="no-print">
          <input type="hidden" name="do" value="kept" />
          <button class="button" type="submit">
            {say.kept}
          </button>
        </Form>
      </div>
    </MyAccountFrame>
  )
}
