// Under every way: the way to the others.
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { words } from '../messages.ts'

export const OtherWaysLink = ({ shell }: { shell: Shell }) => (
  <p class="after">
    <a class="button quiet" href={inLanguage(shell.language, '/sign-in/other-ways')}>
      {words[shell.language].otherWays}
    </a>
  </p>
)
