// What each sign of the watch is for: the days on which leaving it out must show.
import type { Omission } from './watch-day.ts'

export const signDays: Readonly<Record<Omission, readonly string[]>> = {
  looks: ['no answer at all', 'answers 500'],
  returns: ['codes lost, 20 per 5 min'],
  errors: ['errors that looks miss'],
  presses: [
    'codes lost, 20, with presses',
    'codes lost, 10, with presses',
    'codes lost, 4, with presses',
    'half lost, 10, with presses',
  ],
  'leaving out the worst agency': ['the centre cut off', 'an agency practises'],
  'one vote a browser': ['noon, three try for long', 'night, three try for long'],
  'closer looks in doubt': ['connections refused'],
}

export const omissions = Object.keys(signDays) as Omission[]
