// The words around a code on its way: sign-in, registration, changes.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  codeTitle: 'Nhập mã xác thực',
  codeSent: (tag: string, phone: string) => [`Mã `, tag, ` gửi tới số `, phone],
  codeLabel: 'Mã 6 số',
  codeExpires: 'Mã xác thực sẽ hết hạn sau',
  codeSeconds: '120 giây',
  codeExpired: 'Mã này đã hết hạn. Hãy bấm “Gửi lại”.',
  codeWaiting: 'Đang chuyển mã tới nhà mạng…',
  codeAccepted: 'Nhà mạng đã nhận',
  codeDelivered: 'Đã tới máy của bạn',
  codeNotDelivered: 'Chưa có xác nhận tới máy',
  codeFailed: 'Nhà mạng chưa gửi được mã. Hãy bấm “Gửi lại” hoặc gọi số hỗ trợ.',
  continue: 'Tiếp tục',
  sendAgain: 'Gửi lại',
  sendAgainIn: 'sau',
  sentAgain: (tag: string) => `Đã gửi mã mới ${tag}. Mã cũ không còn dùng được.`,
}

const en: typeof vi = {
  codeTitle: 'Enter the code',
  codeSent: (tag, phone) => [`Code `, tag, ` goes to `, phone],
  codeLabel: '6-digit code',
  codeExpires: 'The code expires in',
  codeSeconds: '120 seconds',
  codeExpired: 'This code has expired. Press “Send again”.',
  codeWaiting: 'Handing the code to the carrier…',
  codeAccepted: 'The carrier has it',
  codeDelivered: 'It reached your phone',
  codeNotDelivered: 'Not yet confirmed by your phone',
  codeFailed: 'The carrier could not send the code. Press “Send again”, or call the help number.',
  continue: 'Continue',
  sendAgain: 'Send again',
  sendAgainIn: 'in',
  sentAgain: (tag) => `A new code ${tag} was sent. The older one no longer works.`,
}

export const words: Record<Language, typeof vi> = { vi, en }
