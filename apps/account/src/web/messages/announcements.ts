// What many are told at once. SMS: unaccented Vietnamese in one message of 160. Mail: Vietnamese first, English below.
import { counted } from '@motcua/ui/counted.ts'
import type { Lack, ReadinessTotal } from '../../records/readiness/store.ts'
import { clock, day } from '../times.ts'

export type MailWords = { subject: string; text: string }

/** `until`: "08:31"; `host`: the address that people know. */
export const openingSms = (host: string, until: string): string =>
  `Cua dang nhap du phong dang mo den ${until}. Vao ${host} bang so CCCD va mat khau du phong. Thoi nhan tin: muc Tai khoan cua toi.`

export type DrillTimes = { starts_at: Date; ends_at: Date }

/** "08:00-08:30 ngay 30/11" */
const windowText = ({ starts_at: from, ends_at: to }: DrillTimes) =>
  `${clock('vi', from)}-${clock('vi', to)} ngay ${day('vi', from).slice(0, 5)}`

export const drillPlannedSms = (host: string, drill: DrillTimes, isUnitAdmin: boolean): string =>
  isUnitAdmin
    ? `Don vi ban dien tap cua du phong ${windowText(drill)} (khong phai su co). Theo doi ai da san sang va ket qua tai ${host}.`
    : `Dien tap cua du phong ${windowText(drill)} (khong phai su co). Gio do hay dang nhap ${host} bang CCCD va mat khau du phong.`

export const drillOpenedSms = (host: string, drill: DrillTimes, isUnitAdmin: boolean): string =>
  isUnitAdmin
    ? `Don vi ban dang dien tap cua du phong den ${clock('vi', drill.ends_at)} (khong phai su co). Hay dang nhap thu va theo doi tai ${host}.`
    : `Dang dien tap cua du phong den ${clock('vi', drill.ends_at)} (khong phai su co). Hay dang nhap ${host} bang so CCCD va mat khau du phong.`

export const drillCancelledSms = (startsAt: Date): string =>
  `Buoi dien tap cua du phong luc ${clock('vi', startsAt)} ngay ${day('vi', startsAt).slice(0, 5)} da huy.`

const both = (vi: string, en: string): string => `${vi}\n\n— ${en}\n`

export const drillPlannedMail = (origin: string, { starts_at: from, ends_at: to }: DrillTimes): MailWords => ({
  subject: `[Motcua] Diễn tập cửa dự phòng ${clock('vi', from)} ngày ${day('vi', from)}`,
  text: both(
    `Diễn tập cửa dự phòng từ ${clock('vi', from)} đến ${clock('vi', to)} ngày ${day('vi', from)}. Đây không phải sự cố: Cổng vẫn hoạt động. Trong giờ đó, hãy mở ${origin}/vi/my-account/drill và đăng nhập bằng số CCCD và mật khẩu dự phòng.`,
    `Drill of the standby door from ${clock('en', from)} to ${clock('en', to)} on ${day('en', from)}. This is no outage. During that time open ${origin}/en/my-account/drill and sign in with your ID number and standby password.`,
  ),
})

export const drillOpenedMail = (origin: string, { ends_at: to }: DrillTimes): MailWords => ({
  subject: `[Motcua] Đang diễn tập cửa dự phòng, đến ${clock('vi', to)}`,
  text: both(
    `Đang diễn tập cửa dự phòng đến ${clock('vi', to)}. Đây không phải sự cố. Hãy mở ${origin}/vi/my-account/drill và đăng nhập bằng số CCCD và mật khẩu dự phòng.`,
    `A drill of the standby door runs until ${clock('en', to)}. This is no outage. Open ${origin}/en/my-account/drill and sign in with your ID number and standby password.`,
  ),
})

export const drillCancelledMail = (startsAt: Date): MailWords => ({
  subject: `[Motcua] Hủy diễn tập cửa dự phòng ${clock('vi', startsAt)} ngày ${day('vi', startsAt)}`,
  text: both(
    `Buổi diễn tập cửa dự phòng lúc ${clock('vi', startsAt)} ngày ${day('vi', startsAt)} đã hủy.`,
    `The drill of the standby door at ${clock('en', startsAt)} on ${day('en', startsAt)} was cancelled.`,
  ),
})

const campaignTexts: Record<Lack, { vi: string; en: string; sms: string }> = {
  ready: {
    vi: 'Nếu Cổng Dịch vụ công Quốc gia hỏng lúc này, bạn chưa đăng nhập trực tiếp được. Hãy đăng nhập bằng CDVCQG rồi làm các bước ở mục “Sẵn sàng dự phòng”: đăng ký số nhận OTP, đặt mật khẩu. Mất khoảng 3 phút.',
    en: 'If the National Public Service Portal failed now, you could not sign in directly. Sign in through the portal and do the steps under “Ready for the standby door”: register a number for codes, set a password. It takes about 3 minutes.',
    sms: 'Ban chua dang nhap duoc khi Cong DVCQG hong. Hay vao HOST bang CDVCQG, dang ky OTP va dat mat khau (3 phut).',
  },
  phone: {
    vi: 'Số nhận OTP của bạn đã hơn 180 ngày chưa xác nhận lại. Ngày Cổng hỏng, mã gửi về số đó. Hãy đăng nhập bằng CDVCQG và xác nhận lại ở mục “Đăng ký OTP”.',
    en: 'Your number for codes was not confirmed for over 180 days. On the day on which the portal fails, codes go there. Sign in through the portal and confirm it under “Register for OTP”.',
    sms: 'So nhan OTP cua ban hon 180 ngay chua xac nhan lai. Hay vao HOST bang CDVCQG, muc Dang ky OTP, de xac nhan.',
  },
  practice: {
    vi: 'Một năm qua bạn chưa đăng nhập thử bằng cửa dự phòng. Hãy kiểm tra mật khẩu và số nhận OTP ở mục “Sẵn sàng dự phòng”, và tham gia buổi diễn tập tới.',
    en: 'For a year you have not signed in by the standby door. Check your password and number for codes under “Ready for the standby door”, and take part in the next drill.',
    sms: 'Mot nam qua ban chua thu cua du phong. Hay vao HOST kiem tra mat khau, so nhan OTP va tham gia dien tap toi.',
  },
}

export const campaignSms = (host: string, lack: Lack): string => campaignTexts[lack].sms.replace('HOST', host)

export const campaignMail = (origin: string, lack: Lack): MailWords => ({
  subject: '[Motcua] Chuẩn bị cho ngày Cổng gặp sự cố',
  text: both(
    `${campaignTexts[lack].vi} ${origin}/vi/my-account/info`,
    `${campaignTexts[lack].en} ${origin}/en/my-account/info`,
  ),
})

/** Of a unit administrator's agency and those below it. */
export type WeeklyFigures = Pick<
  ReadinessTotal,
  'total' | 'ready' | 'no_password' | 'no_phone' | 'stale_phone' | 'unpractised'
>

export const weeklySms = (host: string, { total, ready }: WeeklyFigures): string =>
  `${total - ready} tren ${total} can bo don vi ban chua vao duoc cua du phong neu Cong hong. Xem va nhac ho tai ${host}, muc San sang don vi.`

type Named = { agency_vi: string; agency_en: string }

export const weeklyMail = (origin: string, { agency_vi, agency_en }: Named, of: WeeklyFigures): MailWords => ({
  subject: `[Motcua] Sẵn sàng của ${agency_vi}: ${of.ready}/${of.total} cán bộ`,
  text: both(
    `Nếu Cổng hỏng lúc này: ${of.total - of.ready} trên ${of.total} cán bộ của ${agency_vi} và các đơn vị trực thuộc không làm việc được. ${of.no_password} chưa đặt mật khẩu, ${of.no_phone} chưa xác nhận số nhận OTP, ${of.stale_phone} có số hơn 180 ngày chưa xác nhận lại, ${of.unpractised} chưa diễn tập trong một năm. Xem từng người và nhắc họ: ${origin}/vi/my-account/readiness`,
    `If the portal failed now, ${of.total - of.ready} of ${counted(of.total, 'officer', 'officers')} of ${agency_en} and the agencies below could not work. Without a password: ${of.no_password}; without a confirmed phone: ${of.no_phone}; with a number not confirmed for 180 days: ${of.stale_phone}; without practice for a year: ${of.unpractised}. Who, and remind them: ${origin}/en/my-account/readiness`,
  ),
})
