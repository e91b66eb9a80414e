// The words of the page of reset requests.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Yêu cầu duyệt',
  intro:
    'Người không có bằng chứng thứ hai xin duyệt để đặt lại mật khẩu. Hãy gọi cho họ qua số đã biết trước khi duyệt. Duyệt xong, họ có 60 phút để làm lại từ đầu.',
  who: 'Cán bộ',
  agency: 'Đơn vị',
  at: 'Gửi lúc',
  decision: 'Quyết định',
  approve: 'Duyệt',
  decline: 'Từ chối',
  empty: 'Không có yêu cầu nào đang chờ',
  emptyText: 'Yêu cầu chờ quá 24 giờ sẽ tự hết.',
  done: { approved: 'Đã duyệt. Yêu cầu có hiệu lực 60 phút.', declined: 'Đã từ chối yêu cầu.' },
  needsProof: 'Duyệt yêu cầu cần mật khẩu và mã trong 5 phút gần đây; bạn sẽ được hỏi.',
}

const en: typeof vi = {
  title: 'Requests',
  intro:
    'People without a second proof ask for approval to reset their password. Call them on a number you know before you approve. They then have 60 minutes to start again.',
  who: 'Officer',
  agency: 'Agency',
  at: 'Sent at',
  decision: 'Decision',
  approve: 'Approve',
  decline: 'Decline',
  empty: 'No request is waiting',
  emptyText: 'A request that waits for more than 24 hours lapses.',
  done: { approved: 'Approved. It lasts for 60 minutes.', declined: 'The request was declined.' },
  needsProof: 'Approving needs a password and code of the last 5 minutes; you will be asked.',
}

export const words: Record<Language, typeof vi> = { vi, en }
