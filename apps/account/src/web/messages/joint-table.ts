// The words of the table of requests that two people decide.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Cần hai người duyệt',
  intro:
    'Đổi số vì mất điện thoại, và mở lại tài khoản bị giữ. Hãy gặp hoặc gọi người đó qua cách đã biết trước khi duyệt; mỗi người chỉ duyệt được một lần, không duyệt cho chính mình.',
  who: 'Người',
  agency: 'Đơn vị',
  what: 'Việc',
  at: 'Gửi lúc',
  state: 'Đã duyệt',
  decision: 'Quyết định',
  newNumber: (number: string) => `Số mới ${number}`,
  release: 'Mở lại tài khoản bị giữ',
  none: 'Chưa ai',
  firstBy: (name: string) => `${name} (1/2)`,
  approve: 'Duyệt',
  decline: 'Từ chối',
  approveOf: (name: string) => `Duyệt yêu cầu cần hai người của ${name}`,
  declineOf: (name: string) => `Từ chối yêu cầu cần hai người của ${name}`,
  empty: 'Không có yêu cầu nào cần hai người',
  emptyText: 'Yêu cầu đổi số chờ quá 24 giờ sẽ tự hết.',
  done: {
    'first-yes': 'Đã duyệt. Còn cần một người thứ hai.',
    'both-yes': 'Hai người đã duyệt. Người ấy làm tiếp được ngay.',
    no: 'Đã từ chối yêu cầu.',
  },
}

const en: typeof vi = {
  title: 'For two people to approve',
  intro:
    'New numbers after a lost phone, and held accounts that are to open again. Meet the person, or call them in a way you know, before you approve; nobody approves twice, or for themselves.',
  who: 'Person',
  agency: 'Agency',
  what: 'What for',
  at: 'Sent at',
  state: 'Approved by',
  decision: 'Decision',
  newNumber: (number) => `New number ${number}`,
  release: 'Open a held account',
  none: 'Nobody yet',
  firstBy: (name) => `${name} (1/2)`,
  approve: 'Approve',
  decline: 'Decline',
  approveOf: (name) => `Approve the two-person request of ${name}`,
  declineOf: (name) => `Decline the two-person request of ${name}`,
  empty: 'No request needs two people',
  emptyText: 'A new number that waits for more than 24 hours lapses.',
  done: {
    'first-yes': 'Approved. A second person is still needed.',
    'both-yes': 'Two people have approved. The person can go on at once.',
    no: 'The request was declined.',
  },
}

export const words: Record<Language, typeof vi> = { vi, en }
export type JointDone = keyof typeof vi.done
export const jointDoneWords = Object.keys(vi.done) as JointDone[]
