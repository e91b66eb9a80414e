// What an opening must say before anything is looked up: a reason, and for how long.
import { limits } from '../../../limits.ts'
import { type Refusal, refuse } from '../../../result.ts'

const { openLeast, openMost, reasonLeast } = limits.standby

export const reasonFault = (reason: string): Refusal | null =>
  [...reason.trim()].length < reasonLeast ? refuse('reason-missing') : null

/** A first opening; an extension may be longer (open-door.ts). */
export const minutesFault = (minutes: number): Refusal | null =>
  Number.isInteger(minutes) && minutes >= openLeast / 60 && minutes <= openMost / 60 ? null : refuse('minutes-range')
