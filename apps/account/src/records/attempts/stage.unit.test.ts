// Where an attempt stands: the first thing that is true of it decides.
import { expect, test } from 'vitest'
import { stepOf } from './stage.ts'

const then = new Date('2026-11-23T01:00:00Z')
const atCode = {
  password_ok_at: then,
  finished_at: null,
  voided_at: null,
  is_expired: false,
  is_replaced: false,
  period_id: 'p',
  covered_by: 'p',
  is_drill: false,
}
const start = '/sign-in?done=over'

const cases: [string, Partial<typeof atCode> | Record<string, unknown>, string, string][] = [
  ['the password was right', {}, 'enter-code', '/sign-in/code'],
  ['ten minutes have passed', { is_expired: true }, 'expired', start],
  ['void while the door is open', { voided_at: then }, 'expired', start],
  ['replaced by a newer one here', { voided_at: then, is_replaced: true }, 'replaced', '/sign-in?done=replaced'],
  ['void, another period lets the person in', { voided_at: then, covered_by: 'q' }, 'expired', start],
  ['void, at a door without a period', { voided_at: then, period_id: null, covered_by: null }, 'expired', start],
  ['closed, not void', { covered_by: null }, 'enter-code', '/sign-in/code'],
  ['closed', { voided_at: then, covered_by: null }, 'closed', '/sign-in?done=closed'],
  ['the drill ended', { voided_at: then, covered_by: null, is_drill: true }, 'closed', '/sign-in?done=drill-over'],
  ['void in a drill that goes on', { voided_at: then, is_drill: true }, 'expired', start],
  [
    'finished, whatever came after',
    { finished_at: then, voided_at: then, covered_by: null, is_drill: true, is_expired: true },
    'finished',
    '/my-account/info',
  ],
  ['no password yet', { password_ok_at: null }, 'expired', start],
]
test.each(cases)('%s', (_name, facts, stage, page) => {
  expect(stepOf({ ...atCode, ...facts } as Parameters<typeof stepOf>[0])).toMatchObject({ stage, page })
})

test('no attempt in this browser: the person starts over', () => {
  expect(stepOf(undefined)).toMatchObject({ stage: 'expired', page: start })
})
