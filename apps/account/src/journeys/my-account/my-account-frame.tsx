// The frame of my account: side menu, who is signed in, the way out.
import { Form } from '@motcua/ui/form.tsx'
import { Frame, type FrameProps, type MenuGroup } from '@motcua/ui/frame.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { FrameState } from './frame-state.ts'
import { words } from './messages.ts'

type MyAccountFrameProps = { frame: FrameState; current: MyAccountPage } & Pick<
  FrameProps,
  'title' | 'subtitle' | 'band' | 'action' | 'scripts' | 'refreshSeconds' | 'children'
>

const everybody = [
  'info',
  'register-otp',
  'phones',
  'ways',
  'password',
  'recovery-codes',
  'sessions',
  'activity',
] as const

/** The pages of the menu. */
export type MyAccountPage = (typeof everybody)[number] | 'approvals' | 'readiness'

export const pathOf = (page: MyAccountPage) => `/my-account/${page}`

export function MyAccountFrame({ frame, current, children, ...rest }: MyAccountFrameProps) {
  const { shell } = frame
  return (
    <Frame
      {...rest}
      shell={shell}
      subtitle={rest.subtitle ?? frame.person.account.name}
      menu={menuOf(frame)}
      current={inLanguage(shell.language, pathOf(current))}
      menuFoot={
        <Form shell={shell} action={inLanguage(shell.language, '/sign-out')}>
          <button class="button" type="submit">
            {words[shell.language].signOut}
          </button>
        </Form>
      }
    >
      {children}
    </Frame>
  )
}

function menuOf({ shell, person, requests }: FrameState): MenuGroup[] {
  const item = (page: MyAccountPage) => ({
    href: inLanguage(shell.language, pathOf(page)),
    label: words[shell.language][page],
  })
  const badge = requests > 0 ? ({ tone: 'care', text: String(requests) } as const) : undefined
  const approvals = person.role === 'unit-admin' ? [{ ...item('approvals'), badge }, item('readiness')] : []
  return [{ items: [...everybody.map(item), ...approvals] }]
}
