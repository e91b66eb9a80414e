// The words of the unit administrator's readiness page.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'SẴN SÀNG CỦA ĐƠN VỊ',
  drills: 'Diễn tập',
  running: (until: string) => `Đang diễn tập, đến ${until}`,
  at: (window: string, date: string) => `${window} ngày ${date}`,
  noDrills: 'Chưa có buổi diễn tập nào được lên lịch. Muốn diễn tập, hãy gọi quản trị hệ thống.',
  who: 'Nhắc người trong danh sách: đăng nhập bằng CDVCQG, rồi làm các bước ở mục “Sẵn sàng dự phòng”.',
}

const en: typeof vi = {
  title: 'Readiness of my units',
  drills: 'Drills',
  running: (until) => `Under way until ${until}`,
  at: (window, date) => `${window} on ${date}`,
  noDrills: 'No drill is planned. To have one, call the system administrators.',
  who: 'Remind the people on the list: sign in through the portal, then do the steps under “Ready for the standby door”.',
}

export const words: Record<Language, typeof vi> = { vi, en }
