// The words of the desk's frame.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  mine: 'Hồ sơ của tôi',
  agency: 'Hồ sơ của đơn vị',
  receive: 'Tiếp nhận',
  results: 'Trả kết quả',
  lookUp: 'Tra cứu',
  portalDoor: 'Vào bằng Cổng DVCQG',
  standbyDoor: 'Vào bằng cửa dự phòng',
  unitAdmin: 'Quản trị đơn vị',
  signOut: 'Đăng xuất',
  standbySince: (at: string) => `Bạn vào bằng cửa dự phòng lúc ${at}`,
  standbyUntil: (until: string) => `Phiên làm việc kéo dài đến ${until}; mọi thao tác được ghi nhận như thường lệ.`,
  idleTitle: 'Bạn còn ở quầy không?',
  idleText: 'Để giữ an toàn cho hồ sơ, phiên làm việc sẽ tự kết thúc sau',
  idleKept: 'Bản nháp đang nhập được giữ lại.',
  idleStay: 'Tiếp tục làm việc',
  endTitle: 'Sắp hết phiên làm việc',
  endText: 'Phiên này đã tới thời hạn và sẽ kết thúc sau',
  endKept: 'Hãy lưu việc đang làm. Bạn có thể đăng nhập lại ngay sau đó.',
  endRead: 'Đã rõ',
}

const en: typeof vi = {
  mine: 'My dossiers',
  agency: 'My agency’s dossiers',
  receive: 'Receive',
  results: 'Return results',
  lookUp: 'Look-up',
  portalDoor: 'Through the national portal',
  standbyDoor: 'Through the standby door',
  unitAdmin: 'Unit administrator',
  signOut: 'Sign out',
  standbySince: (at) => `You came in through the standby door at ${at}`,
  standbyUntil: (until) => `The session lasts until ${until}; everything you do is recorded as always.`,
  idleTitle: 'Are you still at the counter?',
  idleText: 'To keep the dossiers safe, the session ends by itself in',
  idleKept: 'The draft you are writing is kept.',
  idleStay: 'Go on working',
  endTitle: 'The session is about to end',
  endText: 'This session has reached its limit and ends in',
  endKept: 'Save what you are doing. You can sign in again right afterwards.',
  endRead: 'Understood',
}

export const words: Record<Language, typeof vi> = { vi, en }
