// One day written by hand that meets every answer of both doors: random sequences may miss a rare one, and would then have shown less.
import { both, type Doors } from './commands.ts'

/** Seconds: a minute, and ten for what a test takes. */
const newCodeAfter = 70

export const everyAnswer = [
  ...['code-page', 'wrong', 'locked', 'no-more-codes', 'closed'].map((answer) => `password: ${answer}`),
  ...['in', 'refused', 'locked', 'elsewhere'].map((answer) => `right code: ${answer}`),
  ...['sent', 'waits', 'elsewhere'].map((answer) => `send again: ${answer}`),
  'wrong code: refused',
  'older code: refused',
  'visit: true',
  'visit: false',
]

/** Browser 0 gets in with a second code; browser 1 guesses at codes, then at passwords, until the door is closed. */
export async function scriptedDay(doors: Doors): Promise<void> {
  await both.open(doors, 60)
  await signInWithSecondCode(doors)
  await guessCodes(doors)
  await both.password(doors, 0, true)
  for (let n = 0; n < 6; n += 1) await both.password(doors, 1, false)
  await both.close(doors)
  await both.password(doors, 0, true)
  await both.code(doors, 1, 'right')
  await both.again(doors, 1)
}

async function signInWithSecondCode(doors: Doors): Promise<void> {
  await both.visit(doors, 0)
  await both.password(doors, 0, true)
  await both.again(doors, 0)
  await both.pass(doors, newCodeAfter)
  await both.again(doors, 0)
  await both.code(doors, 0, 'older')
  await both.code(doors, 0, 'right')
  await both.visit(doors, 0)
}

/** Five kill the code; five more, and codes wait for half an hour. */
async function guessCodes(doors: Doors): Promise<void> {
  await both.pass(doors, newCodeAfter)
  await both.password(doors, 1, true)
  for (let n = 0; n < 5; n += 1) await both.code(doors, 1, 'wrong')
  await both.code(doors, 1, 'right')
  await both.pass(doors, newCodeAfter)
  await both.again(doors, 1)
  for (let n = 0; n < 4; n += 1) await both.code(doors, 1, 'wrong')
  await both.code(doors, 1, 'right')
}
