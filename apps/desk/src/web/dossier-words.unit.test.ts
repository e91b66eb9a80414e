// How a dossier stands, in a word or two, at chosen instants of ordinary weeks.
import { expect, test } from 'vitest'
import { makeCalendar } from '../records/calendar/calendar.ts'
import type { Status } from '../records/dossiers/status.ts'
import { dueSaid, moneySaid, momentSaid, momentTold, termSaid, todaySaid } from './dossier-words.ts'

const calendar = makeCalendar([])
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+07:00`)
const said = (status: Status, due: string | null, now: string, finished: string | null = null) =>
  dueSaid(
    'vi',
    calendar,
    { status, due_at: due ? at(due) : null, finished_at: finished ? at(finished) : null },
    at(now),
  )

const cases: [Status, string | null, string, string | null, string, string][] = [
  [4, '2023-10-05 17:00', '2023-10-05 14:00', null, 'care', 'còn 3 giờ'],
  [4, '2023-10-05 17:00', '2023-10-05 13:00', null, 'care', 'còn 3 giờ'],
  [4, '2023-10-05 17:00', '2023-10-05 08:00', null, 'ready', 'còn 7 giờ'],
  [4, '2023-10-05 17:00', '2023-10-05 16:35', null, 'care', 'còn 25 phút'],
  [4, '2023-10-05 17:00', '2023-10-05 17:00', null, 'care', 'đến hạn'],
  [2, '2023-10-09 17:00', '2023-10-05 09:00', null, 'ready', 'còn 2 ngày'],
  [6, '2023-10-09 17:00', '2023-10-06 16:00', null, 'ready', 'còn 1 ngày'],
  [4, '2023-10-09 09:00', '2023-10-06 16:00', null, 'care', 'còn 2 giờ'],
  [4, '2023-10-05 17:00', '2023-10-05 20:00', null, 'stop', 'quá hạn'],
  [4, '2023-10-05 17:00', '2023-10-06 07:50', null, 'stop', 'quá hạn 20 phút'],
  [4, '2023-10-05 17:00', '2023-10-06 11:00', null, 'stop', 'quá hạn 3 giờ'],
  [4, '2023-10-05 17:00', '2023-10-09 10:00', null, 'stop', 'quá hạn 2 ngày'],
  [5, '2023-10-05 17:00', '2023-10-09 10:00', null, 'plain', 'tạm dừng'],
  [1, null, '2023-10-09 10:00', null, 'plain', 'chờ tiếp nhận'],
  [7, '2023-10-05 17:00', '2023-10-09 10:00', null, 'plain', 'chờ dừng'],
  [9, '2023-10-05 17:00', '2023-10-09 10:00', '2023-10-05 17:00', 'ready', 'xong'],
  [9, '2023-10-05 17:00', '2023-10-09 10:00', '2023-10-06 07:31', 'stop', 'xong, quá hạn'],
  [10, '2023-10-05 17:00', '2023-10-09 10:00', null, 'plain', 'đã đóng'],
]
test.each(cases)('status %i, due %s, at %s, finished %s: %s "%s"', (...row) => {
  const [status, due, now, finished, tone, text] = row
  expect(said(status, due, now, finished)).toEqual({ tone, text })
})

test('terms, money and times as people read them', () => {
  expect(termSaid('vi', { unit: 'day', amount: 0 })).toBe('Trong ngày làm việc')
  expect(termSaid('vi', { unit: 'hour', amount: 8 })).toBe('8 giờ làm việc')
  expect(termSaid('en', { unit: 'day', amount: 1 })).toBe('1 working day')
  expect(termSaid('en', { unit: 'calendar-day', amount: 30 })).toBe('30 days')
  expect(termSaid('en', { unit: 'calendar-day', amount: 1 })).toBe('1 day')
  expect([moneySaid('vi', 15000), moneySaid('en', 15000)]).toEqual(['15.000 đồng', 'VND 15,000'])
  expect(momentSaid('vi', at('2026-11-23 08:02'))).toBe('08:02 23/11/2026')
  expect(momentTold('vi', at('2026-11-23 08:02'))).toBe('08:02 ngày 23/11/2026')
  expect(momentTold('en', at('2026-11-23 08:02'))).toBe('08:02 on 23/11/2026')
  expect(todaySaid('vi', at('2026-11-23 08:02'))).toBe('Thứ Hai, 23/11/2026')
})
