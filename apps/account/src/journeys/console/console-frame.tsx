// The console's frame: side menu with counts, who is signed in, the way out.
import { Form } from '@motcua/ui/form.tsx'
import { Frame, type FrameProps, type MenuGroup } from '@motcua/ui/frame.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { FrameState } from './frame-state.ts'
import { words } from './messages.ts'

type ConsoleFrameProps = { frame: FrameState; current: ConsolePage } & Pick<
  FrameProps,
  'title' | 'subtitle' | 'band' | 'action' | 'scripts' | 'styles' | 'refreshSeconds' | 'children'
>

/** The pages of the menu. */
export type ConsolePage =
  | 'standby'
  | 'drills'
  | 'watch'
  | 'timeline'
  | 'policies'
  | 'readiness'
  | 'campaigns'
  | 'reconciliation'
  | 'officers'
  | 'agencies'
  | 'requests'
  | 'gateways'
  | 'relying-parties'
  | 'audit'
  | 'limits'
  | 'my-ways'

export const consolePath = (page: ConsolePage) => `/console/${page}`

export function ConsoleFrame({ frame, current, subtitle, children, ...rest }: ConsoleFrameProps) {
  const { shell, person } = frame
  const say = words[shell.language]
  const role = frame.mayChange ? say.administrator : say.auditor
  return (
    <Frame
      {...rest}
      shell={shell}
      subtitle={subtitle ?? `${person.account.name} · ${role}`}
      menu={menuOf(frame)}
      current={inLanguage(shell.language, consolePath(current))}
      menuFoot={
        <Form shell={shell} action={inLanguage(shell.language, '/sign-out')}>
          <button class="button" type="submit">
            {say.signOut}
          </button>
        </Form>
      }
    >
      {frame.smsAlarms.length > 0 && current !== 'gateways' ? (
        <Notice tone="stop" heading={say.smsAlarm(frame.smsAlarms.length)}>
          <a href={inLanguage(shell.language, consolePath('gateways'))}>{say.smsAlarmLink}</a>
        </Notice>
      ) : null}
      {children}
    </Frame>
  )
}

function menuOf({ shell, doorIsOpen, drillIsRunning, readyPercent, requests, smsAlarms }: FrameState): MenuGroup[] {
  const say = words[shell.language]
  const item = (page: ConsolePage) => ({ href: inLanguage(shell.language, consolePath(page)), label: say[page] })
  const door = doorIsOpen ? ({ tone: 'stop', text: say.open } as const) : ({ tone: 'plain', text: say.closed } as const)
  const ready =
    readyPercent === null
      ? undefined
      : ({ tone: readyPercent < 95 ? 'care' : 'ready', text: `${readyPercent} %` } as const)
  const waiting = requests > 0 ? ({ tone: 'care', text: String(requests) } as const) : undefined
  const alarms = smsAlarms.length > 0 ? ({ tone: 'stop', text: String(smsAlarms.length) } as const) : undefined
  return [
    {
      heading: say.operations,
      items: [
        { ...item('standby'), badge: door },
        { ...item('drills'), badge: drillIsRunning ? { tone: 'info', text: say.running } : undefined },
        item('watch'),
        item('timeline'),
        item('policies'),
        { ...item('readiness'), badge: ready },
        item('campaigns'),
        item('reconciliation'),
      ],
    },
    { heading: say.people, items: [item('officers'), item('agencies'), { ...item('requests'), badge: waiting }] },
    {
      heading: say.system,
      items: [
        { ...item('gateways'), badge: alarms },
        item('relying-parties'),
        item('audit'),
        item('limits'),
        item('my-ways'),
      ],
    },
  ]
}
