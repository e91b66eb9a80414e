// What the error page says: one sentence, and WSO2's code for those who mend it.
import type { Language } from '@motcua/ui/shell.ts'
import { words } from './messages.ts'

type Props = { language: Language; code: string; message: string }

export function ErrorDetail({ language, code, message }: Props) {
  const say = words[language]
  return (
    <>
      <p>{say.errorText}</p>
      <p class="small">
        {say.errorCode}: <b>{code}</b> · <span lang="en">{message}</span>
      </p>
    </>
  )
}
