// What may happen at the door, in any order; each is done to the reference and to the service, and the answers must be the same.
import fc from 'fast-check'
import { expect } from 'vitest'
import type { RealDoor } from './real-door.ts'
import type { ReferenceDoor, Typed } from './reference-door.ts'

type Command = fc.AsyncCommand<ReferenceDoor, RealDoor>

/** How often each answer was given: a run that never met a lock has not tested one. */
export const answers = new Map<string, number>()

function same<T extends string | boolean>(what: string, real: T, reference: T): void {
  expect(real).toBe(reference)
  const answer = `${what}: ${reference}`
  answers.set(answer, (answers.get(answer) ?? 0) + 1)
}

export type Doors = { reference: ReferenceDoor; real: RealDoor }

/** One thing done to both; browser `at` gets the same answer from either, or this throws. */
export const both = {
  open: async ({ reference, real }: Doors, minutes: number) => {
    reference.open(minutes)
    await real.open(minutes)
  },
  close: async ({ reference, real }: Doors) => {
    reference.close()
    await real.close()
  },
  pass: async ({ reference, real }: Doors, count: number) => {
    reference.pass(count)
    await real.pass(count)
  },
  password: async ({ reference, real }: Doors, at: number, isRight: boolean) =>
    same('password', await real.enterPassword(at, isRight), reference.enterPassword(at, isRight)),
  again: async ({ reference, real }: Doors, at: number) =>
    same('send again', await real.sendAgain(at), reference.sendAgain(at)),
  code: async ({ reference, real }: Doors, at: number, typed: Typed) =>
    same(`${typed} code`, await real.enterCode(at, typed), reference.enterCode(at, typed)),
  visit: async ({ reference, real }: Doors, at: number) => same('visit', await real.visit(at), reference.visit(at)),
}

function command(
  name: string,
  act: (doors: Doors) => Promise<void>,
  may: (reference: ReferenceDoor) => boolean = () => true,
): Command {
  return { check: may, run: (reference, real) => act({ reference, real }), toString: () => name }
}

const browser = fc.integer({ min: 0, max: 1 })

// Multiples of 70 s stay at least 10 s away from every limit (1, 2, 10, 15, 30, 60 min, 2 h): the seconds that a test takes decide nothing.
const seconds = fc.constantFrom(...Array<number>(12).fill(70), 140, 140, 490, 910, 1820, 3640, 7280)

const open = fc.constantFrom(10, 60, 60, 60).map((minutes) =>
  command(
    `open for ${minutes} min`,
    (doors) => both.open(doors, minutes),
    (reference) => !reference.isOpen(),
  ),
)

const close = fc.constant(command('close', both.close, (reference) => reference.isOpen()))

const pass = seconds.map((count) => command(`${count} s pass`, (doors) => both.pass(doors, count)))

/** Most people press where the button is; a few where it is no more (an old page, the back button). */
const atCode = (at: number, anyway: number) => (reference: ReferenceDoor) => anyway === 0 || reference.isAtCode(at)
const anyway = fc.integer({ min: 0, max: 9 })

const password = fc.tuple(browser, fc.constantFrom(true, true, false), anyway).map(([at, isRight, how]) =>
  command(
    `${isRight ? 'right' : 'wrong'} password at ${at}`,
    (doors) => both.password(doors, at, isRight),
    (reference) => how === 0 || reference.isOpen(),
  ),
)

const again = fc
  .tuple(browser, anyway)
  .map(([at, how]) => command(`send again at ${at}`, (doors) => both.again(doors, at), atCode(at, how)))

const code = (typed: Typed) =>
  fc
    .tuple(browser, anyway)
    .map(([at, how]) => command(`${typed} code at ${at}`, (doors) => both.code(doors, at, typed), atCode(at, how)))

/** The whole way in, so that sessions are no rarity. */
const enter = browser.map((at) =>
  command(
    `whole sign-in at ${at}`,
    async (doors) => {
      await both.password(doors, at, true)
      await both.code(doors, at, 'right')
    },
    (reference) => reference.isOpen(),
  ),
)

/** As many wrong codes as one code bears, then the right one. */
const guess = browser.map((at) =>
  command(
    `five wrong codes and the right one at ${at}`,
    async (doors) => {
      for (const typed of [...Array<Typed>(5).fill('wrong'), 'right'] as const) await both.code(doors, at, typed)
    },
    (reference) => reference.isAtCode(at),
  ),
)

/** As many wrong passwords as pass to the hash, and one more: without it a run of few sequences may meet no lock. */
const guessPassword = browser.map((at) =>
  command(
    `six wrong passwords at ${at}`,
    async (doors) => {
      for (let n = 0; n < 6; n += 1) await both.password(doors, at, false)
    },
    (reference) => reference.isOpen(),
  ),
)

/** Ten minutes at the code page, with a new code just before they are over. */
const linger = browser.map((at) =>
  command(
    `ten minutes at the code page of ${at}`,
    async (doors) => {
      await both.pass(doors, 560)
      await both.again(doors, at)
      await both.pass(doors, 70)
      await both.code(doors, at, 'right')
    },
    (reference) => reference.isAtCode(at),
  ),
)

const visit = browser.map((at) => command(`visit at ${at}`, (doors) => both.visit(doors, at)))

const signOut = browser.map((at) =>
  command(`sign out at ${at}`, async ({ reference, real }) => {
    reference.signOut(at)
    await real.signOut(at)
  }),
)

const suspend = fc.constant(
  command(
    'suspend',
    async ({ reference, real }) => {
      reference.suspend()
      await real.suspend()
    },
    (reference) => !reference.isSuspended,
  ),
)

const restore = fc.constant(
  command(
    'restore',
    async ({ reference, real }) => {
      reference.restore()
      await real.restore()
    },
    (reference) => reference.isSuspended,
  ),
)

/** Most of it is people at the form; doors, time and administrators move now and then. */
export const days = (maxCommands: number) =>
  fc.commands(
    [
      [open, open, open, open, password, password, password, pass, pass, again, again, visit, visit],
      [code('right'), code('older'), code('wrong'), code('wrong'), code('wrong')],
      [enter, enter, guess, guessPassword, linger],
      [close, signOut, suspend, restore, restore, restore],
    ].flat(),
    { maxCommands, size: 'max' },
  )
