// On every step of a sign-in under a drill: this is practice.
import { Notice } from '@motcua/ui/notice.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { words } from '../messages.ts'

export const DrillNotice = ({ shell, isDrill }: { shell: Shell; isDrill: boolean }) =>
  isDrill ? <Notice tone="info" heading={words[shell.language].drillStep} /> : null
