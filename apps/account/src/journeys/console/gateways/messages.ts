// The words of the page of SMS gateways.
import type { Language } from '@motcua/ui/shell.ts'
import type { AlarmKind } from '../../../records/gateways/alarms.ts'
import type { TestMessage } from '../../../records/gateways/figures.ts'

const viAlarms: Record<AlarmKind, (gateway: string) => string> = {
  breaker: (gateway) => `Tổng đài ${gateway} hỏng liên tiếp nên đang tạm nghỉ`,
  entered: () => 'Dưới 30 % số mã gửi đi được nhập trong 15 phút: tin nhắn có thể không tới máy',
  budget: () => 'Đã chạm trần số tin nhắn: mã mới không được gửi',
}
const viStates: Record<TestMessage['state'], string> = {
  queued: 'Đang chuyển tới tổng đài…',
  accepted: 'Tổng đài đã nhận, chưa có xác nhận tới máy',
  delivered: 'Đã tới máy',
  failed: 'Không gửi được',
  unknown: 'Tổng đài đã nhận và không cho biết gì thêm',
}

const vi = {
  title: 'Tổng đài SMS',
  intro: 'Tin nhắn đi qua tổng đài đứng đầu. Nếu tổng đài ấy từ chối hoặc im lặng, tổng đài sau gửi ngay cùng một mã.',
  noSpare: 'Chỉ có một tổng đài: không có tổng đài dự phòng.',
  noSpareText: 'Khi tổng đài này hỏng, mã không tới được ai qua SMS. Hãy khai báo thêm một tổng đài trong SMS_ROUTE.',
  failoverOff: 'Không tự chuyển sang tổng đài sau (SMS_FAILOVER=off).',
  today: '24 giờ qua',
  medianNote: '“Tới máy sau” là trung vị từ lúc tổng đài nhận.',
  gateway: 'Tổng đài',
  state: 'Tình trạng',
  accepted: 'Đã nhận',
  delivered: 'Tới máy',
  entered: 'Mã được nhập',
  failed: 'Không gửi được',
  median: 'Tới máy sau',
  order: 'Thứ tự',
  first: 'Đang dùng trước',
  makeFirst: 'Đưa lên đầu',
  breakers: { closed: 'Bình thường', 'half-open': 'Đang thử lại', open: 'Tạm nghỉ' },
  openUntil: (until: string) => `đến ${until}`,
  orderSetBy: (name: string, at: string) => `Thứ tự do ${name} đặt lúc ${at}.`,
  orderFromSettings: 'Thứ tự theo cài đặt của máy chủ.',
  needsProof: 'Đổi thứ tự cần mật khẩu và mã trong 5 phút gần đây; bạn sẽ được hỏi.',
  byHour: 'Theo giờ',
  hour: 'Giờ',
  noMessages: 'Chưa gửi tin nhắn nào trong 24 giờ qua',
  noMessagesText: 'Số liệu theo giờ sẽ hiện ở đây.',
  alarms: viAlarms,
  alarmSince: (at: string) => `từ ${at}`,
  alarmSpan: (from: string, to: string) => `${from}–${to}`,
  pastAlarms: 'Cảnh báo trong 24 giờ qua',
  test: 'Gửi tin thử',
  testText: 'Gửi một tin nhắn không có mã qua đúng tổng đài đã chọn, tới số bạn nhập. Mỗi giờ nhiều nhất 5 tin.',
  phone: 'Số điện thoại',
  phoneHint: 'Số di động Việt Nam, ví dụ 0901 234 926',
  send: 'Gửi tin thử',
  done: { order: 'Đã đổi thứ tự tổng đài.' },
  testStates: viStates,
  testTo: (gateway: string, phone: string) => `Tin thử qua ${gateway} tới ${phone}`,
  seconds: (count: string) => `${count} giây`,
}

const en: typeof vi = {
  title: 'SMS gateways',
  intro:
    'Messages go through the first gateway. Where it refuses or stays silent, the next one sends the same code at once.',
  noSpare: 'There is one gateway only: no spare.',
  noSpareText: 'When it fails, codes reach nobody by SMS. Add another gateway to SMS_ROUTE.',
  failoverOff: 'The next gateway does not take over by itself (SMS_FAILOVER=off).',
  today: 'Last 24 hours',
  medianNote: '“Delivered after” is the median from acceptance.',
  gateway: 'Gateway',
  state: 'State',
  accepted: 'Accepted',
  delivered: 'Delivered',
  entered: 'Codes entered',
  failed: 'Failed',
  median: 'Delivered after',
  order: 'Order',
  first: 'Used first',
  makeFirst: 'Make first',
  breakers: { closed: 'Works', 'half-open': 'Being tried', open: 'Resting' },
  openUntil: (until) => `until ${until}`,
  orderSetBy: (name, at) => `${name} set the order at ${at}.`,
  orderFromSettings: 'The order is that of the server’s settings.',
  needsProof: 'Changing the order needs a password and code of the last 5 minutes; you will be asked.',
  byHour: 'By the hour',
  hour: 'Hour',
  noMessages: 'No message was sent in the last 24 hours',
  noMessagesText: 'Figures by the hour will stand here.',
  alarms: {
    breaker: (gateway) => `Gateway ${gateway} failed repeatedly and rests`,
    entered: () => 'Fewer than 30 % of the codes of the last 15 minutes were entered: messages may not arrive',
    budget: () => 'The ceiling of messages was reached: new codes are not sent',
  },
  alarmSince: (at) => `since ${at}`,
  alarmSpan: (from, to) => `${from}–${to}`,
  pastAlarms: 'Alarms of the last 24 hours',
  test: 'Send a test message',
  testText: 'Sends a message without a code through this very gateway, to the number you type. Five an hour at most.',
  phone: 'Phone number',
  phoneHint: 'A Vietnamese mobile number, such as 0901 234 926',
  send: 'Send test',
  done: { order: 'The order of the gateways was changed.' },
  testStates: {
    queued: 'Being handed to the gateway…',
    accepted: 'The gateway took it; not yet confirmed by the phone',
    delivered: 'It reached the phone',
    failed: 'It could not be sent',
    unknown: 'The gateway took it and tells no more',
  },
  testTo: (gateway, phone) => `Test through ${gateway} to ${phone}`,
  seconds: (count) => `${count} s`,
}

export const words: Record<Language, typeof vi> = { vi, en }

const labels = {
  esms: 'eSMS',
  speedsms: 'SpeedSMS',
  vnpt: 'VNPT',
  viettel: 'Viettel',
  fpt: 'FPT',
  twilio: 'Twilio',
  http: 'HTTP/JSON',
  smpp: 'SMPP',
} as const

export const gatewayLabel = (name: string): string => labels[name as keyof typeof labels] ?? name
