// What an alarm says, and what to do: as a mail in both languages, and as an SMS in unaccented Vietnamese.
import { counted } from '@motcua/ui/counted.ts'
import type { Alarm, AlarmKind } from '../../records/alarms/store.ts'
import { unaccented } from '../unaccented.ts'

type Detail = Alarm['detail']
type Words = (detail: Detail, origin: string) => { title: string; text: string }

const said = (detail: Detail, name: string): string => String(detail[name] ?? '')

const vi: Record<AlarmKind, Words> = {
  'door-opened': (d, origin) => ({
    title: d['extends'] ? 'Cửa dự phòng được gia hạn' : 'Cửa dự phòng đã mở',
    text: `${said(d, 'name')} mở ${said(d, 'minutes')} phút. Lý do: ${said(d, 'reason')}. Nếu không phải việc đã thống nhất, hãy đóng ngay tại ${origin}/vi/console/standby`,
  }),
  'door-closed': (d, origin) => ({
    title: 'Cửa dự phòng đã đóng',
    text: `${said(d, 'name')} đóng. Lý do: ${said(d, 'reason')}. Xem ai đã vào tại ${origin}/vi/console/audit`,
  }),
  'door-lapsed': (_d, origin) => ({
    title: 'Cửa dự phòng đã hết giờ',
    text: `Nếu Cổng vẫn chưa hoạt động, một quản trị viên thứ hai cần gia hạn tại ${origin}/vi/console/standby`,
  }),
  'sign-ins-in-doubt': (d, origin) => ({
    title: d['what'] === 'mismatched' ? 'Danh tính ở Cổng không khớp' : 'Có lượt đăng nhập dự phòng chưa xác nhận',
    text:
      d['what'] === 'mismatched'
        ? `Cổng đưa về một tài khoản khác mang số giấy tờ của ${said(d, 'name')}, người đã vào qua cửa dự phòng. Xem tại ${origin}/vi/console/reconciliation`
        : `${said(d, 'count')} cán bộ vào qua cửa dự phòng mở lúc ${said(d, 'at')} chưa đăng nhập lại qua Cổng sau 7 ngày. Xem tại ${origin}/vi/console/reconciliation`,
  }),
  'messages-fail': (d, origin) => ({
    title: messagesVi[said(d, 'what')] ?? 'Tin nhắn gặp sự cố',
    text: `${said(d, 'gateway')} Xem và đổi thứ tự tổng đài tại ${origin}/vi/console/gateways`.trim(),
  }),
  'drill-planned': (d, origin) => ({
    title: 'Diễn tập cửa dự phòng đã được lên lịch',
    text: `${said(d, 'name')} lên lịch ${said(d, 'minutes')} phút, lúc ${said(d, 'at')}. Nếu không phải việc đã thống nhất, hãy hủy tại ${origin}/vi/console/drills`,
  }),
  'drill-opened': (d, origin) => ({
    title: 'Diễn tập cửa dự phòng bắt đầu, không phải sự cố',
    text: `Cửa mở đến ${said(d, 'until')} cho người diễn tập. Theo dõi tại ${origin}/vi/console/drills`,
  }),
  'account-held': (_d, origin) => ({
    title: 'Có người báo “không phải tôi”: một tài khoản đang bị giữ',
    text: `Không có quản trị đơn vị nào ở trên người này. Xem tại ${origin}/vi/console/requests`,
  }),
  'portal-changed': (d, origin) => ({
    title: portalTitleVi(said(d, 'verdict')),
    text:
      d['verdict'] === 'ok'
        ? `Xem lại và đóng cửa dự phòng nếu đang mở: ${origin}/vi/console/standby`
        : `Xem bằng chứng và mở cửa dự phòng nếu cần: ${origin}/vi/console/standby`,
  }),
}

const messagesVi: Readonly<Record<string, string>> = {
  breaker: 'Một tổng đài SMS tạm nghỉ vì lỗi nhiều',
  dead: 'Không còn tổng đài SMS nào hoạt động',
  'budget-soon': 'Đã dùng 80 % hạn mức tin nhắn trong ngày',
  entered: 'Ít mã SMS được nhập lại',
  budget: 'Đã chạm hạn mức tin nhắn',
}
const messagesEn: Readonly<Record<string, string>> = {
  breaker: 'An SMS gateway rests after many faults',
  dead: 'No SMS gateway works any more',
  'budget-soon': '80 % of the day’s budget of messages is used',
  entered: 'Few of the codes sent are entered',
  budget: 'The ceiling of messages was reached',
}

const en: Record<AlarmKind, Words> = {
  'door-opened': (d, origin) => ({
    title: d['extends'] ? 'The standby door was extended' : 'The standby door was opened',
    text: `By ${said(d, 'name')}, for ${said(d, 'minutes')} minutes. Reason: ${said(d, 'reason')}. If nobody agreed to this, close it at ${origin}/en/console/standby`,
  }),
  'door-closed': (d, origin) => ({
    title: 'The standby door was closed',
    text: `By ${said(d, 'name')}. Reason: ${said(d, 'reason')}. Who came in: ${origin}/en/console/audit`,
  }),
  'door-lapsed': (_d, origin) => ({
    title: 'The time of the standby door is over',
    text: `If the portal still fails, a second administrator has to extend it at ${origin}/en/console/standby`,
  }),
  'sign-ins-in-doubt': (d, origin) => ({
    title: d['what'] === 'mismatched' ? 'A portal identity does not match' : 'Standby sign-ins are not confirmed',
    text:
      d['what'] === 'mismatched'
        ? `The portal brought another account with the ID number of ${said(d, 'name')}, who had come in by the standby door. See ${origin}/en/console/reconciliation`
        : `${counted(Number(d['count']), 'officer', 'officers')} who came in by the standby door opened at ${said(d, 'at')} ${d['count'] === 1 ? 'has' : 'have'} not come through the portal within 7 days. See ${origin}/en/console/reconciliation`,
  }),
  'messages-fail': (d, origin) => ({
    title: messagesEn[said(d, 'what')] ?? 'Messages fail',
    text: `${said(d, 'gateway')} See, and change the order of the gateways at ${origin}/en/console/gateways`.trim(),
  }),
  'drill-planned': (d, origin) => ({
    title: 'A drill of the standby door was planned',
    text: `By ${said(d, 'name')}, for ${said(d, 'minutes')} minutes, at ${said(d, 'at')}. If nobody agreed to this, cancel it at ${origin}/en/console/drills`,
  }),
  'drill-opened': (d, origin) => ({
    title: 'A drill of the standby door has begun; this is no outage',
    text: `The door is open for those who practise until ${said(d, 'until')}. Watch it at ${origin}/en/console/drills`,
  }),
  'account-held': (_d, origin) => ({
    title: 'Somebody said “it was not me”: an account is held',
    text: `No unit administrator stands above this person. See ${origin}/en/console/requests`,
  }),
  'portal-changed': (d, origin) => ({
    title: portalTitleEn(said(d, 'verdict')),
    text:
      d['verdict'] === 'ok'
        ? `Look, and close the standby door where it is open: ${origin}/en/console/standby`
        : `See the evidence, and open the standby door if needed: ${origin}/en/console/standby`,
  }),
}

function portalTitleVi(verdict: string): string {
  if (verdict === 'down') return 'Cổng DVCQG không truy cập được'
  if (verdict === 'no-codes') return 'Cổng DVCQG không gửi được mã'
  return verdict === 'ok' ? 'Cổng DVCQG đã hoạt động lại' : 'Cổng DVCQG hoạt động kém'
}

function portalTitleEn(verdict: string): string {
  if (verdict === 'down') return 'The national portal cannot be reached'
  if (verdict === 'no-codes') return 'The national portal sends no codes'
  return verdict === 'ok' ? 'The national portal works again' : 'The national portal works badly'
}

export const alarmWords = (alarm: Pick<Alarm, 'kind' | 'detail'>, origin: string) => ({
  vi: vi[alarm.kind](alarm.detail, origin),
  en: en[alarm.kind](alarm.detail, origin),
})

/** ≤ 160 GSM-7 characters: the title and where to look. */
export function alarmSms(alarm: Pick<Alarm, 'kind' | 'detail'>, origin: string): string {
  const { title, text } = vi[alarm.kind](alarm.detail, origin)
  const plain = unaccented(`${title}. ${text}`)
  const place = ` ${origin}/vi/console`
  return plain.length <= 160 ? plain : `${plain.slice(0, 160 - place.length - 1).trimEnd()}.${place}`
}
