// The words of the strip of 90 days.
import { counted } from '@motcua/ui/counted.ts'
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Cổng Dịch vụ công Quốc gia, 90 ngày qua',
  summary: (percent: string, troubled: number) =>
    `Hoạt động ${percent} thời gian được theo dõi; ${troubled === 0 ? 'không ngày nào' : `${troubled} ngày`} có sự cố.`,
  none: 'Chưa có ngày nào được theo dõi.',
  from: '90 ngày trước',
  to: 'hôm nay',
  table: 'Những ngày có sự cố',
  day: 'Ngày',
  up: 'Hoạt động',
  down: 'Không truy cập được',
  noCodes: 'Không quay lại được',
  degraded: 'Chập chờn',
  minutes: (count: number) => `${count} phút`,
}
const en: typeof vi = {
  title: 'The national portal, the last 90 days',
  summary: (percent, troubled) =>
    `It worked ${percent} of the time that was watched; ${troubled === 0 ? 'no day' : counted(troubled, 'day', 'days')} had trouble.`,
  none: 'No day has been watched yet.',
  from: '90 days ago',
  to: 'today',
  table: 'Days with trouble',
  day: 'Day',
  up: 'Worked',
  down: 'Could not be reached',
  noCodes: 'Nobody came back',
  degraded: 'Unsteady',
  minutes: (count) => `${count} min`,
}
export const words: Record<Language, typeof vi> = { vi, en }
