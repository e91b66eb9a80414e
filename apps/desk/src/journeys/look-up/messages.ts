// The words of the public look-up.
import { counted } from '@motcua/ui/counted.ts'
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  title: 'Tra cứu hồ sơ',
  leadHeading: 'Hồ sơ của bạn đang ở đâu?',
  leadText: 'Nhập mã hồ sơ ghi trên giấy tiếp nhận và 4 số cuối của số giấy tờ đã dùng khi nộp.',
  code: 'Mã hồ sơ',
  codeHint: 'Ví dụ 000.01.31.H09-261123-0001',
  figures: '4 số cuối của CMND/CCCD hoặc mã số thuế',
  submit: 'Tra cứu',
  again: 'Tra cứu hồ sơ khác',
  backToWork: 'Về danh sách hồ sơ của tôi',
  applicant: 'Người nộp',
  procedure: 'Thủ tục',
  agency: 'Cơ quan',
  status: 'Trạng thái',
  received: 'Thời gian nhận',
  due: 'Hẹn trả kết quả',
  dueNone: 'Sẽ có khi hồ sơ được tiếp nhận',
  paused: 'Tạm dừng tính giờ, chờ bổ sung giấy tờ',
  steps: 'Quá trình xử lý',
  finished: 'Xử lý xong',
  finishedLate: (at: string) => `${at}, sau thời gian hẹn trả`,
  overdue: 'Hồ sơ đã quá hạn trả kết quả',
  overdueText: (due: string) =>
    `Hạn trả kết quả là ${due}, đến nay hồ sơ chưa giải quyết xong. Bạn có thể yêu cầu cơ quan cho biết lý do và hẹn lại ngày trả kết quả.`,
  unpaidText: (due: string) =>
    `Hạn trả kết quả là ${due}. Hồ sơ đang chờ bạn thực hiện nghĩa vụ tài chính; nộp xong, hồ sơ được giải quyết tiếp.`,
  goThere: 'Hãy đến Bộ phận Tiếp nhận và Trả kết quả của cơ quan, mang theo giấy tiếp nhận.',
  callOrGo: (phone: string) =>
    `Hãy gọi ${phone}, hoặc đến Bộ phận Tiếp nhận và Trả kết quả của cơ quan, mang theo giấy tiếp nhận.`,
  ask: (phone: string) => `Cần hỏi thêm, gọi ${phone}.`,
  errors: {
    code: 'Mã hồ sơ có dạng 000.01.31.H09-261123-0001.',
    figures: 'Hãy nhập đúng 4 chữ số.',
  },
  unknown: 'Không tìm thấy hồ sơ với mã và 4 số cuối này. Hãy xem lại giấy tiếp nhận.',
  tooMany: (minutes: number) => `Đã tra cứu nhiều lần. Hãy đợi ${minutes} phút rồi thử lại.`,
}

const en: typeof vi = {
  title: 'Look a dossier up',
  leadHeading: 'Where is your dossier?',
  leadText: 'Enter the code on your receipt and the last 4 figures of the number that you gave.',
  code: 'Dossier code',
  codeHint: 'Such as 000.01.31.H09-261123-0001',
  figures: 'Last 4 figures of the ID or tax number',
  submit: 'Look up',
  again: 'Look another up',
  backToWork: 'Back to my dossiers',
  applicant: 'Applicant',
  procedure: 'Procedure',
  agency: 'Agency',
  status: 'Status',
  received: 'Received',
  due: 'Result due',
  dueNone: 'Known once the dossier is received',
  paused: 'The clock is paused until the missing papers arrive',
  steps: 'History',
  finished: 'Finished',
  finishedLate: (at) => `${at}, after the result was due`,
  overdue: 'This dossier is overdue',
  overdueText: (due) =>
    `The result was due at ${due} and is not ready yet. You may ask the agency for the reason and for a new date.`,
  unpaidText: (due) =>
    `The result was due at ${due}. The dossier waits for your payment and goes on as soon as you have paid.`,
  goThere: 'Go to the agency’s one-stop desk and take your receipt with you.',
  callOrGo: (phone) => `Call ${phone}, or go to the agency’s one-stop desk and take your receipt with you.`,
  ask: (phone) => `Questions? Call ${phone}.`,
  errors: {
    code: 'A dossier code is like 000.01.31.H09-261123-0001.',
    figures: 'Enter exactly 4 figures.',
  },
  unknown: 'There is no dossier with this code and these 4 figures. Check your receipt.',
  tooMany: (minutes) => `Too many tries. Wait ${counted(minutes, 'minute', 'minutes')}, then try again.`,
}

export const words: Record<Language, typeof vi> = { vi, en }
