// What many are told at once. SMS: unaccented Vietnamese in one message of 160. Mail: Vietnamese first, English below.
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
