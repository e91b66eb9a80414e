// The portal's code page. While codes do not arrive, this is where people stay.
import { Field, Form } from '@motcua/ui/form.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import { words } from '../messages.ts'
import { PortalPage } from '../portal-page.tsx'

type Props = { shell: Shell; visit: string; phone: string; phoneUrl: string; refusal?: string | undefined }

export function EnterCode({ shell, visit, phone, phoneUrl, refusal }: Props) {
  const say = words[shell.language]
  return (
    <PortalPage shell={shell} title={say.codeTitle}>
      <section class="sheet">
        <h1>{say.codeTitle}</h1>
        <p>{say.codeSent(maskPhone(phone))}</p>
        <Form shell={shell} action="/commonauth/code">
          <input type="hidden" name="sessionDataKey" value={visit} />
          <Field
            name="code"
            class="code"
            label={say.code}
            hint={say.codeHint}
            error={refusal}
            autocomplete="one-time-code"
            inputmode="numeric"
            maxlength={6}
          />
          <button class="button wide" type="submit">
            {say.codeSubmit}
          </button>
        </Form>
        <div class="row after">
          <Form shell={shell} action="/commonauth/code/again">
            <input type="hidden" name="sessionDataKey" value={visit} />
            <button class="button link" type="submit">
              {say.codeAgain}
            </button>
          </Form>
          <Form shell={shell} action="/commonauth/cancel">
            <input type="hidden" name="sessionDataKey" value={visit} />
            <button class="button link" type="submit">
              {say.cancel}
            </button>
          </Form>
        </div>
        <p class="small after">
          <a href={phoneUrl} target="_blank" rel="noopener">
            {say.openPhone}
          </a>
        </p>
      </section>
    </PortalPage>
  )
}
