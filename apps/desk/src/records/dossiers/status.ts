// The ten national statuses of a dossier (TrangThaiHoSo), with their official names.
import type { Language } from '@motcua/ui/shell.ts'

export const status = {
  registered: 1,
  received: 2,
  refused: 3,
  processing: 4,
  supplement: 5,
  payment: 6,
  withdrawal: 7,
  stopped: 8,
  finished: 9,
  returned: 10,
} as const

export type Status = (typeof status)[keyof typeof status]

export const statuses = Object.values(status)

/** Nothing more can happen to these. */
export const finalStatuses: readonly Status[] = [status.refused, status.stopped, status.returned]

/** The clock runs in these: not yet paused, not yet done. */
export const runningStatuses: readonly Status[] = [status.received, status.processing, status.payment]

type Timed = { status: Status; due_at: Date | null; finished_at: Date | null }

/** Past its due time while its clock runs: one that waits for papers is not. */
export const isOverdue = ({ status: now, due_at: due }: Timed, at: Date): boolean =>
  runningStatuses.includes(now) && due !== null && due < at

/** Finished, but after its due time. */
export const wasLate = ({ due_at: due, finished_at: finished }: Timed): boolean =>
  due !== null && finished !== null && finished > due

export const statusNames: Record<Language, Record<Status, string>> = {
  vi: {
    1: 'Mới đăng ký',
    2: 'Được tiếp nhận',
    3: 'Không được tiếp nhận',
    4: 'Đang xử lý',
    5: 'Yêu cầu bổ sung giấy tờ',
    6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
    7: 'Công dân yêu cầu rút hồ sơ',
    8: 'Dừng xử lý',
    9: 'Đã xử lý xong',
    10: 'Đã trả kết quả',
  },
  en: {
    1: 'Newly registered',
    2: 'Received',
    3: 'Not accepted',
    4: 'In process',
    5: 'Supplement asked for',
    6: 'Payment asked for',
    7: 'Withdrawal asked for',
    8: 'Stopped',
    9: 'Finished',
    10: 'Result returned',
  },
}

/** Where there is little room: a word or three instead of the catalogue's sentence. */
export const shortStatusNames: Record<Language, Record<Status, string>> = {
  vi: { ...statusNames.vi, 3: 'Không tiếp nhận', 5: 'Yêu cầu bổ sung', 6: 'Nghĩa vụ tài chính', 7: 'Yêu cầu rút' },
  en: { ...statusNames.en, 5: 'Supplement', 6: 'Payment', 7: 'Withdrawal' },
}
