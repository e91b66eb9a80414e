import { expect, test } from 'vitest'
import { decide } from './decide.ts'

const times = { hold: 30, healthy: 900, renewBefore: 300, minutes: 60, least: 5 }
const closed = { closesIn: null, minutesLeft: 480 }

test.each([
  ['well, closed', { isFailing: false, heldFor: 5000 }, closed, { act: 'none' }],
  ['failing for 29 s', { isFailing: true, heldFor: 29 }, closed, { act: 'none' }],
  ['failing for 30 s', { isFailing: true, heldFor: 30 }, closed, { act: 'open', minutes: 60 }],
  [
    'failing, open, far from its end',
    { isFailing: true, heldFor: 600 },
    { closesIn: 301, minutesLeft: 460 },
    { act: 'none' },
  ],
  [
    'failing, near its end',
    { isFailing: true, heldFor: 3400 },
    { closesIn: 300, minutesLeft: 420 },
    { act: 'renew', minutes: 60 },
  ],
  [
    'the last minutes of eight hours',
    { isFailing: true, heldFor: 28000 },
    { closesIn: 200, minutesLeft: 12 },
    { act: 'renew', minutes: 12 },
  ],
  [
    'five minutes are left',
    { isFailing: true, heldFor: 28400 },
    { closesIn: null, minutesLeft: 5 },
    { act: 'open', minutes: 5 },
  ],
  ['eight hours are over', { isFailing: true, heldFor: 30000 }, { closesIn: null, minutesLeft: 4 }, { act: 'none' }],
  ['well for 14:59', { isFailing: false, heldFor: 899 }, { closesIn: 1000, minutesLeft: 400 }, { act: 'none' }],
  ['well for 15:00', { isFailing: false, heldFor: 900 }, { closesIn: 1000, minutesLeft: 400 }, { act: 'close' }],
] as const)('limits: a policy, %s', (_name, situation, door, decision) => {
  expect(decide(situation, door, times)).toEqual(decision)
})
