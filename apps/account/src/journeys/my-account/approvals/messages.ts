// The words of the page on which a unit administrator decides.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'DUYỆT YÊU CẦU',
  intro:
    'Cán bộ thuộc đơn vị của bạn nhờ duyệt để đặt lại mật khẩu. Hãy gặp hoặc gọi họ qua số đã biết trước khi duyệt. Duyệt xong, họ có 60 phút để làm lại từ đầu.',
  who: 'Cán bộ',
  agency: 'Đơn vị',
  at: 'Gửi lúc',
  actions: 'Thao tác',
  approve: 'Duyệt',
  decline: 'Từ chối',
  approveOf: (name: string) => `Duyệt yêu cầu của ${name}`,
  declineOf: (name: string) => `Từ chối yêu cầu của ${name}`,
  empty: 'Không có yêu cầu nào đang chờ',
  emptyText: 'Yêu cầu chờ quá 24 giờ sẽ tự hết. Yêu cầu của chính bạn do người khác duyệt.',
  approved: 'Đã duyệt. Yêu cầu có hiệu lực 60 phút.',
  declined: 'Đã từ chối yêu cầu.',
}

const en: typeof vi = {
  title: 'Requests to approve',
  intro:
    'Officers of your unit ask you to approve a password reset. Meet them, or call them on a number you know, before you approve. They then have 60 minutes to start again.',
  who: 'Officer',
  agency: 'Agency',
  at: 'Sent at',
  actions: 'Actions',
  approve: 'Approve',
  decline: 'Decline',
  approveOf: (name) => `Approve the request of ${name}`,
  declineOf: (name) => `Decline the request of ${name}`,
  empty: 'No request is waiting',
  emptyText: 'A request that waits for more than 24 hours lapses. Your own is decided by somebody else.',
  approved: 'Approved. It lasts for 60 minutes.',
  declined: 'The request was declined.',
}

export const words: Record<Language, typeof vi> = { vi, en }
