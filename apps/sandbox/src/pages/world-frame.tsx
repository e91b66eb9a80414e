// The frame of the sandbox's own pages: its menu, and a mark in it while a fault is on.
import { assetUrl } from '@motcua/ui/assets.ts'
import { Frame, type FrameProps } from '@motcua/ui/frame.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { FaultState } from '../faults/faults.ts'
import { words } from './messages.ts'

/** What every page of the sandbox is shown with. */
export type World = { shell: Shell; faults: FaultState; accountOrigin: string; portalOrigin: string }

type Props = { world: World; here: '/' | '/phones' | '/authenticator' | '/faults' } & Pick<
  FrameProps,
  'title' | 'subtitle' | 'action' | 'scripts' | 'refreshSeconds' | 'children'
>

export function WorldFrame({ world, here, children, ...frame }: Props) {
  const { shell, faults } = world
  const say = words[shell.language]
  const to = (path: string) => inLanguage(shell.language, path)
  const hasFault = faults.portal.mode !== 'up' || Object.values(faults.sms).some(({ mode }) => mode !== 'up')
  const badge = hasFault ? { tone: 'stop' as const, text: say.faultsOn } : undefined
  const menu = [
    {
      heading: say.menuTry,
      items: [
        { href: to('/'), label: say.start },
        { href: to('/phones'), label: say.phones },
        { href: to('/authenticator'), label: say.authenticator },
        { href: to('/faults'), label: say.faults, badge },
      ],
    },
    { heading: say.menuElsewhere, items: [{ href: world.accountOrigin, label: say.account }] },
  ]
  const site = { ...shell.site, shortName: say.name, place: say.place }
  return (
    <Frame shell={{ ...shell, site }} menu={menu} current={to(here)} {...frame}>
      <link rel="stylesheet" href={assetUrl('sandbox.css')} />
      {children}
    </Frame>
  )
}
