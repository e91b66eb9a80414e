// A button for each way that needs no message.
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Way } from '../../../records/factors/store.ts'
import { words } from '../messages.ts'
import { pageOfWay } from './door-ways.ts'

type Props = { shell: Shell; usable: readonly Way[] }

export function WaysWithoutMessage({ shell, usable }: Props) {
  const say = words[shell.language]
  const names = { authenticator: say.wayApp, passkey: say.wayPasskey }
  return (
    <>
      {(['authenticator', 'passkey'] as const)
        .filter((way) => usable.includes(way))
        .map((way) => (
          <a key={way} class="button second wide" href={inLanguage(shell.language, pageOfWay[way])}>
            {names[way]}
          </a>
        ))}
    </>
  )
}
