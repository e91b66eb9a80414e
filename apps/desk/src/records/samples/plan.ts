// The sample dossiers as a table: where, what, how long ago, and what has happened since.
import type { Move } from '../dossiers/moves.ts'
import { officers } from './people.ts'

type Officer = keyof typeof officers

/** `back`: working days since it came in, at `at` o'clock; `soon`: due within this many working hours. */
export type Planned = {
  desk: Officer
  worker?: Officer
  procedure: string
  back: number
  at: string
  moves?: readonly Move[]
  soon?: number
  company?: boolean
  online?: boolean
}

const done: readonly Move[] = ['process', 'finish']
const returned: readonly Move[] = [...done, 'return-result']
const waiting: readonly Move[] = ['process', 'ask-supplement']

export const plan: readonly Planned[] = [
  // UBND phường Phú Cường: what Nguyễn Thị Hạnh finds in the morning.
  { desk: 'hanh', procedure: '1.004873', back: 1, at: '08:10', moves: ['process'] },
  { desk: 'hanh', procedure: '2.000635', back: 0, at: '07:45' },
  { desk: 'hanh', procedure: '2.001019', back: 4, at: '09:20', moves: waiting.concat('supplement-arrived'), soon: 3 },
  {
    desk: 'hanhStandby',
    procedure: '1.001022',
    back: 6,
    at: '14:05',
    moves: waiting.concat('supplement-arrived'),
    soon: 1.5,
  },
  { desk: 'hanh', procedure: '1.004873', back: 5, at: '10:15', moves: ['process'] },
  { desk: 'hanh', procedure: '1.001731', back: 13, at: '08:40', moves: ['process'] },
  { desk: 'hanh', procedure: '1.004873', back: 4, at: '13:50', moves: waiting },
  { desk: 'hanh', procedure: '1.001731', back: 2, at: '15:30', moves: ['process', 'ask-payment'] },
  { desk: 'hanh', worker: 'huy', procedure: '1.001022', back: 2, at: '09:05', moves: ['process'] },
  { desk: 'hanh', worker: 'huy', procedure: '2.001263', back: 8, at: '10:45', moves: ['process'] },
  { desk: 'hanh', worker: 'huy', procedure: '1.001022', back: 7, at: '14:20', moves: ['process'] },
  { desk: 'hanh', procedure: '2.000884', back: 1, at: '09:35', moves: done },
  { desk: 'hanh', procedure: '2.000815', back: 1, at: '10:05', moves: done, company: true },
  { desk: 'hanhStandby', procedure: '1.001193', back: 2, at: '08:25', moves: done },
  { desk: 'hanhStandby', procedure: '1.000894', back: 2, at: '13:40', moves: returned },
  { desk: 'hanh', procedure: '1.001193', back: 3, at: '08:55', moves: returned },
  { desk: 'hanh', procedure: '2.000908', back: 5, at: '11:00', moves: returned },
  { desk: 'hanh', procedure: '1.000656', back: 6, at: '07:50', moves: returned },
  { desk: 'hanh', procedure: '1.001193', back: 0, at: '06:40', online: true },
  { desk: 'hanh', procedure: '1.004873', back: 1, at: '20:15', online: true },
  { desk: 'hanh', procedure: '1.000894', back: 2, at: '08:05', online: true, moves: ['refuse'] },
  { desk: 'hanh', procedure: '2.001019', back: 9, at: '09:15', moves: ['process', 'withdraw', 'stop'] },
  // UBND thành phố Thủ Dầu Một.
  { desk: 'hien', worker: 'tam', procedure: '1.009994', back: 17, at: '08:30', moves: ['process'], company: true },
  { desk: 'hien', worker: 'tam', procedure: '1.009994', back: 6, at: '10:30', moves: waiting },
  { desk: 'hien', worker: 'tam', procedure: '1.001612', back: 2, at: '09:00', moves: ['process'] },
  { desk: 'hien', procedure: '1.001612', back: 0, at: '07:55' },
  { desk: 'hien', worker: 'tam', procedure: '2.000720', back: 4, at: '14:00', moves: done, company: true },
  { desk: 'hien', worker: 'tam', procedure: '1.001570', back: 6, at: '08:20', moves: returned, company: true },
  { desk: 'hien', worker: 'tam', procedure: '1.001266', back: 5, at: '16:10', moves: returned, company: true },
  // UBND phường Hiệp Thành, phường Dĩ An, phường Lái Thiêu.
  { desk: 'xuan', procedure: '1.001193', back: 1, at: '08:35', moves: done },
  { desk: 'xuan', procedure: '1.004873', back: 3, at: '09:45', moves: ['process'] },
  { desk: 'xuan', procedure: '2.000635', back: 4, at: '10:20', moves: returned },
  { desk: 'vy', procedure: '1.000894', back: 1, at: '13:35', moves: ['process'] },
  { desk: 'vy', procedure: '1.004873', back: 6, at: '11:10', moves: waiting },
  { desk: 'vy', procedure: '2.000815', back: 2, at: '08:15', moves: returned },
  { desk: 'huuHuy', procedure: '1.001731', back: 5, at: '09:30', moves: ['process'] },
  { desk: 'huuHuy', procedure: '2.000884', back: 3, at: '14:45', moves: returned },
  // Sở Tư pháp.
  { desk: 'tung', worker: 'loi', procedure: '2.000488', back: 3, at: '08:50', moves: ['process'] },
  { desk: 'tung', worker: 'loi', procedure: '2.000488', back: 12, at: '15:40', moves: ['process'] },
  { desk: 'tung', procedure: '2.000488', back: 0, at: '07:40' },
]
