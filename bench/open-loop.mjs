// Open loop: people come when they come, whether or not those before them are in. Times count from the moment of coming.
import { setTimeout as sleep } from 'node:timers/promises'
import { createDice } from '../harness/dice.ts'
import { percentiles } from './load.mjs'
import { timedFront } from './walks.mjs'

/** The same gaps in every run. */
const seed = 20261125
/** An answer that sends people away for now. */
const isBusy = (status) => status === 503 || status === 429
/** A sign-in is as before when its answers take no more than this many times what they took before the crowd. */
const calmTimes = 2

/**
 * `perSecond` people for so many seconds (gaps as of a Poisson process). Admitted: whoever came in; refused: whoever was told that it is
 * too busy; failed: anything else. `recoveredAfter`: seconds from the last arrival until a single sign-in is as quick as before.
 */
export async function openLoop({ people, front, perSecond, seconds }) {
  const calm = (await people.direct()).took
  const dice = createDice(seed)
  const admitted = []
  const refusals = []
  const failures = new Map()
  let serverErrors = 0
  const one = async (due) => {
    const late = performance.now() - due
    const mine = []
    const heard = (answer) => {
      mine.push(answer)
      if (answer.status >= 500) serverErrors += 1
    }
    try {
      const { took } = await people.direct(timedFront(front, heard))
      admitted.push(late + took)
    } catch (error) {
      const last = mine.at(-1)
      if (last && isBusy(last.status)) refusals.push(last.ms)
      else failures.set(error.message, (failures.get(error.message) ?? 0) + 1)
    }
  }
  const walks = []
  const start = performance.now()
  for (let due = start; due < start + seconds * 1000; due += -Math.log(1 - dice.next()) * (1000 / perSecond)) {
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    walks.push(one(due))
  }
  const ended = performance.now()
  const recovered = untilCalm(people, calm)
  await Promise.all(walks)
  const [in_, away] = [percentiles(admitted), percentiles(refusals)]
  return {
    offeredPerSecond: perSecond,
    came: walks.length,
    admitted: admitted.length,
    refused: refusals.length,
    failed: walks.length - admitted.length - refusals.length,
    serverErrors,
    failures: [...failures].map(([why, times]) => ({ why, times })),
    p50: in_.p50,
    p95: in_.p95,
    p99: in_.p99,
    refusedP95: away.p95,
    recoveredAfter: ((await recovered) - ended) / 1000,
  }
}

/** When the first sign-in was as quick as before, by the clock of `performance`. */
async function untilCalm(people, calm) {
  for (;;) {
    const walk = await people.direct().catch(() => undefined)
    if (walk && walk.took <= calm * calmTimes) return performance.now()
    await sleep(100)
  }
}
